using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Tests.Engines.Cpu.Kernels.Updates;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

/// <summary>The network's tensors, the optimizer's and the number of steps are all that a step depends on.</summary>
[TestClass]
public class SessionStateTests
{
    [TestMethod]
    [DynamicData(nameof(UpdateRules.Names), typeof(UpdateRules))]
    public void A_session_that_gets_the_state_of_another_goes_on_with_the_same_bits_on_other_threads(string name)
    {
        Optimizer optimizer = UpdateRules.Named(name).Optimizer;
        using SingleFeatures features = Toy.Singles(90, 300);
        DenseLayer[] hidden = [new DenseLayer(40) { Normalization = Normalization.Batch with { Momentum = null }, Dropout = 0.2f }, new DenseLayer(20) { Normalization = Normalization.Layer }];
        MlpSpec spec = MlpSpec.Of(300, hidden, 3, inputDropout: 0.1f);
        TrainingPlan plan = new() { Features = features, Targets = Toy.Classes(90), Loss = new CrossEntropy(), Optimizer = optimizer, MaxBatchSize = 90, ClipNorm = 1 };
        using INetwork network = new CpuEngine(2).Initialized(spec);
        using ITrainingSession session = new CpuEngine(2).CreateSession(network, plan);
        Steps(session, 0, 3);
        float[] weights = network.AllValues(), state = session.OptimizerState.AllValues();
        int steps = session.StepCount;
        Steps(session, 3, 6);

        foreach (int threads in new[] { 1, 3 })
        {
            var engine = new CpuEngine(threads);
            using INetwork resumed = engine.CreateNetwork(spec);
            resumed.SetAll(weights);
            using ITrainingSession resumedSession = engine.CreateSession(resumed, plan);
            resumedSession.OptimizerState.SetAll(state);
            resumedSession.StepCount = steps;
            Steps(resumedSession, 3, 6);

            CollectionAssert.AreEqual(network.AllValues().Bits(), resumed.AllValues().Bits(), $"weights, {threads} threads");
            CollectionAssert.AreEqual(session.OptimizerState.AllValues().Bits(), resumedSession.OptimizerState.AllValues().Bits(), $"state, {threads} threads");
        }

        Assert.AreEqual(3, steps);

        void Steps(ITrainingSession on, int first, int end)
        {
            int[] rows = [.. Enumerable.Range(0, 90)];
            for (int step = first; step < end; step++) on.TrainBatch(rows.AsSpan(0, 90 - step), new StepContext(0, step, optimizer.LearningRate));
        }
    }

    [TestMethod]
    public void The_state_is_named_after_weights_and_normalizations()
    {
        using SingleFeatures features = Toy.Singles(4, 5);
        var engine = new CpuEngine(1);
        using INetwork network = engine.Initialized(MlpSpec.Of(5, [new DenseLayer(3) { Normalization = Normalization.Batch, UseBias = false }], 2));
        using ITrainingSession session = engine.CreateSession(
            network,
            new TrainingPlan { Features = features, Targets = Toy.Classes(4, 2), Loss = new CrossEntropy(), Optimizer = new Adagrad { InitialAccumulator = 0.1f }, MaxBatchSize = 4 });

        CollectionAssert.AreEqual(
            new[] { "layers.0.weight.sum", "norms.0.weight.sum", "norms.0.bias.sum", "layers.1.weight.sum", "layers.1.bias.sum" },
            session.OptimizerState.Infos.Select(info => info.Name).ToArray());
        Assert.IsTrue(session.OptimizerState.AllValues().All(value => value == 0.1f));
    }
}
