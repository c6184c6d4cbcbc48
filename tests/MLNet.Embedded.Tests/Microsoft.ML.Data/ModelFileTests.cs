using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public sealed class ModelFileTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static IDataView Rows => Ml.Data.LoadFromEnumerable(new[] { new Row { X = 1 }, new Row { X = 2 } });

    private static TransformerChain<ScaleTransformer> Model => new ScaleEstimator("X", "Y").Append(new ScaleEstimator("Y", "Z")).Fit(Rows);

    [TestMethod]
    public void A_model_saved_and_loaded_three_times_predicts_the_same()
    {
        using TemporaryFolder folder = new();
        ITransformer model = Model;
        for (int round = 0; round < 3; round++)
        {
            Ml.Model.Save(model, Rows.Schema, folder["model.zip"]);
            MLContext fresh = Fresh();
            model = fresh.Model.Load(folder["model.zip"], out DataViewSchema schema);

            Assert.AreEqual("X", schema.Single().Name);
            CollectionAssert.AreEqual(new float[] { 4, 8 }, model.Transform(Rows).GetColumn<float>("Z").ToArray());
        }
        CollectionAssert.AreEqual(new[] { "model.zip" }, folder.Names);
    }

    [TestMethod]
    public void A_model_in_a_stream_leaves_the_stream_open()
    {
        using MemoryStream stream = new();

        Ml.Model.Save(Model, Rows.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = Fresh().Model.Load(stream, out _);

        Assert.IsTrue(stream.CanRead);
        CollectionAssert.AreEqual(new float[] { 4, 8 }, loaded.Transform(Rows).GetColumn<float>("Z").ToArray());
    }

    [TestMethod]
    public void Chains_in_chains_keep_their_scopes_through_a_file()
    {
        TransformerChain<ITransformer> inner = new(
            [new ScaleTransformer("X", "Y", [2]), new ScaleTransformer("Y", "Training", [1])], [TransformerScope.Everything, TransformerScope.Training]);
        TransformerChain<ScaleTransformer> outer = inner.Append(new ScaleTransformer("Y", "Z", [3]));

        ITransformer loaded = RoundTrip(outer);

        IDataView scored = loaded.Transform(Rows);
        Assert.IsNull(scored.Schema.GetColumnOrNull("Training"));
        CollectionAssert.AreEqual(new float[] { 6, 12 }, scored.GetColumn<float>("Z").ToArray());
    }

    [TestMethod]
    public void The_file_has_ML_NETs_entries()
    {
        using MemoryStream stream = new();
        Ml.Model.Save(Model, Rows.Schema, stream);

        using ZipArchive zip = new(stream);

        string[] names = [.. zip.Entries.Select(entry => entry.FullName.Replace('\\', '/'))];
        foreach (string expected in new[]
        {
            "TransformerChain/Model.key", "TransformerChain/Transform_000/Model.key", "TransformerChain/Transform_001/weights.bin",
            "Schema", "TrainingInfo/Version.txt",
        })
        {
            CollectionAssert.Contains(names, expected);
        }
    }

    [TestMethod]
    public void An_input_schema_comes_back_with_types_and_annotations()
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value) =>
            value = new(2, ["a".AsMemory(), "b".AsMemory()]));
        annotations.AddPrimitiveValue("Number", NumberDataViewType.Double, 1.5);
        DataViewSchema.Builder builder = new();
        builder.AddColumn("Key", new KeyDataViewType(typeof(uint), 2), annotations.ToAnnotations());
        builder.AddColumn("Image", new VectorDataViewType(NumberDataViewType.Byte, 3, 4, 5));
        builder.AddColumn("Keys", new VectorDataViewType(new KeyDataViewType(typeof(byte), 3)));
        builder.AddColumn("Text", TextDataViewType.Instance);
        builder.AddColumn("When", DateTimeOffsetDataViewType.Instance);
        builder.AddColumn("Text", BooleanDataViewType.Instance);
        using MemoryStream stream = new();

        Ml.Model.Save(Model, builder.ToSchema(), stream);
        Fresh().Model.Load(stream, out DataViewSchema loaded);

        CollectionAssert.AreEqual(
            builder.ToSchema().Select(column => (column.Name, column.Type.ToString(), column.IsHidden)).ToArray(),
            loaded.Select(column => (column.Name, column.Type.ToString(), column.IsHidden)).ToArray());
        VBuffer<ReadOnlyMemory<char>> keyValues = default;
        loaded["Key"].GetKeyValues(ref keyValues);
        double number = 0;
        loaded["Key"].Annotations.GetValue("Number", ref number);
        Assert.AreEqual("a b", string.Join(' ', keyValues.DenseValues()));
        Assert.AreEqual(1.5, number);
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void The_same_model_gives_the_same_bytes()
    {
        byte[] Bytes()
        {
            using MemoryStream stream = new();
            Ml.Model.Save(Model, Rows.Schema, stream);
            return stream.ToArray();
        }

        CollectionAssert.AreEqual(Bytes(), Bytes());
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_save_that_fails_leaves_the_old_file_as_it_was()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["model.zip"], "old");

        Assert.Throws<Exception>(() => Ml.Model.Save(new FailsToSave(), Rows.Schema, folder["model.zip"]));

        Assert.AreEqual("old", File.ReadAllText(folder["model.zip"]));
        CollectionAssert.AreEqual(new[] { "model.zip" }, folder.Names);
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_byte_changed_anywhere_is_noticed_or_harmless()
    {
        using MemoryStream stream = new();
        Ml.Model.Save(new TransformerChain<ITransformer>(new ScaleTransformer("X", "Y", [2, 3, 4])), Rows.Schema, stream);
        byte[] good = stream.ToArray();
        for (int i = 0; i < good.Length; i += 3)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x55;
            try
            {
                ITransformer loaded = Fresh().Model.Load(new MemoryStream(bad), out _);

                CollectionAssert.AreEqual(new float[] { 2, 4 }, loaded.Transform(Rows).GetColumn<float>("Y").ToArray(), $"byte {i}");
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException or TargetInvocationException or InvalidDataException)
            {
                Assert.IsFalse(string.IsNullOrWhiteSpace(error.Message));
            }
        }
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_file_cut_short_anywhere_fails_with_a_sentence()
    {
        using MemoryStream stream = new();
        Ml.Model.Save(Model, Rows.Schema, stream);
        byte[] good = stream.ToArray();
        for (int length = 0; length < good.Length; length += 7)
        {
            FormatException error = Assert.ThrowsExactly<FormatException>(() => Fresh().Model.Load(new MemoryStream(good[..length]), out _));

            StringAssert.StartsWith(error.Message, "Failed to open a zip archive");
        }
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_part_without_a_registered_loader_is_named_with_its_loader()
    {
        using MemoryStream stream = new();
        Ml.Model.Save(Model, Rows.Schema, stream);

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => new MLContext().Model.Load(stream, out _));

        StringAssert.Contains(error.Message, "TransformerChain/Transform_000");
        StringAssert.Contains(error.Message, ThirdPartyModel.LoaderName);
    }

    [TestMethod]
    public void A_hundred_megabytes_of_weights_are_saved_and_loaded_without_a_second_copy()
    {
        using TemporaryFolder folder = new();
        float[] weights = new float[25_000_000];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(weights.AsSpan()));
        Ml.Model.Save(new ScaleTransformer("X", "Y", weights), Rows.Schema, folder["model.zip"]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ScaleTransformer loaded = (ScaleTransformer)Fresh().Model.Load(folder["model.zip"], out _);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsTrue(
            MemoryMarshal.AsBytes(weights.AsSpan())
                .SequenceEqual(MemoryMarshal.AsBytes(loaded.Weights.AsSpan())));
        Assert.IsLessThan(1.1 * weights.Length * sizeof(float), allocated);
    }

    private static MLContext Fresh()
    {
        MLContext ml = new();
        ThirdPartyModel.Register(ml);
        return ml;
    }

    private static ITransformer RoundTrip(ITransformer model)
    {
        using MemoryStream stream = new();
        Ml.Model.Save(model, Rows.Schema, stream);
        return Fresh().Model.Load(stream, out _);
    }

    private sealed class Row
    {
        public float X;
    }

    private sealed class FailsToSave : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

        public IDataView Transform(IDataView input) => input;

        public void Save(ModelSaveContext ctx) => throw new IOException("No space left on device");
    }
}
