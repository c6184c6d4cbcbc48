namespace Microsoft.ML.Data;

/// <summary>What a normaliser learns from how many rows, and what it makes of it.</summary>
/// <param name="IsMinMax">Whether it learns the range, or else mean and variance.</param>
/// <param name="MaximumExampleCount">The rows it learns from; at least 2.</param>
/// <param name="FixZero">Whether 0 stays 0.</param>
/// <param name="UseCdf">Whether values become their place in a normal distribution.</param>
internal sealed record NormalizerSettings(bool IsMinMax, long MaximumExampleCount, bool FixZero, bool UseCdf);
