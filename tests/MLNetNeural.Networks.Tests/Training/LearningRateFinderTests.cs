using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class LearningRateFinderTests
{
    private static readonly MlpSpec Spec = MlpSpec.Of(6, [new DenseLayer(12) { Dropout = 0.2f }], 3);
    private static readonly CpuEngine Engine = new(2);
    private static readonly TrainingOptions Options = new() { MaxEpochs = 20, BatchSize = 16, Seed = 3 };

    [TestMethod]
    public void The_curve_rises_exponentially_until_the_loss_diverges_and_its_suggestion_trains()
    {
        using SingleFeatures features = Toy.Singles(400, 6);
        TrainingSet set = Learnable(features);
        using INetwork network = Engine.Initialized(Spec);

        LearningRateCurve curve = new LearningRateFinder { MinimumRate = 1e-5, MaximumRate = 1e5, Steps = 101 }.Find(Engine, set, Options, network);

        for (int p = 0; p < curve.Points.Length; p++) Assert.AreEqual(Math.Pow(10, -5 + (p / 10.0)), curve.Points[p].Rate, 1e-9 * curve.Points[p].Rate);
        Assert.IsTrue(curve.Points.Length is > 30 and < 101, $"{curve.Points.Length}");
        double rate = curve.Suggestion!.Value;
        Assert.IsTrue(rate is > 1e-3 and < 10, $"{rate}");
        TrainingResult trained = new TrainingLoop(Engine, set, Options with { Optimizer = Options.Optimizer with { LearningRate = (float)rate } }).Run(network);
        Assert.IsLessThan(0.6 * curve.Points[0].Loss, trained.History.Last!.TrainingLoss);
    }

    [TestMethod]
    public void Network_and_training_are_as_if_nothing_had_been_tried()
    {
        using SingleFeatures features = Toy.Singles(100, 6);
        TrainingSet set = Learnable(features);
        using INetwork network = Engine.Initialized(Spec), untouched = network.Clone();

        new LearningRateFinder { Steps = 20 }.Find(Engine, set, Options, network);

        CollectionAssert.AreEqual(untouched.AllValues().Bits(), network.AllValues().Bits());
        new TrainingLoop(Engine, set, Options).Run(network);
        new TrainingLoop(Engine, set, Options).Run(untouched);
        CollectionAssert.AreEqual(untouched.AllValues().Bits(), network.AllValues().Bits());
    }

    [TestMethod]
    public void Losses_are_smoothed_without_a_bias_to_zero()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        using INetwork network = Engine.Initialized(Spec);

        // Rates too small to move a weight, all rows in one batch, no dropout: every loss is the same, and so must be the smoothed one.
        var still = MlpSpec.Of(6, [], 3);
        using INetwork linear = Engine.Initialized(still);
        LearningRateCurve curve = new LearningRateFinder { MinimumRate = 1e-30, MaximumRate = 1e-29, Steps = 5 }
            .Find(Engine, Learnable(features), Options with { BatchSize = null, Shuffle = false }, linear);

        foreach (LearningRatePoint point in curve.Points) Assert.AreEqual(curve.Points[0].Loss, point.Loss, 1e-12);
        Assert.HasCount(5, curve.Points);
    }

    [TestMethod]
    public void The_suggestion_is_the_steepest_fall_before_the_lowest_loss()
    {
        Assert.AreEqual(100.0, Curve(1, 0.99, 0.6, 0.2, 0.1, 2).Suggestion);
        Assert.IsNull(Curve(1, 2, 3).Suggestion);
        Assert.IsNull(Curve().Suggestion);
    }

    [TestMethod]
    public void Figures_out_of_range_are_named()
    {
        using SingleFeatures features = Toy.Singles(10, 6);
        using INetwork network = Engine.Initialized(Spec);

        Assert.AreEqual(
            "LearningRateFinder.MinimumRate must be greater than 0 and finite, got 0. LearningRateFinder.MaximumRate must be finite and above MinimumRate, got -1. "
            + "LearningRateFinder.Steps must be at least 2, got 1. LearningRateFinder.Smoothing must be in [0, 1), got 1.",
            Assert.ThrowsExactly<ArgumentException>(() => new LearningRateFinder { MinimumRate = 0, MaximumRate = -1, Steps = 1, Smoothing = 1 }
                .Find(Engine, Learnable(features), Options, network)).Message);
    }

    private static LearningRateCurve Curve(params double[] losses)
        => new(losses.Select((loss, p) => new LearningRatePoint(Math.Pow(10, p), loss)).ToImmutableArray());

    /// <summary>The class is the largest of the first three features.</summary>
    private static TrainingSet Learnable(SingleFeatures features)
    {
        int[] classes = [.. Enumerable.Range(0, features.Count).Select(row => features[row][..3].IndexOf(features[row][..3].ToArray().Max()))];
        return features.Split(Targets.OfClasses(classes, 3), 0);
    }
}
