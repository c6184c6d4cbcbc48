using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class ConvertTypeTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly Dictionary<string, (Func<JsonElement, ColumnsView> Input, DataKind Kind)> Conversions = new()
    {
        ["text to Single"] = (input => new ColumnsView().AddText("X", Golden.Strings(input)), DataKind.Single),
        ["text to Int32"] = (input => new ColumnsView().AddText("X", Golden.Strings(input)), DataKind.Int32),
        // Texts that were not recorded, for the truth values that were.
        ["text to Boolean"] = (_ => new ColumnsView().AddText("X", "true", "FALSE", "yes", "no", "1", "0", "T", "f", "x", ""), DataKind.Boolean),
        ["Single to Int32"] = (_ => new ColumnsView().AddSingles("X", 1.5f), DataKind.Int32),
        ["Boolean to Single"] = (_ => new ColumnsView().Add("X", BooleanDataViewType.Instance, [true, false]), DataKind.Single),
        ["Int32 to String"] = (_ => new ColumnsView().Add("X", NumberDataViewType.Int32, [-5]), DataKind.String),
        ["Single to String"] = (_ => new ColumnsView().AddSingles("X", .1f, 1e20f, float.NaN, 100000), DataKind.String),
    };

    public static IEnumerable<object[]> Names => Conversions.Keys.Select(name => new object[] { name });

    private static JsonElement Recorded => Golden.Case("keys-onehot-concat", "ConvertType");

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_conversion_is_reproduced()
        => CollectionAssert.AreEquivalent(Recorded.GetProperty("result").EnumerateObject().Select(c => c.Name).ToArray(), Conversions.Keys);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(Names))]
    public void Values_become_what_ML_NET_makes_them(string name)
    {
        JsonElement expected = Recorded.GetProperty("result").GetProperty(name);
        ColumnsView data = Conversions[name].Input(Recorded.GetProperty("input"));

        if (expected.TryGetProperty("exception", out _))
            Golden.Throws(expected, () => Columns.Read(Convert(data, Conversions[name].Kind), "Y"));
        else
            Columns.AreEqual(expected.TryGetProperty("result", out JsonElement result) ? result : expected, Convert(data, Conversions[name].Kind), "Y");
    }

    [TestMethod]
    [DataRow(DataKind.SByte, (sbyte)-128)]
    [DataRow(DataKind.Int64, -128L)]
    [DataRow(DataKind.Double, -128d)]
    [DataRow(DataKind.Boolean, true)]
    [DataRow(DataKind.String, "-128")]
    public void Integers_become_integers_of_the_same_sign_and_more(DataKind kind, object expected)
        => Assert.AreEqual(expected, Columns.Read(Convert(new ColumnsView().Add("X", NumberDataViewType.Int16, new short[] { -128 }), kind), "Y")[0]);

    [TestMethod]
    public void An_unsigned_integer_that_does_not_fit_becomes_0_and_a_signed_one_is_cut()
    {
        ColumnsView data = new ColumnsView().Add("X", NumberDataViewType.UInt32, [257u]).Add("S", NumberDataViewType.Int64, [-129L]);

        Assert.AreEqual((byte)0, Columns.Read(Convert(data, DataKind.Byte), "Y")[0]);
        Assert.AreEqual((sbyte)127, Columns.Read(Convert(data, DataKind.SByte, "S"), "Y")[0]);
    }

    [TestMethod]
    public void Times_become_ticks_and_text()
    {
        DateTime time = new(2024, 2, 29, 12, 30, 0, DateTimeKind.Utc);
        ColumnsView data = new ColumnsView().Add("X", DateTimeDataViewType.Instance, [time]).Add("S", TimeSpanDataViewType.Instance, [TimeSpan.FromMinutes(1)])
            .Add("Z", DateTimeOffsetDataViewType.Instance, [new DateTimeOffset(time).ToOffset(TimeSpan.FromHours(2))]).AddText("T", "2024-02-29T12:30:00Z");

        Assert.AreEqual(time.Ticks, Columns.Read(Convert(data, DataKind.Int64), "Y")[0]);
        Assert.AreEqual(time.Ticks, Columns.Read(Convert(data, DataKind.Int64, "Z"), "Y")[0]);
        Assert.AreEqual("00:01:00", Columns.Read(Convert(data, DataKind.String, "S"), "Y")[0]);
        Assert.AreEqual(time, Columns.Read(Convert(data, DataKind.DateTime, "T"), "Y")[0]);
    }

    [TestMethod]
    [DataRow("-7", -7)]
    [DataRow("", 0)]
    public void Text_becomes_a_signed_integer(string text, int expected)
        => Assert.AreEqual(expected, Columns.Read(Convert(new ColumnsView().AddText("X", text), DataKind.Int32), "Y")[0]);

    [TestMethod]
    [DataRow("7", 7u)]
    [DataRow("-7", 0u)]
    [DataRow("4294967296", 0u)]
    public void Text_that_is_no_unsigned_integer_becomes_0(string text, uint expected)
        => Assert.AreEqual(expected, Columns.Read(Convert(new ColumnsView().AddText("X", text), DataKind.UInt32), "Y")[0]);

    [TestMethod]
    public void Keys_stay_keys_of_the_same_values()
    {
        ColumnsView data = new ColumnsView().Add(
            "X", new KeyDataViewType(typeof(uint), 2), new uint[] { 2, 0 }, ColumnsView.Texts("KeyValues", "no", "yes"));

        IDataView result = Convert(data, DataKind.Byte);

        Assert.AreEqual("Key<Byte, 0-1>", result.Schema["Y"].Type.ToString());
        CollectionAssert.AreEqual(new byte[] { 2, 0 }, Columns.Read<byte>(result, "Y"));
        Assert.IsTrue(result.Schema["Y"].HasKeyValues());
        Assert.AreEqual("inputSchema", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Convert(data, DataKind.Single)).ParamName);
    }

    [TestMethod]
    public void Sparse_vectors_stay_sparse_and_what_they_leave_out_is_not_converted()
    {
        ColumnsView data = new ColumnsView().AddVectors("X", NumberDataViewType.Single, 5, [new VBuffer<float>(5, 1, [3], [2])]);

        VBuffer<double> numbers = Columns.Read<VBuffer<double>>(Convert(data, DataKind.Double), "Y")[0];
        VBuffer<ReadOnlyMemory<char>> texts = Columns.Read<VBuffer<ReadOnlyMemory<char>>>(Convert(data, DataKind.String), "Y")[0];

        CollectionAssert.AreEqual(new[] { 2 }, numbers.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { "", "", "3", "", "" }, Columns.Texts(texts));
    }

    // What it gives is more: see the conversions above. A chain written here must not be refused by ML.NET.
    [TestMethod]
    public void Promised_are_the_annotations_of_the_input_and_never_keys()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1).Add("Flag", BooleanDataViewType.Instance, [true]).AddText("T", "1");
        TransformsCatalog.ConversionTransforms conversions = Context.Transforms.Conversion;

        SchemaShape shape = SchemaShapes.Promised(
            Context.Transforms.NormalizeMinMax("N", "A").Append(conversions.MapValueToKey("K", "T"))
                .Append(conversions.ConvertType([new("DN", "N"), new("DFlag", "Flag")], DataKind.Double)).Append(conversions.ConvertType("DK", "K", DataKind.UInt64)),
            data);

        Assert.AreEqual("Double [IsNormalized]", Promise("DN"));
        Assert.AreEqual("Double []", Promise("DFlag"));
        Assert.AreEqual("UInt64 [KeyValues]", Promise("DK"));

        string Promise(string name)
        {
            SchemaShape.Column column = shape.Single(column => column.Name == name);
            Assert.IsFalse(column.IsKey);
            return $"{column.ItemType} [{string.Join(", ", column.Annotations.Select(annotation => annotation.Name))}]";
        }
    }

    [TestMethod]
    public void In_a_chain_wrong_columns_are_found_before_anything_is_read()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Transforms.NormalizeMinMax("A").Append(Context.Transforms.Conversion.ConvertType("A", outputKind: DataKind.Int32)).Fit(data));

        Assert.AreEqual(0, data.RowsRead);
    }

    [TestMethod]
    public void A_saved_and_loaded_conversion_does_the_same()
    {
        ColumnsView data = new ColumnsView().AddText("X", "1.5", "x");
        ITransformer model = Context.Transforms.Conversion.ConvertType("Y", "X", DataKind.Double).Fit(data);

        CollectionAssert.AreEqual(new[] { 1.5, double.NaN }, Columns.Read<double>(Models.SaveAndLoad(model, data.Schema).Transform(data), "Y"));
    }

    private static IDataView Convert(ColumnsView data, DataKind kind, string input = "X")
        => Context.Transforms.Conversion.ConvertType("Y", input, kind).Fit(data).Transform(data);
}
