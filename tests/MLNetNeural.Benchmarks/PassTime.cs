namespace MLNetNeural.Benchmarks;

/// <summary>How long a benchmark took, in the middle of its runs.</summary>
/// <param name="Elapsed">By the clock.</param>
/// <param name="Processor">Processor time, all threads together.</param>
internal readonly record struct PassTime(TimeSpan Elapsed, TimeSpan Processor);
