using System.CommandLine;
using System.Globalization;
using MLNetNeural.Benchmarks.Compare;
using MLNetNeural.Benchmarks.Compare.Jobs;
using MLNetNeural.Benchmarks.Cubic;
using MLNetNeural.Benchmarks.Kernels;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Roofline;

/// <summary>What this machine can do, and what share of it our jobs reach.</summary>
internal static class RooflineCommand
{
    private const int Rounds = 5, CubicEpochs = 1000, CubicRows = 1000, EngineBytes = 2_142_208;

    private const double RoundSeconds = 0.4;

    private static readonly StepShape CubicShape = new([1, 32, 64, 16, 1], CubicRows);

    public static Command Create()
    {
        Command command = new("roofline", "Measured peaks of arithmetic and memory, and the share that training and scoring reach.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        int cores = Environment.ProcessorCount;
        Console.WriteLine(Machine.This);
        Func<double>[] measures =
        [
            () => PeakArithmetic.Measure(1), () => PeakArithmetic.Measure(cores),
            () => MemoryTraffic.Triad(1), () => MemoryTraffic.Triad(cores),
            () => MemoryTraffic.Reread(1, EngineBytes), () => MemoryTraffic.Reread(cores, EngineBytes),
            .. MatrixKernelBenchmarks.Blocks.Select(block => (Func<double>)(() => KernelRate(block))),
        ];

        // The best of several turns: a neighbor on the same core halves what a virtual machine can do, for seconds at a time.
        double[] best = new double[measures.Length];
        for (int turn = 0; turn < Rounds; turn++)
            for (int m = 0; m < measures.Length; m++) best[m] = Math.Max(best[m], measures[m]());
        double flops = best[1], bytes = best[3];
        Print($"| | one core | {cores} cores |");
        Print($"| --- | --- | --- |");
        Print($"| fused multiply-adds, GFLOP/s | {best[0] / 1e9:0.0} | {flops / 1e9:0.0} |");
        Print($"| triad, GB/s | {best[2] / 1e9:0.0} | {bytes / 1e9:0.0} |");
        Print($"| reading the weights of 784→512→256→10 again and again, GB/s | {best[4] / 1e9:0.0} | {best[5] / 1e9:0.0} |");
        Console.WriteLine();
        Print($"| matrix kernel on one core, blocks in its caches | GFLOP/s | of the peak |");
        Print($"| --- | --- | --- |");
        foreach ((MatrixKernelBenchmarks.Block block, double rate) in MatrixKernelBenchmarks.Blocks.Zip(best.Skip(6)))
            Print($"| {block} | {rate / 1e9:0.0} | {rate / best[0] * 100:0} % |");

        Console.WriteLine();
        Print($"| job | GFLOP | MB | arithmetic allows | memory allows | the best round | of the limit |");
        Print($"| --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, Work work, Func<ISide> side) in Jobs())
        {
            using ISide ours = side();
            double measured = new Series([.. Enumerable.Range(0, Rounds).Select(_ => ours.Round(RoundSeconds))]).Best;
            double arithmetic = work.Flops / flops, memory = work.Bytes / bytes;
            Print($"| {name} | {work.Flops / 1e9:0.000} | {work.Bytes / 1e6:0.0} | {Time(arithmetic)} | {Time(memory)} | {Time(measured)} | {Math.Max(arithmetic, memory) / measured * 100:0} % |");
        }
    }

    /// <summary>Operations a second of the fastest of some runs: what the kernel can do, undisturbed.</summary>
    private static double KernelRate(MatrixKernelBenchmarks.Block block)
    {
        const int Calls = 500, Runs = 7;
        MatrixKernelBenchmarks kernel = new() { Sizes = block };
        kernel.Setup();
        double seconds = Crew.Fastest(threads: 1, Runs, _ =>
        {
            for (int call = 0; call < Calls; call++) kernel.Vectors();
        });
        kernel.Cleanup();
        return 2.0 * block.Rows * block.Columns * block.Depth * Calls / seconds;
    }

    private static IEnumerable<(string Name, Work Work, Func<ISide> Side)> Jobs()
    {
        Sgd sgd = new(TrainingStepJob.LearningRate);
        Adam adam = new(TrainingStepJob.LearningRate);
        yield return ($"step {StepShape.Images}, SGD, floats", Work.TrainingStep(StepShape.Images, states: 1, sizeof(float)), () => new TrainingSteps(StepShape.Images, sgd, StepShape.Images.SingleStore()));
        yield return ($"step {StepShape.Images}, SGD, bytes", Work.TrainingStep(StepShape.Images, states: 1, sizeof(byte)), () => new TrainingSteps(StepShape.Images, sgd, StepShape.Images.ByteStore()));
        foreach (StepShape shape in new[] { StepShape.Wide, StepShape.Digits })
        {
            yield return ($"step {shape}, SGD", Work.TrainingStep(shape, states: 1, sizeof(float)), () => new TrainingSteps(shape, sgd, shape.SingleStore()));
            yield return ($"step {shape}, Adam", Work.TrainingStep(shape, states: 2, sizeof(float)), () => new TrainingSteps(shape, adam, shape.SingleStore()));
        }

        yield return ("epoch of the cubic regression, 1,000 rows", Work.TrainingStep(CubicShape, states: 0, sizeof(float)), () => new Side("", _ => CubicTraining.Run(CubicEpochs, Environment.ProcessorCount).TotalSeconds / CubicEpochs));
    }

    private static string Time(double seconds) => Figure.Format(seconds, Unit.Seconds);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
