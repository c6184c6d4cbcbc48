using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Tests;
using MLNetNeural.Networks.Training;
using MLNetNeural.TorchSharp.Tests.Parity;

namespace MLNetNeural.TorchSharp.Tests.Memory;

/// <summary>Every native handle has one owner: what is live afterwards is what was live before, without help of the garbage collector.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
public class LiveTensorTests
{
    private static readonly MlpSpec Spec = MlpSpec.Of(3 * 6 * 7, [new DenseLayer(12) { Dropout = 0.2f, Normalization = Normalization.Batch }], 3);

    private static readonly TrainingOptions Options = new()
    {
        MaxEpochs = 3,
        BatchSize = 8,
        AccumulateBatches = 2,
        ClipNorm = 1,
        Optimizer = new Adam(),
        AveragingDecay = 0.9f,
        Augmentations = [new RandomHorizontalFlip()],
    };

    public static IEnumerable<object[]> Devices => TestDevice.All.Select(device => new object[] { device });

    public static IEnumerable<object[]> Cases => TestDevice.Rows(TestDevice.All, [.. ParityCase.All.Select(parity => parity.Name)]);

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Training_leaves_the_tensors_of_the_trained_network_alone_and_those_go_with_it(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using ByteFeatures features = Images();

        LiveTensors.AssertNoneAreLeft(() =>
        {
            long before = LiveTensors.Count;
            TrainingResult result = Loop(engine, features, Options).Run(Spec);
            using INetwork network = result.Network;
            Assert.AreEqual(network.Infos.Count, LiveTensors.Count - before);
            network.Score(features);
            Assert.AreEqual(network.Infos.Count, LiveTensors.Count - before);
        });
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Nothing_that_is_trained_leaves_tensors_behind(string device, string name)
    {
        IEngine engine = TestDevice.Engine(device);
        ParityCase parity = ParityCase.All.Single(c => c.Name == name);

        LiveTensors.AssertNoneAreLeft(() => parity.Run(engine, 3));
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void A_session_that_ends_between_accumulated_batches_leaves_nothing(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using ByteFeatures features = Images();

        LiveTensors.AssertNoneAreLeft(() =>
        {
            using INetwork network = engine.Initialized(Spec);
            using ITrainingSession session = engine.CreateSession(network, Options.Plan(features.Split(Toy.Classes(40), 0), 8));
            session.TrainBatch([1, 2, 3], new StepContext(0, 0, 0.1f, KeepsGradient: true));
        });
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Training_that_is_cancelled_in_an_epoch_leaves_nothing(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using ByteFeatures features = Images();
        using var cancellation = new CancellationTokenSource();
        TrainingOptions options = Options with { BatchCompleted = _ => cancellation.Cancel() };

        LiveTensors.AssertNoneAreLeft(() => Assert.ThrowsExactly<OperationCanceledException>(() => Loop(engine, features, options).Run(Spec, cancellation.Token)));
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Training_that_diverges_leaves_nothing_but_the_best_network_which_the_exception_has(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using ByteFeatures features = Images();
        TrainingOptions options = Options with { Optimizer = new Sgd(1e30f), ClipNorm = null, AveragingDecay = null };
        MlpSpec spec = MlpSpec.Of(features.Columns, [new DenseLayer(12)], 3);

        LiveTensors.AssertNoneAreLeft(() => Assert.ThrowsExactly<TrainingDivergedException>(() => Loop(engine, features, options).Run(spec)).BestNetwork?.Dispose());
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void A_callback_that_throws_leaves_nothing(string device)
    {
        IEngine engine = TestDevice.Engine(device);
        using ByteFeatures features = Images();
        TrainingOptions options = Options with { EpochCompleted = _ => throw new TimeoutException() };

        LiveTensors.AssertNoneAreLeft(() => Assert.ThrowsExactly<TimeoutException>(() => Loop(engine, features, options).Run(Spec)));
    }

    private static ByteFeatures Images() => Toy.Bytes(40, new ImageShape(3, 6, 7));

    private static TrainingLoop Loop(IEngine engine, FeatureStore features, TrainingOptions options) => new(engine, features.Split(Toy.Classes(40), 10), options);
}
