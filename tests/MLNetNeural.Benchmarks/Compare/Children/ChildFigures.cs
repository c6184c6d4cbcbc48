namespace MLNetNeural.Benchmarks.Compare.Children;

/// <summary>What a process of its own measured.</summary>
/// <param name="Seconds">From the beginning of the job to its end; starting the runtime does not count.</param>
/// <param name="Peak">Most bytes that were resident.</param>
/// <param name="Baseline">Bytes that were resident before the job.</param>
internal sealed record ChildFigures(double Seconds, long Peak, long Baseline);
