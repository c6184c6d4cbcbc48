namespace CubicRegression;

/// <summary>What the recipe can be told.</summary>
internal sealed record CubicOptions
{
    public int Epochs { get; init; } = 10_000;

    public int Seed { get; init; } = 1;

    /// <summary>Threads to train with; null for all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Folder for everything that is written.</summary>
    public required string Output { get; init; }

    /// <summary>File of the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Port of the page that shows training while it runs, 0 for any; null for none.</summary>
    public int? LivePort { get; init; }

    /// <summary>Folder for the runs that TensorBoard shows; null for none.</summary>
    public string? TensorBoard { get; init; }
}
