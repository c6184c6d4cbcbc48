namespace MLNetNeural.Networks.Schedules;

/// <summary>How the triangles of a <see cref="CyclicSchedule"/> shrink.</summary>
public enum CyclicMode
{
    /// <summary>They do not.</summary>
    Triangular,

    /// <summary>Each is half as high as the one before.</summary>
    Triangular2,

    /// <summary>Their height is multiplied by γ in every step.</summary>
    ExponentialRange,
}
