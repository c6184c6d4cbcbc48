using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class KeyToVectorTests
{
    private const string File = "keys-onehot-concat";
    private static readonly MLContext Context = new(seed: 1);

    private static TransformsCatalog.ConversionTransforms Conversion => Context.Transforms.Conversion;

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_key_becomes_a_vector_with_a_slot_for_each_key()
    {
        JsonElement recorded = Golden.Case(File, "MapKeyToVector");
        ColumnsView data = new ColumnsView().AddText("X", Golden.Strings(recorded.GetProperty("input")));

        IDataView result = FitTransform(Conversion.MapValueToKey("K", "X").Append(Conversion.MapKeyToVector("V", "K")), data);

        Columns.AreEqual(recorded.GetProperty("result"), result, "V");
    }

    [TestMethod]
    public void Vectors_of_keys_become_one_vector_after_the_other_or_are_counted()
    {
        IDataView result = FitTransform(
            Conversion.MapKeyToVector([new("I", "K")]).Append(Conversion.MapKeyToVector([new("C", "K")], outputCountVector: true)), Keys());

        Assert.AreEqual("Vector<Single, 3, 2>", result.Schema["I"].Type.ToString());
        Assert.AreEqual("Vector<Single, 2>", result.Schema["C"].Type.ToString());
        CollectionAssert.AreEqual(new float[] { 0, 1, 0, 0, 0, 1 }, Columns.Read<VBuffer<float>>(result, "I")[0].DenseValues().ToArray());
        CollectionAssert.AreEqual(new float[] { 0, 2 }, Columns.Read<VBuffer<float>>(result, "C")[0].DenseValues().ToArray());
        CollectionAssert.AreEqual(
            new[] { "[0].no", "[0].yes", "[1].no", "[1].yes", "[2].no", "[2].yes" },
            Columns.Texts((VBuffer<ReadOnlyMemory<char>>)Columns.AnnotationValue(result.Schema["I"], "SlotNames")));
    }

    [TestMethod]
    public void Sparse_keys_of_any_width_keep_their_places()
    {
        ColumnsView data = new ColumnsView()
            .AddVectors("B", new KeyDataViewType(typeof(byte), 2), 4, [new VBuffer<byte>(4, 2, [2, 1], [1, 3])])
            .AddVectors("S", new KeyDataViewType(typeof(ushort), 2), 4, [new VBuffer<ushort>(4, 2, [2, 1], [1, 3])])
            .AddVectors("L", new KeyDataViewType(typeof(ulong), 2), 4, [new VBuffer<ulong>(4, 2, [2, 1], [1, 3])])
            .AddVectors("U", new KeyDataViewType(typeof(uint), 2), 4, [new VBuffer<uint>(4, 2, [2, 1], [1, 3])]);

        foreach (string name in new[] { "B", "S", "L", "U" })
        {
            VBuffer<float> vector = Columns.Read<VBuffer<float>>(FitTransform(Conversion.MapKeyToVector("V", name), data), "V")[0];
            Assert.AreEqual(8, vector.Length, name);
            CollectionAssert.AreEqual(new[] { 3, 6 }, vector.GetIndices().ToArray(), name);
        }
    }

    [TestMethod]
    public void Many_keys_of_a_row_are_counted_in_any_order()
    {
        Random random = new(3);
        uint[] keys = [.. Enumerable.Range(0, 100).Select(_ => (uint)random.Next(0, 41))];
        ColumnsView data = new ColumnsView().AddVectors("K", new KeyDataViewType(typeof(uint), 40), 0, [ColumnsView.Dense(keys)]);

        VBuffer<float> counts = Columns.Read<VBuffer<float>>(FitTransform(Conversion.MapKeyToVector("V", "K", outputCountVector: true), data), "V")[0];

        CollectionAssert.AreEqual(
            Enumerable.Range(1, 40).Select(key => (float)keys.Count(k => k == key)).ToArray(), counts.DenseValues().ToArray());
    }

    [TestMethod]
    public void What_is_not_a_key_is_refused()
    {
        ColumnsView data = new ColumnsView().AddSingles("X", 1);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Conversion.MapKeyToVector("V", "X").Fit(data));

        Assert.AreEqual("inputSchema", error.ParamName);
        StringAssert.StartsWith(error.Message, "Schema mismatch for input column 'X': expected key type of known cardinality, got Single");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_shape_promised_is_the_schema_given(bool isCounted)
    {
        ColumnsView data = Keys().AddKeys("Q", 3, 1).AddVectors("W", new KeyDataViewType(typeof(uint), 2), 0, [ColumnsView.Dense<uint>([1])]);

        SchemaShapes.AreEqual(Conversion.MapKeyToVector([new("V", "K"), new("R", "Q"), new("Y", "W")], isCounted), data);
    }

    [TestMethod]
    public void A_saved_and_loaded_transformer_does_the_same()
    {
        ITransformer model = Conversion.MapKeyToVector("I", "K").Append(Conversion.MapKeyToVector("C", "K", true)).Fit(Keys());

        IDataView result = Models.SaveAndLoad(model, Keys().Schema).Transform(Keys());

        Assert.AreEqual("Vector<Single, 3, 2>", result.Schema["I"].Type.ToString());
        CollectionAssert.AreEqual(new float[] { 0, 2 }, Columns.Read<VBuffer<float>>(result, "C")[0].DenseValues().ToArray());
    }

    private static ColumnsView Keys() => new ColumnsView().AddVectors(
        "K", new KeyDataViewType(typeof(uint), 2), 3, [ColumnsView.Dense<uint>([2, 0, 2])], ColumnsView.Texts("KeyValues", "no", "yes"));

    private static IDataView FitTransform(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);
}
