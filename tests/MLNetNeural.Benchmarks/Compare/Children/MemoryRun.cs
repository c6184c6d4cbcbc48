using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Compare.Children;

/// <summary>Trains network 3 on bytes that are made as they are read, and gives the memory that it took.</summary>
internal static class MemoryRun
{
    public const string Name = "memory-run";

    public const int Inputs = 196_608, Rows = 840;

    public static Command Create()
    {
        Argument<double> validation = new("validation") { Description = "Share of the rows that validate; 0 for none." };
        Command command = new(Name) { validation };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetValue(validation)));
        return command;
    }

    private static void Run(double validation)
    {
        MLContext ml = new(seed: 1);
        ml.Log += (_, message) =>
        {
            // A row that is left out takes no memory, and the figure would be too good.
            if (message.Kind == ChannelMessageKind.Warning) throw new InvalidOperationException(message.Message);
        };
        ml.MulticlassClassification.Trainers.MultilayerPerceptron(Options(validation)).Fit(ml.Data.LoadFromEnumerable(Images<Small>(Rows)));
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // free pages go back, and do not count as there before
        long baseline = ResidentMemory.Now;
        ResidentMemory.ForgetPeak();
        long start = Stopwatch.GetTimestamp();
        ml.MulticlassClassification.Trainers.MultilayerPerceptron(Options(validation)).Fit(ml.Data.LoadFromEnumerable(Images<Image>(Rows)));
        ChildProcess.Report(new ChildFigures(Stopwatch.GetElapsedTime(start).TotalSeconds, ResidentMemory.Peak, baseline));
    }

    private static MlpMulticlassOptions Options(double validation) => new()
    {
        HiddenLayers = [.. new[] { 128, 64, 32 }.Select(units => new HiddenLayer(units) { Activation = Activation.Relu, Dropout = 0.5f })],
        Optimizer = new Sgd(learningRate: 1e-9f, momentum: 0.9f),
        BatchSize = 64,
        MaxEpochs = 3,
        ValidationSetFraction = validation > 0 ? validation : null,
    };

    private static IEnumerable<TImage> Images<TImage>(int rows)
        where TImage : Labelled, new()
    {
        Random random = new(1);
        TImage image = new();
        for (int row = 0; row < rows; row++)
        {
            random.NextBytes(image.Features);
            image.Label = (uint)random.Next(4);
            yield return image;
        }
    }

    private abstract class Labelled
    {
        public abstract byte[] Features { get; set; }

        [KeyType(4)]
        public uint Label { get; set; }
    }

    private sealed class Image : Labelled
    {
        [VectorType(Inputs)]
        public override byte[] Features { get; set; } = new byte[Inputs];
    }

    private sealed class Small : Labelled
    {
        private const int SmallInputs = 192;

        [VectorType(SmallInputs)]
        public override byte[] Features { get; set; } = new byte[SmallInputs];
    }
}
