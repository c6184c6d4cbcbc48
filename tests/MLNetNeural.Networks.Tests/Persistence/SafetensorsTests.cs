using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Tests.Persistence;

[TestClass]
public class SafetensorsTests
{
    private static readonly CpuEngine Engine = new(1);
    private static readonly Dictionary<string, string> Metadata = new() { ["b"] = "\"quoted\" – é", ["a"] = "" };

    [TestMethod]
    public void Networks_of_any_shape_come_back_bit_for_bit()
        => Prop.ForAll(Gen.Choose(1, 40).NonEmptyListOf().ToArbitrary(), sizes =>
        {
            MlpSpec spec = new(sizes[0], sizes.Append(3).Select((units, l) => new DenseLayer(units) { UseBias = l % 2 == 0 }));
            using INetwork network = Engine.Initialized(spec, seed: sizes.Count), read = Engine.CreateNetwork(spec);
            using var stream = new MemoryStream(Write(network));
            Safetensors.Read(stream, metadata => metadata["b"] == Metadata["b"] && metadata["a"] == "" ? [read] : []);
            return network.AllValues().Bits().SequenceEqual(read.AllValues().Bits());
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void The_layout_is_header_length_then_JSON_then_numbers()
    {
        using INetwork network = Engine.Initialized(MlpSpec.Of(2, [], 3));

        byte[] data = Write(network);

        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(data);
        Assert.AreEqual(0, (8 + length) % 8, "the numbers are aligned");
        using JsonDocument header = JsonDocument.Parse(data.AsMemory(8, length));
        Assert.AreEqual(Metadata["b"], header.RootElement.GetProperty("__metadata__").GetProperty("b").GetString());
        Assert.AreEqual("""{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]}""", header.RootElement.GetProperty("layers.0.weight").GetRawText());
        Assert.AreEqual("""{"dtype":"F32","shape":[3],"data_offsets":[24,36]}""", header.RootElement.GetProperty("layers.0.bias").GetRawText());
        CollectionAssert.AreEqual(network.AllValues(), MemoryMarshal.Cast<byte, float>(data.AsSpan(8 + length)).ToArray());
    }

    [TestMethod]
    public void The_same_network_gives_the_same_bytes()
    {
        using INetwork network = Engine.Initialized(MlpSpec.Of(20, [new DenseLayer(30)], 3)), copy = network.Clone();

        CollectionAssert.AreEqual(Write(network), Write(copy));
    }

    [TestMethod]
    public void Tensors_in_another_order_and_others_between_are_read()
    {
        using INetwork network = Engine.CreateNetwork(MlpSpec.Of(1, [], 2));
        byte[] data = Raw(
            """{"layers.0.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"other":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[12,20]}}""",
            [1, 2, 99, 3, 4]);

        using var stream = new MemoryStream(data);
        Safetensors.Read(stream, _ => [network]);

        CollectionAssert.AreEqual(new float[] { 3, 4, 1, 2 }, network.AllValues());
    }

    [TestMethod]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""", "The data lack the tensors layers.0.bias.")]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", "The tensor layers.0.weight must have the shape [2, 1], but the data hold [1, 2].")]
    [DataRow("""{"layers.0.weight":{"dtype":"F64","shape":[2,1],"data_offsets":[0,8]}}""", "The tensor layers.0.weight must be F32, got F64.")]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[8,0]}}""", "The tensor layers.0.weight has the impossible place [8, 0].")]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "The data are no safetensors: two tensors overlap.")]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]}}""", "The tensor layers.0.weight is there twice.")]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","data_offsets":[0,8]}}""", "The tensor layers.0.weight has no shape.")]
    [DataRow("""{"layers.0.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[12,20]}}""", "The data are cut short: 4 of 20 bytes are missing.")]
    public void Data_that_do_not_fit_are_described(string header, string message)
    {
        using INetwork network = Engine.CreateNetwork(MlpSpec.Of(1, [], 2));
        using var stream = new MemoryStream(Raw(header, [1, 2, 3, 4]));

        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidDataException>(() => Safetensors.Read(stream, _ => [network])).Message);
    }

    [TestMethod]
    public void Any_damage_to_the_header_is_an_InvalidDataException_or_goes_unnoticed()
    {
        using INetwork network = Engine.Initialized(MlpSpec.Of(4, [], 3));
        byte[] whole = Write(network);
        int header = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        Prop.ForAll(Gen.Choose(0, header - 1).Zip(Gen.Choose(0, 255)).ToArbitrary(), damage =>
        {
            byte[] data = [.. whole];
            data[damage.Item1] = (byte)damage.Item2;
            try
            {
                using var stream = new MemoryStream(data);
                Safetensors.Read(stream, _ => [network]);
            }
            catch (InvalidDataException)
            {
                return true;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [TestMethod]
    public void A_header_longer_than_the_data_is_refused_before_memory_is_taken()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidDataException error = Assert.ThrowsExactly<InvalidDataException>(
            () => Safetensors.Read(new MemoryStream([.. BitConverter.GetBytes(100_000_000L), .. new byte[10]]), _ => []));

        Assert.AreEqual("The data are cut short: 99999990 of 100000000 bytes are missing.", error.Message);
        Assert.IsLessThan(1L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Write(INetwork network)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, [network], Metadata);
        return stream.ToArray();
    }

    private static byte[] Raw(string header, float[] numbers)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. MemoryMarshal.AsBytes(numbers.AsSpan())];
    }
}
