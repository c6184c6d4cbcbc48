using System.Text.Json;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Embedded.Tests.Support;
using static Microsoft.ML.Transforms.OneHotEncodingEstimator;

namespace MLNet.Embedded.Tests.Transforms;

[TestClass]
public class OneHotEncodingTests
{
    private const string File = "keys-onehot-concat";
    private static readonly MLContext Context = new(seed: 1);

    private static TransformsCatalog.CategoricalTransforms Categorical => Context.Transforms.Categorical;

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow(OutputKind.Bag)]
    [DataRow(OutputKind.Indicator)]
    [DataRow(OutputKind.Key)]
    [DataRow(OutputKind.Binary)]
    public void Values_become_what_ML_NET_makes_them(OutputKind kind)
    {
        JsonElement recorded = Golden.Case(File, $"OneHotEncoding-{kind}");
        ColumnsView data = Text(recorded);

        ITransformer model = Categorical.OneHotEncoding("V", "X", kind).Fit(data);

        Columns.AreEqual(recorded.GetProperty("result").GetProperty("V"), model.Transform(data), "V");
        Columns.AreEqual(recorded.GetProperty("result").GetProperty("unseen"), model.Transform(new ColumnsView().AddText("X", "unseen")), "V");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow(OutputKind.Bag)]
    [DataRow(OutputKind.Indicator)]
    public void Vectors_of_values_become_what_ML_NET_makes_them(OutputKind kind)
    {
        JsonElement recorded = Golden.Case(File, $"OneHotEncoding-vector-{kind}");
        ColumnsView data = new ColumnsView().AddVectors("X", TextDataViewType.Instance, 2, [.. recorded.GetProperty("input").EnumerateArray()
            .Select(row => ColumnsView.Dense(Golden.Strings(row).Select(text => text.AsMemory()).ToArray()))]);

        Columns.AreEqual(recorded.GetProperty("result"), FitTransform(Categorical.OneHotEncoding("V", "X", kind), data), "V");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Slots_lie_in_the_order_of_values_on_demand()
    {
        JsonElement recorded = Golden.Case(File, "OneHotEncoding-ByValue");

        IDataView result = FitTransform(
            Categorical.OneHotEncoding("V", "X", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue), Text(recorded));

        Columns.AreEqual(recorded.GetProperty("result"), result, "V");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Numbers_name_their_slots()
    {
        JsonElement recorded = Golden.Case(File, "OneHotEncoding-Single");
        ColumnsView data = new ColumnsView().AddSingles("X", [.. recorded.GetProperty("input").EnumerateArray().Select(Golden.Single)]);

        Columns.AreEqual(recorded.GetProperty("result"), FitTransform(Categorical.OneHotEncoding("V", "X"), data), "V");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Concatenated_slots_keep_their_names_and_categories()
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-onehot");
        ColumnsView data = Text(recorded).AddSingles("A", 1, 2);

        IDataView result = FitTransform(Categorical.OneHotEncoding("H", "X").Append(Context.Transforms.Concatenate("C", "A", "H")), data);

        Columns.AreEqual(recorded.GetProperty("result"), result, "C");
    }

    [TestMethod]
    public void In_place_the_vectors_hide_the_keys_and_those_the_values()
    {
        ColumnsView data = new ColumnsView().AddText("X", "a");

        DataViewSchema schema = FitTransform(Categorical.OneHotEncoding("X"), data).Schema;

        CollectionAssert.AreEqual(
            new[] { "String hidden", "Key<UInt32, 0-0> hidden", "Vector<Single, 1>" },
            schema.Select(column => column.Type + (column.IsHidden ? " hidden" : "")).ToArray());
    }

    [TestMethod]
    [DataRow(OutputKind.Bag)]
    [DataRow(OutputKind.Indicator)]
    [DataRow(OutputKind.Key)]
    public void The_shape_promised_is_the_schema_given(OutputKind kind)
    {
        ColumnsView data = new ColumnsView().AddText("X", "a", "b").AddSingleVectors("Y", 2, [1, 2], [3, 4]);

        SchemaShapes.AreEqual(
            Context.Transforms.CopyColumns("Z", "X").Append(Categorical.OneHotEncoding([new("VX", "X"), new("VY", "Y")], kind)), data);
    }

    [TestMethod]
    [DataRow(OutputKind.Indicator)]
    [DataRow(OutputKind.Binary)]
    public void A_saved_and_loaded_encoding_does_the_same(OutputKind kind)
    {
        ColumnsView data = new ColumnsView().AddText("X", "b", "a", "", "c");
        ITransformer model = Categorical.OneHotEncoding("V", "X", kind).Fit(data);

        ITransformer loaded = Models.SaveAndLoad(model, data.Schema);

        CollectionAssert.AreEqual(Dense(model.Transform(data)), Dense(loaded.Transform(data)));
        Assert.IsTrue(loaded.IsRowToRowMapper);
    }

    [TestMethod]
    public void An_unknown_kind_of_output_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Categorical.OneHotEncoding("V", "X", (OutputKind)9));

        Assert.IsNotNull(error.ParamName);
    }

    private static float[] Dense(IDataView view) => [.. Columns.Read<VBuffer<float>>(view, "V").SelectMany(vector => vector.DenseValues())];

    private static ColumnsView Text(JsonElement recorded) => new ColumnsView().AddText("X", Golden.Strings(recorded.GetProperty("input")));

    private static IDataView FitTransform(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);
}
