namespace Microsoft.ML.Runtime;

/// <summary>The names of the numbers in reports of progress.</summary>
public sealed class ProgressHeader
{
    /// <summary>The metrics.</summary>
    public readonly IReadOnlyList<string> MetricNames;

    /// <summary>The units that progress is counted in, the coarsest first.</summary>
    public readonly IReadOnlyList<string> UnitNames;

    /// <summary>Names of metrics and units.</summary>
    public ProgressHeader(string[]? metricNames, string[]? unitNames)
    {
        MetricNames = metricNames ?? [];
        UnitNames = unitNames ?? [];
    }

    /// <summary>Names of units, no metrics.</summary>
    public ProgressHeader(params string[] unitNames)
        : this(null, unitNames)
    {
    }
}
