using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using MLNetNeural.Tests;
using Perfolizer.Horology;

namespace MLNetNeural.Benchmarks.Kernels;

/// <summary>The kernels alone, each beside its scalar definition.</summary>
internal static class KernelsCommand
{
    private static readonly Type[] Classes = [typeof(MatrixKernelBenchmarks), typeof(FusedGradientBenchmarks), typeof(UpdateBenchmarks), typeof(RandomWordBenchmarks)];

    public static Command Create()
    {
        Option<string> filter = new("--filter") { Description = "Benchmarks to run, as BenchmarkDotNet takes them: '*Update*'.", DefaultValueFactory = _ => "*" };
        Command command = new("kernels", "The kernels on one core beside their scalar definitions, by BenchmarkDotNet.") { filter };
        command.SetAction(parsed => Run(parsed.GetValue(filter)!));
        return command;
    }

    private static int Run(string filter)
    {
        // In this process: a project generated for the purpose would not know which build this is.
        Job job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithWarmupCount(2).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(100));
        AccumulationLogger log = new();
        using TemporaryFolder artifacts = new();
        ManualConfig config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(log).AddFilter(new GlobFilter([filter]))
            .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Descriptor, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60))
            .WithArtifactsPath(artifacts.Path);
        int cases = 0;
        foreach (Type benchmarks in Classes)
        {
            Summary summary = BenchmarkRunner.Run(benchmarks, config);
            cases += summary.Reports.Length;
            if (summary.Reports.Length == 0) continue;
            if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
                throw new InvalidOperationException($"A benchmark failed.{Environment.NewLine}{log.GetLog()}");
            MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        }

        if (cases > 0) return 0;
        Console.Error.WriteLine($"--filter '{filter}' fits no benchmark of {string.Join(", ", Classes.Select(type => type.Name))}.");
        return 1;
    }
}
