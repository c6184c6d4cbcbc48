using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training.Checkpoints;

[TestClass]
public class CheckpointTests
{
    private static readonly MlpSpec Spec = MlpSpec.Of(7, [new DenseLayer(20) { Activation = Activation.LeakyRelu(0.1f), Dropout = 0.25f }, new DenseLayer(5) { UseBias = false }], 3);
    private static readonly CpuEngine Engine = new(2);

    [TestMethod]
    public void A_loaded_network_gives_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(20, 7);
        using INetwork network = Engine.Initialized(Spec);

        Checkpoint.Write(folder.File("c"), network, epochIndex: 4);

        using INetwork loaded = Checkpoint.Load(folder.File("c"), new CpuEngine(1));
        Assert.AreEqual(Spec, loaded.Spec);
        CollectionAssert.AreEqual(network.AllValues().Bits(), loaded.AllValues().Bits());
        CollectionAssert.AreEqual(network.Score(features).Bits(), loaded.Score(features).Bits());
    }

    [TestMethod]
    public void A_file_cut_short_anywhere_is_refused_and_leaves_the_network_as_it_was()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Write(folder, withState: true);
        using INetwork network = Engine.Initialized(Spec, seed: 9);
        int[] before = network.AllValues().Bits();
        for (int length = 0; length < whole.Length; length += length < 16 || length > whole.Length - 16 ? 1 : 61)
        {
            File.WriteAllBytes(folder.File("short"), whole[..length]);

            InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => Checkpoint.ReadWeights(folder.File("short"), network));
            Assert.StartsWith($"The checkpoint '{folder.File("short")}' cannot be used: The data are cut short: ", e.Message);
            Assert.ThrowsExactly<InvalidDataException>(() => Checkpoint.Load(folder.File("short"), Engine));
            CollectionAssert.AreEqual(before, network.AllValues().Bits(), $"{length} bytes");
        }
    }

    [TestMethod]
    public void An_empty_and_a_nearly_whole_file_say_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Write(folder, withState: false);
        long numbers = Spec.ParameterCount * sizeof(float);

        Assert.AreEqual($"The checkpoint '{folder.File("f")}' cannot be used: The data are cut short: 8 of 8 bytes are missing.", MessageOf(folder, []));
        Assert.AreEqual($"The checkpoint '{folder.File("f")}' cannot be used: The data are cut short: 1 of {numbers} bytes are missing.", MessageOf(folder, whole[..^1]));
    }

    [TestMethod]
    public void A_foreign_file_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(
            $"The checkpoint '{folder.File("f")}' cannot be used: The data are no safetensors: they start with a header of 2334386829831466830 bytes.",
            MessageOf(folder, "Not the file that you want"u8.ToArray()));
        Assert.AreEqual(
            $"The checkpoint '{folder.File("f")}' cannot be used: it says 'nothing' where 'MLNetNeural checkpoint 2' should be.",
            MessageOf(folder, [2, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8]));
        Assert.StartsWith(
            $"The checkpoint '{folder.File("f")}' cannot be used: The data are no safetensors: their header is not what it should be (",
            MessageOf(folder, [2, 0, 0, 0, 0, 0, 0, 0, .. "no"u8]));
    }

    [TestMethod]
    public void Another_networks_checkpoint_is_refused()
    {
        using var folder = new TemporaryFolder();
        Write(folder, withState: false);
        using INetwork other = Engine.CreateNetwork(MlpSpec.Of(7, [new DenseLayer(21)], 3));

        Assert.AreEqual(
            $"The checkpoint '{folder.File("c")}' cannot be used: it is of the network 7 → 20 → 5 → 3, not of 7 → 21 → 3, or differs in an activation, a dropout or a bias.",
            Assert.ThrowsExactly<InvalidDataException>(() => Checkpoint.ReadWeights(folder.File("c"), other)).Message);
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();

        FileNotFoundException e = Assert.ThrowsExactly<FileNotFoundException>(() => Checkpoint.Load(folder.File("none"), Engine));

        Assert.Contains(folder.File("none"), e.Message);
    }

    [TestMethod]
    public void A_last_checkpoint_holds_the_velocity()
    {
        using var folder = new TemporaryFolder();

        byte[] whole = Write(folder, withState: true);

        Assert.IsGreaterThan(2 * Spec.ParameterCount * sizeof(float), whole.Length);
    }

    [TestMethod]
    public void Every_flipped_bit_is_found_and_leaves_the_network_as_it_was()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Write(folder, withState: true);
        using INetwork network = Engine.Initialized(Spec, seed: 9);
        int[] before = network.AllValues().Bits();
        for (int bit = 0; bit < 8 * whole.Length; bit += bit < 8 * 1200 ? 3 : 101)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(folder.File("damaged"), damaged);

            InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => Checkpoint.ReadWeights(folder.File("damaged"), network), $"bit {bit}");
            Assert.StartsWith($"The checkpoint '{folder.File("damaged")}' cannot be used: ", e.Message);
            CollectionAssert.AreEqual(before, network.AllValues().Bits(), $"bit {bit}");
        }
    }

    [TestMethod]
    public void Damaged_numbers_are_named_by_their_checksums()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Write(folder, withState: false);
        whole[^1] ^= 1;

        StringAssert.Matches(MessageOf(folder, whole), new("cannot be used: The data are damaged: their checksum is [0-9a-f]{8}, but [0-9a-f]{8} was written with them\\.$"));
    }

    [TestMethod]
    public void Other_programs_find_plain_safetensors()
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream(Write(folder, withState: true));
        using INetwork network = Engine.CreateNetwork(Spec);

        Safetensors.Read(stream, metadata => metadata["epoch"] == "1" ? [network] : []);

        Assert.AreEqual(stream.Length, stream.Position, "nothing follows the tensors");
        using INetwork loaded = Checkpoint.Load(folder.File("c"), Engine);
        CollectionAssert.AreEqual(loaded.AllValues().Bits(), network.AllValues().Bits());
    }

    private static byte[] Write(TemporaryFolder folder, bool withState)
    {
        using SingleFeatures features = Toy.Singles(20, 7);
        using INetwork network = Engine.Initialized(Spec);
        using ITrainingSession session = Engine.CreateSession(network, new TrainingPlan
        {
            Features = features,
            Targets = Toy.Classes(20),
            Loss = new CrossEntropy(),
            Optimizer = new Sgd(),
            MaxBatchSize = 20,
        });
        session.TrainBatch([.. Enumerable.Range(0, 20)], new StepContext(0, 0, 0.1f));
        if (withState) Checkpoint.WriteRun(folder.File("c"), network, [session.OptimizerState], new RunRecord(1, null, new Dictionary<string, string>(), []), epochIndex: 0);
        else Checkpoint.Write(folder.File("c"), network, epochIndex: 0);
        return File.ReadAllBytes(folder.File("c"));
    }

    private static string MessageOf(TemporaryFolder folder, byte[] content)
    {
        File.WriteAllBytes(folder.File("f"), content);
        return Assert.ThrowsExactly<InvalidDataException>(() => Checkpoint.Load(folder.File("f"), Engine)).Message;
    }
}
