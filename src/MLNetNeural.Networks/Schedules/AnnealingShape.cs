namespace MLNetNeural.Networks.Schedules;

/// <summary>How a value moves from its start to its end.</summary>
public enum AnnealingShape
{
    /// <summary>On half a cosine: slowly, fast in the middle, slowly.</summary>
    Cosine,

    /// <summary>On a straight line.</summary>
    Linear,
}
