using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class KeyMappingTests
{
    private const string File = "keys-onehot-concat";
    private static readonly MLContext Context = new(seed: 1);

    private static TransformsCatalog.ConversionTransforms Conversion => Context.Transforms.Conversion;

    public static IEnumerable<object[]> MapValueToKeyCases =>
        from order in new[] { KeyOrdinality.ByOccurrence, KeyOrdinality.ByValue }
        from type in new[] { "text", "single", "int32", "boolean", "text-vector" }
        select new object[] { type, order };

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(MapValueToKeyCases))]
    public void Values_become_the_keys_that_ML_NET_gives_them(string type, KeyOrdinality order)
    {
        JsonElement recorded = Golden.Case(File, $"{type}-{order}");
        JsonElement result = recorded.GetProperty("result");

        ITransformer model = Conversion.MapValueToKey("K", "X", keyOrdinality: order).Fit(Input(type, recorded.GetProperty("input")));

        Columns.AreEqual(result.GetProperty("K"), model.Transform(Input(type, recorded.GetProperty("input"))), "K");
        if (result.TryGetProperty("unknown", out JsonElement unknown))
            Columns.AreEqual(unknown.GetProperty("K"), model.Transform(Input(type, unknown.GetProperty("input"))), "K");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow(KeyOrdinality.ByOccurrence)]
    [DataRow(KeyOrdinality.ByValue)]
    public void Beyond_the_maximum_number_of_keys_values_are_missing(KeyOrdinality order)
    {
        JsonElement recorded = Golden.Case(File, "maximumNumberOfKeys-2");
        ColumnsView data = Input("text", recorded.GetProperty("input"));

        IDataView keys = FitTransform(Conversion.MapValueToKey("K", "X", maximumNumberOfKeys: 2, keyOrdinality: order), data);

        Columns.AreEqual(recorded.GetProperty("result").GetProperty(order.ToString()), keys, "K");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Keys_can_be_given_by_other_data()
    {
        JsonElement recorded = Golden.Case(File, "keyData");
        ColumnsView data = Input("text", recorded.GetProperty("input"));
        ColumnsView keyData = Input("text", recorded.GetProperty("result").GetProperty("keyData"));

        IDataView keys = FitTransform(Conversion.MapValueToKey("K", "X", keyData: keyData), data);

        Columns.AreEqual(recorded.GetProperty("result").GetProperty("K"), keys, "K");
        Assert.AreEqual(data.Rows, data.RowsRead, "The data are read for their keys once, and not to learn from.");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow(false)]
    [DataRow(true)]
    public void Key_values_are_kept_as_text_on_demand(bool asText)
    {
        JsonElement recorded = Golden.Case(File, "addKeyValueAnnotationsAsText");
        ColumnsView data = Input("single", recorded.GetProperty("input"));

        IDataView keys = FitTransform(Conversion.MapValueToKey("K", "X", addKeyValueAnnotationsAsText: asText), data);

        Columns.AreEqual(recorded.GetProperty("result").GetProperty(asText ? "true" : "false"), keys, "K");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Without_rows_there_are_no_keys_but_the_missing_one()
    {
        JsonElement recorded = Golden.Case(File, "no-rows");

        ITransformer model = Conversion.MapValueToKey("K", "X").Fit(Input("text", recorded.GetProperty("input")));

        Columns.AreEqual(recorded.GetProperty("result").GetProperty("K"), model.Transform(new ColumnsView().AddText("X", "a")), "K");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Keys_become_their_values_again()
    {
        JsonElement recorded = Golden.Case(File, "MapKeyToValue");
        JsonElement result = recorded.GetProperty("result");
        ColumnsView data = Input("text", recorded.GetProperty("input"));
        IEstimator<ITransformer> pipeline = Conversion.MapValueToKey("K", "X").Append(Conversion.MapKeyToValue("V", "K"));

        ITransformer model = pipeline.Fit(data);

        Columns.AreEqual(result.GetProperty("V"), model.Transform(data), "V");
        Columns.AreEqual(result.GetProperty("unseen"), model.Transform(new ColumnsView().AddText("X", "unseen")), "V");
        Columns.AreEqual(
            result.GetProperty("single"), FitTransform(pipeline, new ColumnsView().AddSingles("X", 2, float.NaN, 1)), "V");
        Columns.AreEqual(
            result.GetProperty("int32 unseen"),
            pipeline.Fit(new ColumnsView().Add("X", NumberDataViewType.Int32, [5])).Transform(new ColumnsView().Add("X", NumberDataViewType.Int32, [5, 6])),
            "V");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void In_place_the_values_hide_the_keys()
    {
        JsonElement recorded = Golden.Case(File, "MapKeyToValue-in-place");
        ColumnsView data = Input("text", recorded.GetProperty("input"));

        DataViewSchema schema = FitTransform(Conversion.MapValueToKey("X").Append(Conversion.MapKeyToValue("X")), data).Schema;

        JsonElement expected = recorded.GetProperty("result").GetProperty("schema");
        Assert.HasCount(expected.GetArrayLength(), schema);
        for (int i = 0; i < schema.Count; i++)
        {
            Assert.AreEqual(expected[i].GetProperty("name").GetString(), schema[i].Name);
            Assert.AreEqual(expected[i].GetProperty("type").GetString(), schema[i].Type.ToString());
            Assert.AreEqual(expected[i].TryGetProperty("hidden", out JsonElement hidden) && hidden.GetBoolean(), schema[i].IsHidden);
        }
    }

    [TestMethod]
    public void Several_columns_are_learned_in_one_pass()
    {
        ColumnsView data = new ColumnsView().AddText("A", "x", "y").AddText("B", "y", "z");

        ITransformer model = Conversion.MapValueToKey([new("KA", "A"), new("KB", "B")]).Fit(data);

        Assert.AreEqual(2, data.RowsRead);
        IDataView keys = model.Transform(data);
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Columns.Read<uint>(keys, "KA"));
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, Columns.Read<uint>(keys, "KB"));
        IDataView values = FitTransform(Conversion.MapKeyToValue([new("VA", "KA"), new("VB", "KB")]), keys);
        CollectionAssert.AreEqual(new[] { "x", "y" }, Columns.Read<string>(values, "VA"));
        CollectionAssert.AreEqual(new[] { "y", "z" }, Columns.Read<string>(values, "VB"));
    }

    [TestMethod]
    public void Learning_stops_reading_when_no_more_keys_are_allowed()
    {
        ColumnsView data = new ColumnsView().AddText("X", "a", "b", "c", "d", "e");

        Conversion.MapValueToKey("K", "X", maximumNumberOfKeys: 2).Fit(data);

        Assert.AreEqual(2, data.RowsRead);
    }

    [TestMethod]
    public void A_key_column_that_is_not_read_is_not_computed()
    {
        ColumnsView data = new ColumnsView().AddText("X", "a", "b").AddSingles("Y", 1, 2);
        ITransformer model = Conversion.MapValueToKey("K", "X").Fit(data);
        int before = data.ValuesRead;

        CollectionAssert.AreEqual(new float[] { 1, 2 }, Columns.Read<float>(model.Transform(data), "Y"));

        Assert.AreEqual(before + 2, data.ValuesRead);
    }

    [TestMethod]
    public void Sparse_texts_stay_sparse_keys_and_go_back_to_sparse_texts()
    {
        ReadOnlyMemory<char> a = "a".AsMemory(), b = "b".AsMemory();
        ColumnsView data = new ColumnsView().AddVectors("X", TextDataViewType.Instance, 6, [new VBuffer<ReadOnlyMemory<char>>(6, 2, [b, a], [1, 4])]);

        IDataView result = FitTransform(Conversion.MapValueToKey("K", "X").Append(Conversion.MapKeyToValue("V", "K")), data);

        var keys = (VBuffer<uint>)Columns.Read(result, "K")[0];
        Assert.IsFalse(keys.IsDense);
        CollectionAssert.AreEqual(new uint[] { 0, 1, 0, 0, 2, 0 }, keys.DenseValues().ToArray());
        var values = (VBuffer<ReadOnlyMemory<char>>)Columns.Read(result, "V")[0];
        Assert.IsFalse(values.IsDense);
        CollectionAssert.AreEqual(new[] { "", "b", "", "", "a", "" }, Columns.Texts(values));
    }

    [TestMethod]
    public void The_zeros_that_a_sparse_vector_leaves_out_are_a_value_too()
    {
        ColumnsView data = new ColumnsView().AddVectors("X", NumberDataViewType.Single, 4, [new VBuffer<float>(4, 2, [7, 8], [0, 2])]);

        IDataView result = FitTransform(Conversion.MapValueToKey("K", "X").Append(Conversion.MapKeyToValue("V", "K")), data);

        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 2 }, ((VBuffer<uint>)Columns.Read(result, "K")[0]).DenseValues().ToArray());
        CollectionAssert.AreEqual(new float[] { 7, 0, 8, 0 }, ((VBuffer<float>)Columns.Read(result, "V")[0]).DenseValues().ToArray());
    }

    [TestMethod]
    public void Keys_of_keys_stand_for_the_values_of_the_first()
    {
        DataViewSchema.Annotations values = ColumnsView.Texts("KeyValues", "red", "green", "blue");
        ColumnsView data = new ColumnsView().Add("X", new KeyDataViewType(typeof(byte), 3), new byte[] { 3, 0, 1, 3 }, values);

        IDataView result = FitTransform(Conversion.MapValueToKey("K", "X").Append(Conversion.MapKeyToValue("V", "K")), data);

        CollectionAssert.AreEqual(new uint[] { 1, 0, 2, 1 }, Columns.Read<uint>(result, "K"));
        CollectionAssert.AreEqual(new[] { "blue", "", "red", "blue" }, Columns.Read<string>(result, "V"));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_missing_input_is_named()
    {
        ColumnsView data = new ColumnsView().AddText("X", "a");

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Conversion.MapValueToKey("K", "Nope").Fit(data));

        Assert.AreEqual("inputSchema", error.ParamName);
        StringAssert.StartsWith(error.Message, "Could not find input column 'Nope'");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Keys_that_stand_for_nothing_have_no_values()
    {
        ColumnsView text = new ColumnsView().AddText("X", "a");
        ColumnsView keys = new ColumnsView().AddKeys("X", 2, 1);

        StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidOperationException>(() => Conversion.MapKeyToValue("V", "X").Fit(text)).Message, "Metadata KeyValues does not exist");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidOperationException>(() => Conversion.MapKeyToValue("V", "X").Fit(keys)).Message, "Metadata KeyValues does not exist");
    }

    [TestMethod]
    public void In_a_chain_keys_that_stand_for_nothing_are_found_before_anything_is_read()
    {
        ColumnsView data = new ColumnsView().AddText("X", "a").AddKeys("Q", 2, 1);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Conversion.MapValueToKey("K", "X").Append(Conversion.MapKeyToValue("V", "Q")).Fit(data));

        Assert.AreEqual(0, data.RowsRead);
    }

    [TestMethod]
    public void Other_values_than_those_learned_from_are_refused()
    {
        ITransformer model = Conversion.MapValueToKey("K", "X").Fit(new ColumnsView().AddText("X", "a"));

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => model.Transform(new ColumnsView().AddSingles("X", 1)));

        Assert.Contains("map over type 'String'", error.Message);
        Assert.Contains("it has type 'Single'", error.Message);
    }

    [TestMethod]
    public void The_shape_promised_is_the_schema_given()
    {
        ColumnsView data = new ColumnsView().AddText("X", "a", "b").AddSingleVectors("Y", 2, [1, 2], [3, 4]);
        IEstimator<ITransformer> pipeline = Conversion.MapValueToKey("KX", "X").Append(Conversion.MapValueToKey("KY", "Y"))
            .Append(Conversion.MapKeyToValue("V", "KY"));

        SchemaShapes.AreEqual(pipeline, data);
    }

    [TestMethod]
    public void Saved_and_loaded_maps_give_the_same_keys_and_values()
    {
        ColumnsView data = new ColumnsView()
            .AddText("Text", "b", "with, comma", "é", "").AddSingles("Single", 3, float.NaN, -1, float.PositiveInfinity)
            .Add("Flag", BooleanDataViewType.Instance, [true, false, true, false])
            .Add("Time", DateTimeDataViewType.Instance, [DateTime.UnixEpoch, DateTime.MaxValue, default, DateTime.UnixEpoch]);
        string[] names = ["Text", "Single", "Flag", "Time"];
        ITransformer model = Conversion.MapValueToKey([.. names.Select(n => new InputOutputColumnPair("K" + n, n))])
            .Append(Conversion.MapKeyToValue([.. names.Select(n => new InputOutputColumnPair("V" + n, "K" + n))])).Fit(data);

        ITransformer loaded = Models.SaveAndLoad(model, data.Schema);

        foreach (string name in names)
        {
            CollectionAssert.AreEqual(Columns.Read(model.Transform(data), "K" + name), Columns.Read(loaded.Transform(data), "K" + name));
            CollectionAssert.AreEqual(Columns.Read(model.Transform(data), "V" + name), Columns.Read(loaded.Transform(data), "V" + name));
        }
    }

    private static IDataView FitTransform(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);

    private static ColumnsView Input(string type, JsonElement values)
    {
        JsonElement[] items = [.. values.EnumerateArray()];
        return type switch
        {
            "text" => new ColumnsView().AddText("X", [.. items.Select(i => i.GetString())]),
            "single" => new ColumnsView().AddSingles("X", [.. items.Select(Golden.Single)]),
            "int32" => new ColumnsView().Add("X", NumberDataViewType.Int32, items.Select(i => i.GetInt32()).ToArray()),
            "boolean" => new ColumnsView().Add("X", BooleanDataViewType.Instance, items.Select(i => i.GetBoolean()).ToArray()),
            _ => new ColumnsView().AddVectors(
                "X", TextDataViewType.Instance, 0, items.Select(i => ColumnsView.Dense(Golden.Strings(i).Select(s => s.AsMemory()).ToArray())).ToArray()),
        };
    }
}
