using System.Text;
using Microsoft.ML;

namespace MLNetNeural.Tests.Persistence;

/// <summary>What is wrong with a model file is one sentence, and no more memory is taken than the file has bytes for.</summary>
[TestClass]
public sealed class DamagedModelTests
{
    private static readonly byte[] Fixture = ModelFixture.Read(ModelFixture.Multiclass1);

    [TestMethod]
    [DataRow(3, "The model's MlpMulticlass has version 3, and this library reads up to version 2: update MLNetNeural.")]
    [DataRow(0, "The model's MlpMulticlass has the impossible version 0.")]
    [DataRow(-1, "The model's MlpMulticlass has the impossible version -1.")]
    public void A_version_that_is_not_known_is_refused(int version, string message)
        => AssertRefused(message, model => model.Body = [.. BitConverter.GetBytes(version), .. model.Body[4..]]);

    [TestMethod]
    public void A_body_that_goes_on_is_refused_by_ML_NET()
    {
        var model = new ModelArchive(Fixture);
        model.Body = [.. model.Body, 0];

        Assert.IsInstanceOfType<FormatException>(ModelFixture.Cause(Error(model)));
    }

    [TestMethod]
    public void Weights_that_are_missing_are_missed()
        => AssertRefused("The model lacks its entry 'Weights': the file is damaged.", model => model.Remove(ModelArchive.Weights));

    [TestMethod]
    public void Weights_cut_short_are_refused_before_they_are_read()
        => AssertRefused("The network 2 → 8 → 5 → 3 needs 328 bytes of weights, and there are 300.", model => model[ModelArchive.Weights] = model[ModelArchive.Weights][..300]);

    [TestMethod]
    public void Weights_without_their_last_bytes_are_cut_short()
        => AssertRefused("The data are cut short: 4 of 328 bytes are missing.", model => model[ModelArchive.Weights] = model[ModelArchive.Weights][..^4]);

    [TestMethod]
    [DataRow("\"inputs\":2", "\"inputs\":2000000000", "The network 2000000000 → 8 → 5 → 3 needs 64000000264 bytes of weights, and there are 712.")]
    [DataRow("\"units\":8", "\"units\":2147483647", "The network 2 → 2147483647 → 5 → 3 needs 68719476776 bytes of weights, and there are 712.")]
    [DataRow("\"inputs\":2,\"layers\":[{\"units\":8", "\"inputs\":2147483647,\"layers\":[{\"units\":2147483647", "The network 2147483647 → 2147483647 → 5 → 3 needs 18446744108069290036 bytes of weights, and there are 712.")]
    [DataRow("\"inputs\":2", "\"inputs\":-2", "The description of the network cannot be read: MlpSpec.Inputs must be at least 1, got -2.")]
    [DataRow("\"units\":8", "\"units\":0", "The description of the network cannot be read: MlpSpec.Layers[0].Units must be at least 1, got 0.")]
    [DataRow("\"inputs\":2", "\"inputs\":NaN", "The description of the network cannot be read: 'N' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 10.")]
    [DataRow("\"inputs\"", "\"Inputs\"", "The description of the network cannot be read: it lacks 'inputs'.")]
    public void A_network_that_cannot_be_is_refused_before_memory_is_taken(string stated, string instead, string message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        AssertRefused(message, model => model.ReplaceSpec(spec => spec.Contains(stated) ? spec.Replace(stated, instead) : throw new InvalidOperationException(spec)));

        Assert.IsLessThan(8L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_tensor_that_is_there_twice_is_named()
        => AssertRefused("The tensor layers.0.bias is there twice.", model => model.WeightsHeader = model.WeightsHeader.Replace("layers.0.weight", "layers.0.bias"));

    [TestMethod]
    public void A_tensor_that_is_missing_is_named()
        => AssertRefused("The data lack the tensors layers.0.weight.", model => model.WeightsHeader = model.WeightsHeader.Replace("layers.0.weight", "layers.7.weight"));

    [TestMethod]
    public void A_header_longer_than_the_file_is_refused_before_memory_is_taken()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        AssertRefused(
            "The data are cut short: 99999296 of 100000000 bytes are missing.",
            model => model[ModelArchive.Weights] = [.. BitConverter.GetBytes(100_000_000L), .. model[ModelArchive.Weights][8..]]);

        Assert.IsLessThan(8L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Values_of_a_label_that_are_not_as_many_as_classes_are_refused()
        => AssertRefused("The model's label has 2 values for 3 classes.", model =>
        {
            byte[] values = [1, 3, 0, 0, 0, 4, .. "left"u8]; // the type of texts, three of them, the first one of four bytes
            byte[] body = model.Body;
            int at = body.AsSpan().IndexOf(values);
            body[at + 1] = 2;
            model.Body = body;
        });

    [TestMethod]
    public void A_column_without_a_name_is_refused()
        => AssertRefused("The model has a column without a name.", model =>
        {
            byte[] body = model.Body, name = [8, .. "Features"u8];
            int at = body.AsSpan().IndexOf(name);
            model.Body = [.. body[..at], 0, .. body[(at + name.Length)..]];
        });

    [TestMethod]
    public void A_model_file_names_no_type_and_holds_no_code()
    {
        var model = new ModelArchive(Fixture);

        string text = Encoding.Latin1.GetString([.. model.Body, .. model[ModelArchive.Weights]]);

        foreach (string trace in new[] { "System.", "Microsoft.", "PublicKeyToken", "Version=", "MZ" }) Assert.DoesNotContain(trace, text);
    }

    private static void AssertRefused(string message, Action<ModelArchive> damage)
    {
        var model = new ModelArchive(Fixture);
        damage(model);

        Exception cause = ModelFixture.Cause(Error(model));

        Assert.IsInstanceOfType<InvalidDataException>(cause);
        Assert.AreEqual(message, cause.Message);
    }

    private static Exception Error(ModelArchive model) => Assert.Throws<Exception>(() => ModelFixture.Load(new MLContext(), model.ToFile()));
}
