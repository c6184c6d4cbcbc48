using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class WeightAverageTests
{
    private const float Decay = 0.75f;
    private const double Rounding = 1e-6; // of float32 values below 1, over a dozen steps

    /// <summary>More than two parts of the averaging, and no multiple of a vector.</summary>
    private static readonly MlpSpec Spec = MlpSpec.Of(301, [new DenseLayer(470)], 3);

    [TestMethod]
    public void The_trained_network_is_the_average_of_the_weights_after_every_step()
    {
        using SingleFeatures features = Toy.Singles(40, 301);
        TrainingSet set = features.Split(Toy.Classes(40), 0);
        TrainingOptions options = new() { MaxEpochs = 3, BatchSize = 10, Seed = 4 };
        var weights = new List<float[]>();
        using INetwork plain = new CpuEngine(2).Initialized(Spec), averaged = new CpuEngine(2).Initialized(Spec);

        new TrainingLoop(new CpuEngine(2), set, options with { BatchCompleted = _ => weights.Add(plain.AllValues()) }).Run(plain);
        new TrainingLoop(new CpuEngine(2), set, options with { AveragingDecay = Decay }).Run(averaged);

        float[] actual = averaged.AllValues();
        for (int w = 0; w < actual.Length; w++)
        {
            double expected = weights[0][w];
            foreach (float[] step in weights.Skip(1)) expected = (Decay * expected) + ((1 - Decay) * step[w]);
            Assert.AreEqual(expected, actual[w], Rounding);
        }
    }

    [TestMethod]
    public void Validation_sees_the_averaged_weights_and_training_the_others()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { RestoreBestWeights = false };
        TrainingResult averaged = new TrainingLoop(new CpuEngine(2), set, options).Run(TestRun.Spec);
        using INetwork network = averaged.Network;

        // Tiny steps: validating the delivered network gives the figures of the last epoch.
        TrainingHistory still = new TrainingLoop(new CpuEngine(2), set, options with
        {
            MaxEpochs = 1,
            AveragingDecay = null,
            Optimizer = options.Optimizer with { LearningRate = 1e-30f },
            LearningRateSchedule = new ConstantSchedule(),
        }).Run(network).History;

        Assert.AreEqual(averaged.History.Last!.ValidationLoss, still.Last!.ValidationLoss);
        TrainingHistory plain = TestRun.Train(set, options with { AveragingDecay = null }).History;
        CollectionAssert.AreEqual(plain.Epochs.Select(epoch => epoch.TrainingLoss).ToArray(), averaged.History.Epochs.Select(epoch => epoch.TrainingLoss).ToArray());
        Assert.AreNotEqual(plain.Last!.ValidationLoss, averaged.History.Last.ValidationLoss);
    }

    [TestMethod]
    public void Normalizations_are_averaged_and_exchanged_too()
    {
        MlpSpec spec = MlpSpec.Of(2, [new DenseLayer(3) { Normalization = Normalization.Batch }], 1);
        using INetwork a = new CpuEngine(1).CreateNetwork(spec), b = new CpuEngine(1).CreateNetwork(spec);
        for (int t = 0; t < a.Infos.Count; t++)
        {
            a.Write(t, 0, Enumerable.Repeat(1f, (int)a.Infos[t].Length).ToArray());
            b.Write(t, 0, Enumerable.Repeat(5f, (int)b.Infos[t].Length).ToArray());
        }

        a.MoveTowards(b, 0.25f);
        Assert.IsTrue(a.AllValues().All(value => value == 2));

        a.Swap(b);
        Assert.IsTrue(a.AllValues().All(value => value == 5));
        Assert.IsTrue(b.AllValues().All(value => value == 2));
    }

    [TestMethod]
    public void A_step_allocates_nothing()
    {
        using INetwork network = new CpuEngine(2).Initialized(Spec);
        using var average = new WeightAverage(network, Decay);
        average.Update();

        Assert.AreEqual(0, Allocations.Of(average.Update));
    }

    [TestMethod]
    public void Networks_of_another_shape_are_refused()
    {
        using INetwork network = new CpuEngine(1).CreateNetwork(Spec), other = new CpuEngine(1).CreateNetwork(MlpSpec.Of(2, [], 3));

        Assert.AreEqual(
            "The other network must be one of the CPU engine of the shape 301 → 470 → 3, got a CpuNetwork of 2 → 3. (Parameter 'other')",
            Assert.ThrowsExactly<ArgumentException>(() => network.Swap(other)).Message);
        Assert.ThrowsExactly<ArgumentException>(() => network.MoveTowards(other, 0.5f));
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(1f)]
    [DataRow(float.NaN)]
    public void A_decay_outside_0_to_1_is_refused(float decay)
        => Assert.StartsWith(
            "TrainingOptions.AveragingDecay must be in (0, 1), or null for none, got ",
            Assert.ThrowsExactly<ArgumentException>(() => new TrainingOptions { AveragingDecay = decay }.Check().ThrowIfAny()).Message);
}
