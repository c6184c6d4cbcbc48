namespace CubicRegression;

/// <summary>What the recipe can be told beside the options that all examples have.</summary>
internal sealed record CubicOptions
{
    /// <summary>Steps on all points at once.</summary>
    public required int Epochs { get; init; }

    /// <summary>Threads to train with; null for all cores.</summary>
    public int? Threads { get; init; }
}
