using Microsoft.ML;

namespace MLNetNeural.Benchmarks;

/// <summary>Which of the two builds this is.</summary>
internal static class Build
{
    /// <summary>The value of the property MLNet.</summary>
    public static string Name { get; } = typeof(MLContext).Assembly.GetName().Name == "MLNet.Embedded" ? "embedded" : "packages";
}
