using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Tests;
using MLNetNeural.Networks.Tests.Golden;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.TorchSharp.Tests;

[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
public class TorchNetworkTests
{
    private static readonly MlpSpec Spec = MlpSpec.Of(
        5,
        [
            new DenseLayer(7) { Normalization = Normalization.Batch },
            new DenseLayer(6) { Normalization = Normalization.Batch with { Momentum = null, IsAffine = false }, UseBias = false },
            new DenseLayer(4) { Normalization = Normalization.Layer },
        ],
        3);

    public static IEnumerable<object[]> Devices => new[] { TestDevice.Cpu, TestDevice.Cuda }.Select(device => new object[] { device });

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Tensors_of_network_and_optimizer_have_the_names_shapes_roles_and_order_of_the_CPU_engine(string device)
    {
        IEngine engine = TestDevice.Engine(device), cpu = new CpuEngine(1);
        using SingleFeatures features = Toy.Singles(10, 5);
        using INetwork network = engine.Initialized(Spec), expected = cpu.Initialized(Spec);
        var plan = new TrainingPlan { Features = features, Targets = Toy.Classes(10), Loss = new CrossEntropy(), Optimizer = new Adam { AmsGrad = true }, MaxBatchSize = 10 };
        using ITrainingSession session = engine.CreateSession(network, plan), expectedSession = cpu.CreateSession(expected, plan);

        CollectionAssert.AreEqual(expected.Infos.ToArray(), network.Infos.ToArray());
        CollectionAssert.AreEqual(expectedSession.OptimizerState.Infos.ToArray(), session.OptimizerState.Infos.ToArray());
        CollectionAssert.AreEqual(expected.AllValues().Bits(), network.AllValues().Bits(), "drawn weights");
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Rows_are_read_and_written_where_they_are(string device)
    {
        using INetwork network = TestDevice.Engine(device).CreateNetwork(Spec);

        network.Write(0, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        float[] read = new float[15];
        network.Read(0, 1, read);

        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, read);
        Assert.AreEqual(
            "10 values from row 6 on are no whole rows of layers.0.weight, which has 7 of 5.",
            Assert.ThrowsExactly<ArgumentException>(() => network.Write(0, 6, new float[10])).Message);
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Networks_are_cloned_swapped_and_moved_towards_each_other(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using INetwork a = engine.Initialized(Spec, seed: 1), b = engine.Initialized(Spec, seed: 2), copy = a.Clone();
        float[] ofA = a.AllValues(), ofB = b.AllValues();

        a.Swap(b);
        CollectionAssert.AreEqual(ofB, a.AllValues());
        CollectionAssert.AreEqual(ofA, b.AllValues());
        CollectionAssert.AreEqual(ofA, copy.AllValues());

        b.MoveTowards(a, 0.25f);
        Tolerance.AssertNear([.. ofA.Zip(ofB, (x, y) => (0.75f * x) + (0.25f * y))], b.AllValues(), 1e-6, "three quarters of one");
        b.MoveTowards(a, 1);
        CollectionAssert.AreEqual(ofB, b.AllValues());
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void A_network_with_numbers_that_are_none_is_overwritten_whole(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using INetwork broken = engine.Initialized(Spec), whole = engine.Initialized(Spec, seed: 2);
        broken.Write(0, 0, [float.NaN, float.PositiveInfinity, 0, 0, 0]);

        broken.MoveTowards(whole, 1);

        CollectionAssert.AreEqual(whole.AllValues(), broken.AllValues());
    }

    [TestMethod]
    public void A_network_of_another_engine_or_shape_is_refused()
    {
        IEngine engine = TestDevice.Engine(TestDevice.Cpu);
        using INetwork own = engine.CreateNetwork(Spec), ofCpu = new CpuEngine(1).CreateNetwork(Spec), other = engine.CreateNetwork(MlpSpec.Of(2, [], 3));
        using SingleFeatures features = Toy.Singles(4, 5);
        var plan = new TrainingPlan { Features = features, Targets = Toy.Classes(4), Loss = new CrossEntropy(), Optimizer = new Sgd(), MaxBatchSize = 4 };

        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => own.Swap(ofCpu)).Message,
            "The other network must be one of the engine TorchSharp on CPU, 1 thread of the shape 5 → 7 → 6 → 4 → 3, got a CpuNetwork of 5 → 7 → 6 → 4 → 3.");
        Assert.ThrowsExactly<ArgumentException>(() => own.MoveTowards(other, 0.5f));
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => engine.CreateSession(ofCpu, plan)).Message,
            "The engine TorchSharp on CPU, 1 thread trains its own networks, got a CpuNetwork.");
    }

    [TestMethod]
    public void Rows_that_are_not_there_are_refused_before_libtorch_sees_them()
    {
        IEngine engine = TestDevice.Engine(TestDevice.Cpu);
        using INetwork network = engine.Initialized(Spec);
        using SingleFeatures features = Toy.Singles(4, 5), narrow = Toy.Singles(4, 4);
        using IScorer scorer = network.CreateScorer(2);

        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => scorer.Score(features, [0, 4], new float[6])).Message, "A row must be in [0, 4).");
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(features, [0, 1, 2], new float[9])).Message, "A batch must have at most 2 rows, got 3.");
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(narrow, [0], new float[3])).Message, "The network has 5 inputs, but rows have 4 features.");
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(features, [0], new float[2])).Message, "The outputs of 1 rows are 3 values, got room for 2.");
        scorer.Score(features, [], []);
    }

    [TestMethod]
    public void Batch_normalization_of_single_rows_and_steps_that_keep_gradients_unasked_are_refused_as_everywhere()
    {
        IEngine engine = TestDevice.Engine(TestDevice.Cpu);
        using INetwork network = engine.Initialized(Spec);
        using SingleFeatures features = Toy.Singles(4, 5);
        var plan = new TrainingPlan { Features = features, Targets = Toy.Classes(4), Loss = new CrossEntropy(), Optimizer = new Sgd(), MaxBatchSize = 4 };
        using ITrainingSession session = engine.CreateSession(network, plan);

        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => session.TrainBatch([], new StepContext(0, 0, 0.1f))).Message, "A step needs at least one row.");
        Assert.AreEqual(default, session.EvaluateBatch([]));
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => engine.CreateSession(network, plan with { MaxBatchSize = 1 })).Message, "Batch normalization needs batches of at least 2 rows");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => session.TrainBatch([0, 1], new StepContext(0, 0, 0.1f, KeepsGradient: true))).Message,
            "A step keeps its gradient for the next only in a session whose plan accumulates batches.");
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void The_first_layer_whose_outputs_are_not_finite_is_found(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        MlpSpec spec = MlpSpec.Of(5, [new DenseLayer(7), new DenseLayer(6)], 3);
        using INetwork network = engine.Initialized(spec);
        using SingleFeatures features = Toy.Singles(4, 5);
        using ITrainingSession session = engine.CreateSession(network, new TrainingPlan { Features = features, Targets = Toy.Classes(4), Loss = new CrossEntropy(), Optimizer = new Sgd(), MaxBatchSize = 4 });

        session.TrainBatch([0, 1], new StepContext(0, 0, 0.1f));
        Assert.IsNull(session.FindNonFiniteLayer());
        network.Write(2, 0, [float.NaN, 0, 0, 0, 0, 0, 0]);
        session.TrainBatch([0, 1], new StepContext(0, 1, 0.1f));

        Assert.AreEqual(1, session.FindNonFiniteLayer());
    }

    [TestMethod]
    public void An_optimizer_of_ones_own_is_refused_by_name_when_options_are_validated()
    {
        using SingleFeatures features = Toy.Singles(4, 5);

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new TrainingLoop(
            TestDevice.Engine(TestDevice.Cpu), TrainingSet.WithoutValidation(features, Toy.Classes(4)), new TrainingOptions { Optimizer = new OwnOptimizer() }));

        Assert.AreEqual("The optimizer OwnOptimizer runs on no engine: they have Sgd, Adam, AdamW, Adamax, RmsProp, Adagrad and Adadelta.", e.Message);
    }

    private sealed record OwnOptimizer : Optimizer
    {
        public override IReadOnlyList<string> StateNames => [];
    }
}
