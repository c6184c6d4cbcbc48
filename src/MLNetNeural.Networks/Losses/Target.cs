namespace MLNetNeural.Networks.Losses;

/// <summary>The target of one row: a class, or values.</summary>
/// <param name="classIndex">Zero-based class; −1 where the targets are values.</param>
/// <param name="values">Values, one an output; empty where the target is a class.</param>
public readonly ref struct Target(int classIndex, ReadOnlySpan<float> values)
{
    /// <summary>Zero-based class; −1 where the targets are values.</summary>
    public int Class { get; } = classIndex;

    /// <summary>Values, one an output; empty where the target is a class.</summary>
    public ReadOnlySpan<float> Values { get; } = values;
}
