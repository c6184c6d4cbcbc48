using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>A small training run with everything in it that has to be brought back: velocity, dropout, shuffling, averaging, a schedule, best weights.</summary>
internal static class TestRun
{
    public static readonly MlpSpec Spec = MlpSpec.Of(6, [new DenseLayer(12) { Dropout = 0.2f }], 3);

    public static TrainingOptions Options => new()
    {
        MaxEpochs = 9,
        BatchSize = 8,
        Optimizer = new Sgd(0.05f),
        LearningRateSchedule = new LinearWarmupSchedule(3, new CosineSchedule { PerStep = true }),
        AveragingDecay = 0.9f,
        CheckpointInterval = TimeSpan.Zero,
        Seed = 2,
    };

    public static TrainingSet Set(SingleFeatures features) => features.Split(Toy.Classes(features.Count), features.Count / 3);

    /// <summary>Trains, and gives the bits of the weights with the history.</summary>
    public static (int[] Bits, TrainingHistory History, StopReason Reason) Train(TrainingSet set, TrainingOptions options, int threads = 2, MlpSpec? spec = null)
    {
        TrainingResult result = new TrainingLoop(new CpuEngine(threads), set, options).Run(spec ?? Spec);
        using INetwork network = result.Network;
        return (network.AllValues().Bits(), WithoutTime(result.History), result.StopReason);
    }

    public static TrainingHistory WithoutTime(TrainingHistory history) => new([.. history.Epochs.Select(epoch => epoch with { Elapsed = default })]);
}
