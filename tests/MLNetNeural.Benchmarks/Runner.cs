using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace MLNetNeural.Benchmarks;

/// <summary>Runs benchmarks of whole passes, which take from milliseconds to seconds each.</summary>
internal static class Runner
{
    private const int WarmUps = 2;

    /// <summary>The median times of each benchmark of <typeparamref name="TBenchmarks"/>, by the name of its method; each takes its <see cref="ProcessorTime"/>.</summary>
    /// <exception cref="InvalidOperationException">A benchmark failed.</exception>
    public static IReadOnlyDictionary<string, PassTime> Medians<TBenchmarks>(int runs)
    {
        // In this process: a project generated for the purpose would not know which build this is.
        Job job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(WarmUps).WithIterationCount(runs).WithInvocationCount(1).WithUnrollFactor(1);
        AccumulationLogger log = new();
        Summary summary = BenchmarkRunner.Run<TBenchmarks>(
            ManualConfig.CreateEmpty().AddJob(job).AddLogger(log).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "BenchmarkDotNet.Artifacts")));
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException($"A benchmark failed.{Environment.NewLine}{log.GetLog()}");
        return summary.Reports.ToDictionary(
            report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            report => new PassTime(
                TimeSpan.FromMicroseconds(report.ResultStatistics!.Median / 1e3),
                ProcessorTime.Median(typeof(TBenchmarks).Name, report.BenchmarkCase.Descriptor.WorkloadMethod.Name, runs)));
    }
}
