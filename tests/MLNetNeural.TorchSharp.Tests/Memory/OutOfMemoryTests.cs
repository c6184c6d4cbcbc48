using System.Runtime.InteropServices;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Tests;

namespace MLNetNeural.TorchSharp.Tests.Memory;

[TestClass]
[TestCategory(TestDevice.Category)]
public class OutOfMemoryTests
{
    private const string OfCard = "CUDA out of memory. Tried to allocate 2.50 MiB (GPU 0; 7.79 GiB total capacity; 5.51 GiB already allocated; 1.50 KiB free; 6.63 GiB reserved in total by PyTorch)";

    private static readonly MlpSpec Spec = MlpSpec.Of(3 * 6 * 7, [new DenseLayer(12)], 3);

    [TestMethod]
    [NeedsTorch]
    public void A_network_that_no_memory_holds_is_an_error_with_the_bytes_asked_and_left_and_nothing_is_taken()
    {
        IEngine engine = TestDevice.Engine(TestDevice.Cpu);

        LiveTensors.AssertNoneAreLeft(() =>
        {
            // The first layer's tensors are there when the second's 32 TB are asked for.
            MlpSpec vast = MlpSpec.Of(4, [new DenseLayer(2_000_000)], 4_000_000);
            var e = Assert.ThrowsExactly<DeviceOutOfMemoryException>(() => engine.CreateNetwork(vast));
            Assert.AreEqual(32_000_000_000_000, e.RequestedBytes);
            StringAssert.Contains(e.Message, "The memory of TorchSharp on CPU, 1 thread does not suffice: 32000000000000 bytes were asked for and ");
            StringAssert.Contains(e.Message, $" {e.FreeBytes} are left; choose a smaller batch size, with AccumulateBatches for the same steps, or a smaller network.");
        });
    }

    [TestMethod]
    [DataRow(OfCard, 2_621_440L, 1_536L)]
    [DataRow("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB of which 512.00 MiB is free. Including non-PyTorch memory, this process has", 2_147_483_648L, 536_870_912L)]
    public void What_a_card_says_is_said_in_bytes(string said, long requested, long free)
    {
        DeviceOutOfMemoryException e = MemoryFailure.Of(new ExternalException(said), TorchDevice.Cuda(0, null))!;

        Assert.AreEqual(requested, e.RequestedBytes);
        Assert.AreEqual(free, e.FreeBytes);
        StringAssert.StartsWith(e.Message, $"The memory of TorchSharp on CUDA card 0 does not suffice: {requested} bytes were asked for and {free} are left;");
        Assert.AreEqual(said, e.InnerException!.Message);
    }

    [TestMethod]
    public void What_is_no_lack_of_memory_stays_what_it_is() => Assert.IsNull(MemoryFailure.Of(new ExternalException("mat1 and mat2 shapes cannot be multiplied"), TorchDevice.Cuda(0, null)));

    [TestMethod]
    [NeedsTorch]
    public void Memory_that_runs_out_for_the_state_of_the_optimizer_gives_all_of_the_session_back()
    {
        long left = 1 << 20;
        var engine = new TorchSharpEngine(Device(bytes => Take(bytes, ref left)));
        using ByteFeatures features = Images();

        LiveTensors.AssertNoneAreLeft(() =>
        {
            using INetwork network = engine.CreateNetwork(Spec);
            left = 7000; // enough for the first of Adam's averages
            Assert.ThrowsExactly<DeviceOutOfMemoryException>(() => engine.CreateSession(network, Plan(features)));
        });
    }

    [TestMethod]
    [NeedsTorch]
    [DataRow(4_000, false)]
    [DataRow(15_000, false)]
    [DataRow(1_000_000, true)]
    public void Features_that_leave_no_room_for_a_step_stay_in_memory_which_is_said_and_trains_alike(long room, bool fits)
    {
        var warnings = new List<string>();
        long left = long.MaxValue;
        var engine = new TorchSharpEngine(Device(bytes => Take(bytes, ref left), warnings.Add));
        using ByteFeatures features = Images();

        LiveTensors.AssertNoneAreLeft(() =>
        {
            using INetwork network = engine.Initialized(Spec), plain = TestDevice.Engine(TestDevice.Cpu).Initialized(Spec);
            TrainingPlan plan = Plan(features) with { Optimizer = new Sgd(0.1f, 0) };
            left = room;
            using ITrainingSession session = engine.CreateSession(network, plan), expected = TestDevice.Engine(TestDevice.Cpu).CreateSession(plain, plan);
            Assert.AreEqual(expected.TrainBatch([1, 5, 3], new StepContext(0, 0, 0.1f)).Loss, session.TrainBatch([1, 5, 3], new StepContext(0, 0, 0.1f)).Loss, 1e-6);
        });

        Assert.HasCount(fits ? 0 : 1, warnings);
        if (!fits) StringAssert.StartsWith(warnings[0], "The features, 5040 bytes, do not fit on TorchSharp on CPU, 1 thread beside the network, so that each batch is brought there: ");
    }

    private static ByteFeatures Images() => Toy.Bytes(40, new ImageShape(3, 6, 7));

    private static TrainingPlan Plan(FeatureStore features) => new()
    {
        Features = features,
        Targets = Toy.Classes(features.Count),
        Loss = new CrossEntropy(),
        Optimizer = new Adam(),
        MaxBatchSize = 8,
        Augmentations = [],
    };

    private static TorchDevice Device(Action<long> allocating, Action<string>? warn = null)
        => TorchDevice.Cpu(1) with { KeepsFeatures = true, Allocating = allocating, Warn = warn };

    private static void Take(long bytes, ref long left)
    {
        if (bytes > left) throw new ExternalException(OfCard);
        left -= bytes;
    }
}
