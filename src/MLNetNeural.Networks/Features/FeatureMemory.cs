using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>How much memory the rows of a feature store may take, and where those beyond it go.</summary>
/// <remarks>
/// The first rows stay in memory. From the limit on, full blocks of rows are written to a memory-mapped file, and the system keeps of it
/// in memory what there is room for. The file has no name while it is used (on Windows it is deleted when the process ends), so that it
/// vanishes however the process ends.
/// </remarks>
public sealed record FeatureMemory
{
    /// <summary>Bytes of rows in memory, at least 1; a block of rows stays there in any case. Null for half of the memory that the process may use. Default: null.</summary>
    public long? Limit { get; init; }

    /// <summary>Folder for the file; null for the system's. Default: null.</summary>
    public string? TemporaryFolder { get; init; }

    internal long Bytes => Limit ?? (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    internal OptionErrors Check() => new OptionErrors(nameof(FeatureMemory))
        .Require(Limit is null or >= 1, Limit, "at least 1, or null for half of the memory");
}
