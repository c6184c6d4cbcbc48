using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Optimizers;

[TestClass]
public class OptimizerTests
{
    [TestMethod]
    public void Defaults_are_those_of_PyTorch()
    {
        Assert.AreEqual(new Adam(0.001f) { Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f, WeightDecay = 0, AmsGrad = false }, new Adam());
        Assert.AreEqual(new AdamW(0.001f, 0.01f) { Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f, AmsGrad = false }, new AdamW());
        Assert.AreEqual(new Adamax(0.002f) { Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f, WeightDecay = 0 }, new Adamax());
        Assert.AreEqual(new RmsProp(0.01f, 0) { Alpha = 0.99f, Epsilon = 1e-8f, WeightDecay = 0, Centered = false }, new RmsProp());
        Assert.AreEqual(new Adagrad(0.01f) { LearningRateDecay = 0, InitialAccumulator = 0, Epsilon = 1e-10f, WeightDecay = 0 }, new Adagrad());
        Assert.AreEqual(new Adadelta(1) { Rho = 0.9f, Epsilon = 1e-6f, WeightDecay = 0 }, new Adadelta());
    }

    [TestMethod]
    public void What_is_kept_beside_a_weight_depends_on_the_options()
    {
        CollectionAssert.AreEqual(new[] { "exp_avg", "exp_avg_sq" }, new Adam().StateNames.ToArray());
        CollectionAssert.AreEqual(new[] { "exp_avg", "exp_avg_sq", "max_exp_avg_sq" }, new AdamW { AmsGrad = true }.StateNames.ToArray());
        CollectionAssert.AreEqual(new[] { "exp_avg", "exp_inf" }, new Adamax().StateNames.ToArray());
        CollectionAssert.AreEqual(new[] { "square_avg" }, new RmsProp().StateNames.ToArray());
        CollectionAssert.AreEqual(new[] { "square_avg", "momentum_buffer", "grad_avg" }, new RmsProp(0.1f, 0.9f) { Centered = true }.StateNames.ToArray());
        CollectionAssert.AreEqual(new[] { "sum" }, new Adagrad().StateNames.ToArray());
        CollectionAssert.AreEqual(new[] { "square_avg", "acc_delta" }, new Adadelta().StateNames.ToArray());
    }

    [TestMethod]
    public void Biases_and_normalizations_may_be_spared_the_weight_decay()
    {
        using var features = new SingleFeatures(2);
        features.Add([0, 0]);
        features.Add([0, 0]);
        var engine = new CpuEngine(1);
        foreach (Optimizer optimizer in new Optimizer[] { new Sgd(0.1f) { WeightDecay = 0.5f }, new AdamW(0.1f, 0.5f) })
        {
            using INetwork decaying = engine.Initialized(MlpSpec.Of(2, [new DenseLayer(3) { Activation = Activation.Identity, Normalization = Normalization.Layer }], 1));
            for (int t = 0; t < decaying.Infos.Count; t++)
            {
                if (decaying.Infos[t].IsVector) decaying.Write(t, 0, Enumerable.Repeat(0.5f, decaying.Infos[t].Rows).ToArray());
            }

            using INetwork sparing = decaying.Clone();
            Step(decaying, optimizer);
            Step(sparing, optimizer with { DecayBias = false });
            for (int t = 0; t < decaying.Infos.Count; t++)
            {
                Assert.AreEqual(!decaying.Infos[t].IsVector, decaying.Values(t).SequenceEqual(sparing.Values(t)), $"{optimizer.GetType().Name}, {decaying.Infos[t].Name}");
            }
        }

        void Step(INetwork network, Optimizer optimizer)
        {
            using ITrainingSession session = engine.CreateSession(
                network,
                new TrainingPlan { Features = features, Targets = Targets.OfValues([0.5f, 0.5f], 1), Loss = new MeanSquaredError(), Optimizer = optimizer, MaxBatchSize = 2 });
            session.TrainBatch([0, 1], new StepContext(0, 0, optimizer.LearningRate));
        }
    }

    [TestMethod]
    public void All_faults_of_an_optimizer_come_in_one_message()
    {
        AssertFaults(
            new Adam(0) { WeightDecay = -1, Beta1 = 1, Beta2 = -0.1f, Epsilon = 0 },
            "Adam.LearningRate must be greater than 0 and finite, got 0. Adam.WeightDecay must be at least 0 and finite, got -1. "
            + "Adam.Beta1 must be in [0, 1), got 1. Adam.Beta2 must be in [0, 1), got -0.1. Adam.Epsilon must be greater than 0 and finite, got 0.");
        AssertFaults(new AdamW(0.1f, float.NaN), "AdamW.WeightDecay must be at least 0 and finite, got NaN.");
        AssertFaults(new Adam { DecayBias = false }, "Adam.DecayBias has no effect without WeightDecay: leave it true or set WeightDecay.");
        AssertFaults(new Adamax { Beta1 = float.NaN }, "Adamax.Beta1 must be in [0, 1), got NaN.");
        AssertFaults(
            new RmsProp(0.1f, 1) { Alpha = 2, Epsilon = -1 },
            "RmsProp.Alpha must be in [0, 1), got 2. RmsProp.Epsilon must be greater than 0 and finite, got -1. RmsProp.Momentum must be in [0, 1), got 1.");
        AssertFaults(
            new Adagrad { LearningRateDecay = -1, InitialAccumulator = float.PositiveInfinity, Epsilon = 0 },
            "Adagrad.LearningRateDecay must be at least 0 and finite, got -1. Adagrad.InitialAccumulator must be at least 0 and finite, got Infinity. "
            + "Adagrad.Epsilon must be greater than 0 and finite, got 0.");
        AssertFaults(new Adadelta { Rho = 1, Epsilon = 0 }, "Adadelta.Rho must be in [0, 1), got 1. Adadelta.Epsilon must be greater than 0 and finite, got 0.");
    }

    private static void AssertFaults(Optimizer optimizer, string message)
        => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => new TrainingOptions { Optimizer = optimizer }.Check().ThrowIfAny()).Message);
}
