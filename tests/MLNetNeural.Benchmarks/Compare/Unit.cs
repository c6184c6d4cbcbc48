namespace MLNetNeural.Benchmarks.Compare;

/// <summary>What a figure of a comparison counts; of each the smaller is the better.</summary>
internal enum Unit
{
    Seconds,
    Bytes,

    /// <summary>So many times something that the row's name says.</summary>
    Times,
}
