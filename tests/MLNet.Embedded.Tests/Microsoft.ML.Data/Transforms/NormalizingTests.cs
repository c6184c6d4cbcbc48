using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Embedded.Tests.Support;
using static Microsoft.ML.Transforms.LpNormNormalizingEstimatorBase;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class NormalizingTests
{
    // ML.NET's error function is an approximation.
    private const double CdfTolerance = 1e-4;
    private const double SingleTolerance = 2e-6;
    private const double DoubleTolerance = 1e-12;
    private static readonly MLContext Context = new(seed: 1);

    private static readonly Dictionary<string, Func<NormalizingEstimator>> Normalizers = new()
    {
        ["NormalizeMinMax(fixZero: true)"] = () => Context.Transforms.NormalizeMinMax("Y", "X"),
        ["NormalizeMinMax(fixZero: false)"] = () => Context.Transforms.NormalizeMinMax("Y", "X", fixZero: false),
        ["NormalizeMeanVariance(fixZero: true)"] = () => Context.Transforms.NormalizeMeanVariance("Y", "X"),
        ["NormalizeMeanVariance(fixZero: false)"] = () => Context.Transforms.NormalizeMeanVariance("Y", "X", fixZero: false),
        ["NormalizeMeanVariance(fixZero: false, useCdf: true)"]
            = () => Context.Transforms.NormalizeMeanVariance("Y", "X", fixZero: false, useCdf: true),
    };

    private static readonly string[] LeftOut =
    [
        "NormalizeLogMeanVariance(useCdf: true)", "NormalizeLogMeanVariance(useCdf: false)", "NormalizeRobustScaling(centerData: true)",
        "NormalizeRobustScaling(centerData: false)", "NormalizeBinning(fixZero: true, maximumBinCount: 4)",
        "NormalizeBinning(fixZero: false, maximumBinCount: 4)", "NormalizeGlobalContrast()",
        "NormalizeGlobalContrast(ensureUnitStandardDeviation: true)",
    ];

    public static IEnumerable<object[]> NormalizerNames => Normalizers.Keys.Select(name => new object[] { name });

    private static JsonElement Recording => GoldenFile.Read("normalizers.json");

    private static IEnumerable<JsonElement> Recorded(string list) => Recording.GetProperty(list).EnumerateArray();

    private static string Name(JsonElement recorded) => recorded.GetProperty("normalizer").GetString()!;

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_normaliser_is_reproduced_or_left_out_by_name()
        => CollectionAssert.AreEquivalent(
            Recorded("normalizers").Concat(Recorded("perRow")).Select(Name).ToArray(),
            Normalizers.Keys.Concat(LpNormCases.Select(c => LpNormName((NormFunction)c[0], (bool)c[1]))).Concat(LeftOut).ToArray());

    [TestMethod]
    public void The_greatest_of_a_vector_is_found_beside_NaN()
    {
        ColumnsView data = new ColumnsView().AddSingleVectors("X", 3, [0, float.NaN, -2], [float.NaN, 4, 1]);

        VBuffer<float>[] scaled = Columns.Read<VBuffer<float>>(
            Context.Transforms.NormalizeLpNorm("Y", "X", NormFunction.Infinity).Fit(data).Transform(data), "Y");

        CollectionAssert.AreEqual(new[] { 0, float.NaN, -1 }, scaled[0].DenseValues().ToArray());
        CollectionAssert.AreEqual(new[] { float.NaN, 1, 0.25f }, scaled[1].DenseValues().ToArray());
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(NormalizerNames))]
    public void Single_values_become_what_ML_NET_makes_them(string name)
    {
        float[] probes = Singles(Recording.GetProperty("probes"));
        foreach (JsonElement recorded in Recorded("normalizers").Single(n => Name(n) == name).GetProperty("cases").EnumerateArray())
        {
            string what = $"{name}, {recorded.GetProperty("data").GetString()}";
            ColumnsView data = new ColumnsView().AddSingles("X", Singles(recorded.GetProperty("X")));
            JsonElement result = recorded.GetProperty("Single").GetProperty("result");

            NormalizingTransformer model = Normalizers[name]().Fit(data);

            ParametersAreEqual(result.GetProperty("parameters"), model.GetNormalizerModelParameters(0), what);
            AreEqual(result.GetProperty("Y"), Columns.Read<float>(model.Transform(data), "Y"), what);
            AreEqual(result.GetProperty("probeY"), Columns.Read<float>(model.Transform(new ColumnsView().AddSingles("X", probes)), "Y"), $"{what}, probes");
        }
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(NormalizerNames))]
    public void Doubles_vectors_and_no_rows_become_what_ML_NET_makes_them(string name)
    {
        JsonElement[] recorded = [.. Recorded("otherTypes").Where(o => Name(o) == name)];

        CollectionAssert.AreEquivalent(
            new[] { "Double", "Vector<Single, 5>", "variable-size vector", "no rows" }, recorded.Select(o => o.GetProperty("type").GetString()).ToArray());
        foreach (JsonElement item in recorded)
        {
            JsonElement outcome = item.GetProperty("outcome");
            switch (item.GetProperty("type").GetString())
            {
                case "Double": Doubles(name, item.GetProperty("X"), outcome.GetProperty("result")); break;
                case "Vector<Single, 5>": Vectors(name, item.GetProperty("X"), outcome.GetProperty("result")); break;
                case "variable-size vector":
                    Golden.Throws(outcome, () => Normalizers[name]().Fit(new ColumnsView().AddSingleVectors("X", 0, [1, 2])));
                    break;
                default: NoRows(name, outcome.GetProperty("result")); break;
            }
        }
    }

    public static IEnumerable<object[]> LpNormCases =>
        from norm in Enum.GetValues<NormFunction>()
        from ensureZeroMean in new[] { false, true }
        select new object[] { norm, ensureZeroMean };

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(LpNormCases))]
    public void Rows_are_divided_by_their_norm_as_in_ML_NET(NormFunction norm, bool ensureZeroMean)
    {
        JsonElement recorded = Recorded("perRow").Single(n => Name(n) == LpNormName(norm, ensureZeroMean));
        ColumnsView data = VectorData(recorded.GetProperty("X"));

        IDataView result = Context.Transforms.NormalizeLpNorm("Y", "X", norm, ensureZeroMean).Fit(data).Transform(data);

        Columns.AreEqual(recorded.GetProperty("outcome").GetProperty("result"), result, "Y");
    }

    [TestMethod]
    [DynamicData(nameof(LpNormCases))]
    public void The_norm_of_a_sparse_row_is_that_of_the_dense_one(NormFunction norm, bool ensureZeroMean)
    {
        if (ensureZeroMean && norm != NormFunction.StandardDeviation)
            return;     // ML.NET takes the norm of the explicit items there.
        VBuffer<float> sparse = new(6, 2, [3, 4], [1, 4]);
        ColumnsView data = new ColumnsView().AddVectors("X", NumberDataViewType.Single, 6, [sparse, ColumnsView.Dense<float>([.. sparse.DenseValues()])]);

        VBuffer<float>[] result = Columns.Read<VBuffer<float>>(
            Context.Transforms.NormalizeLpNorm("Y", "X", norm, ensureZeroMean).Fit(data).Transform(data), "Y");

        Assert.AreEqual(ensureZeroMean, result[0].IsDense);
        float[][] rows = [.. result.Select(row => row.DenseValues().ToArray())];
        for (int i = 0; i < 6; i++)
            Assert.AreEqual(rows[1][i], rows[0][i], 1e-6f);
    }

    [TestMethod]
    [DynamicData(nameof(NormalizerNames))]
    public void Sparse_vectors_teach_what_dense_ones_teach(string name)
    {
        Random random = new(7);
        float[][] rows = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 9).Select(_ => random.Next(3) == 0 ? random.NextSingle() - .3f : 0).ToArray())];
        ColumnsView dense = new ColumnsView().AddSingleVectors("X", 9, rows);
        ColumnsView sparse = new ColumnsView().AddVectors("X", NumberDataViewType.Single, 9, [.. rows.Select(Sparse)]);

        NormalizingTransformer model = Normalizers[name]().Fit(dense);

        float[][] expected = Rows(model.Transform(dense)), actual = Rows(Normalizers[name]().Fit(sparse).Transform(dense));
        for (int i = 0; i < rows.Length; i++)
        {
            for (int slot = 0; slot < 9; slot++)
                Assert.AreEqual(expected[i][slot], actual[i][slot], 1e-5f, $"row {i}, slot {slot}");
        }
        // The distribution of items that a sparse vector leaves out is not asked for in ML.NET.
        if (!name.Contains("useCdf"))
            CollectionAssert.AreEqual(expected.SelectMany(r => r).ToArray(), Rows(model.Transform(sparse)).SelectMany(r => r).ToArray());
    }

    [TestMethod]
    public void Learning_stops_after_the_rows_it_may_learn_from()
    {
        ColumnsView data = new ColumnsView().AddSingles("X", 1, 2, 50, 60, 70);

        NormalizingTransformer model = Context.Transforms.NormalizeMinMax("Y", "X", maximumExampleCount: 2).Fit(data);

        Assert.IsLessThanOrEqualTo(3, data.RowsRead);
        Assert.AreEqual(.5f, ((NormalizingTransformer.AffineNormalizerModelParameters<float>)model.GetNormalizerModelParameters(0)).Scale);
    }

    [TestMethod]
    public void Less_than_two_rows_to_learn_from_are_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Transforms.NormalizeMeanVariance("Y", "X", maximumExampleCount: 1).Fit(new ColumnsView().AddSingles("X", 1)));

        Assert.AreEqual("maximumExampleCount", error.ParamName);
    }

    [TestMethod]
    public void A_missing_column_is_named()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Transforms.NormalizeMinMax("Y", "Nope").Fit(new ColumnsView().AddSingles("X", 1)));

        Assert.AreEqual("data", error.ParamName);
        StringAssert.StartsWith(error.Message, "Could not find input column 'Nope'");
    }

    [TestMethod]
    public void In_a_chain_wrong_columns_are_found_before_anything_is_read()
    {
        ColumnsView data = new ColumnsView().AddText("T", "a").AddSingles("A", 1);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Transforms.NormalizeMinMax("A").Append(Context.Transforms.NormalizeMinMax("T")).Fit(data));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Transforms.NormalizeMinMax("A").Append(Context.Transforms.NormalizeLpNorm("A")).Fit(data));

        Assert.AreEqual(0, data.RowsRead);
    }

    [TestMethod]
    public void The_shape_promised_is_the_schema_given()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1, 2).AddSingles("B", 3, 4).Add("D", NumberDataViewType.Double, [1d, 2]);

        SchemaShapes.AreEqual(
            Context.Transforms.Concatenate("F", "A", "B")
                .Append(Context.Transforms.NormalizeMinMax([new("NF", "F"), new("NA", "A"), new("ND", "D")]))
                .Append(Context.Transforms.NormalizeLpNorm("L", "F"))
                .Append(Context.Transforms.NormalizeMeanVariance([new("A")]))
                .Append(Context.Transforms.Concatenate("All", "NF", "L", "A")),
            data);
    }

    [TestMethod]
    public void Saved_and_loaded_normalisers_do_the_same()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1, -2, 4).Add("D", NumberDataViewType.Double, [1d, 2, 7])
            .AddSingleVectors("V", 2, [0, 1], [2, 5], [4, 0]);
        IEstimator<ITransformer> pipeline = Context.Transforms.NormalizeMinMax([new("NA", "A"), new("ND", "D"), new("NV", "V")], fixZero: false)
            .Append(Context.Transforms.NormalizeMeanVariance([new("MA", "A"), new("MV", "V")], useCdf: true))
            .Append(Context.Transforms.NormalizeLpNorm("LV", "V", NormFunction.L1, ensureZeroMean: true));
        ITransformer model = pipeline.Fit(data);

        ITransformer loaded = Models.SaveAndLoad(model, data.Schema);

        IDataView expected = model.Transform(data), actual = loaded.Transform(data);
        foreach (string name in new[] { "NA", "ND", "MA" })
            CollectionAssert.AreEqual(Columns.Read(expected, name), Columns.Read(actual, name), name);
        foreach (string name in new[] { "NV", "MV", "LV" })
            CollectionAssert.AreEqual(Rows(expected, name).SelectMany(r => r).ToArray(), Rows(actual, name).SelectMany(r => r).ToArray(), name);
        Assert.IsTrue(actual.Schema["NV"].IsNormalized());
        Assert.IsTrue(actual.Schema["LV"].IsNormalized());
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void Other_columns_than_those_learned_from_are_refused()
    {
        ITransformer model = Context.Transforms.NormalizeMinMax("Y", "X").Fit(new ColumnsView().AddSingleVectors("X", 2, [1, 2]));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => model.Transform(new ColumnsView().AddSingleVectors("X", 3, [1, 2, 3])));

        StringAssert.StartsWith(error.Message, "Schema mismatch for input column 'X': expected Vector<Single, 2>, got Vector<Single, 3>");
    }

    private static void Doubles(string name, JsonElement x, JsonElement expected)
    {
        ColumnsView data = new ColumnsView().Add("X", NumberDataViewType.Double, x.EnumerateArray().Select(Golden.Number).ToArray());

        NormalizingTransformer model = Normalizers[name]().Fit(data);

        ParametersAreEqual(expected.GetProperty("parameters"), model.GetNormalizerModelParameters(0), name);
        double[] actual = Columns.Read<double>(model.Transform(data), "Y");
        for (int i = 0; i < actual.Length; i++)
            NumbersAreEqual(expected.GetProperty("Y")[i], actual[i], name.Contains("useCdf") ? CdfTolerance : DoubleTolerance, name);
    }

    private static void Vectors(string name, JsonElement x, JsonElement expected)
    {
        ColumnsView data = VectorData(x);

        NormalizingTransformer model = Normalizers[name]().Fit(data);

        ParametersAreEqual(expected.GetProperty("parameters"), model.GetNormalizerModelParameters(0), name);
        Columns.AreEqual(expected.GetProperty("Y"), model.Transform(data), "Y");
    }

    private static void NoRows(string name, JsonElement expected)
    {
        NormalizingTransformer model = Normalizers[name]().Fit(new ColumnsView().AddSingles("X"));

        ParametersAreEqual(expected.GetProperty("parameters"), model.GetNormalizerModelParameters(0), name);
        AreEqual(expected.GetProperty("on 2"), Columns.Read<float>(model.Transform(new ColumnsView().AddSingles("X", 2)), "Y"), name);
    }

    // Numbers, or arrays of them, by the names of the properties.
    private static void ParametersAreEqual(JsonElement expected, NormalizingTransformer.NormalizerModelParametersBase actual, string what)
    {
        Assert.StartsWith(expected.GetProperty("kind").GetString()!.Split('<')[0] + "NormalizerModelParameters", actual.GetType().Name, what);
        foreach (JsonProperty property in expected.EnumerateObject().Where(p => p.Name is not ("kind" or "OffsetIsDefault")))
        {
            object value = actual.GetType().GetProperty(property.Name)!.GetValue(actual)!;
            switch (value)
            {
                case ImmutableArray<float> items:
                    Assert.IsFalse(items.IsDefault, what);
                    AreEqual(property.Value, [.. items], $"{what}, {property.Name}");
                    break;
                case float number: NumbersAreEqual(property.Value, number, SingleTolerance, $"{what}, {property.Name}"); break;
                case double number: NumbersAreEqual(property.Value, number, DoubleTolerance, $"{what}, {property.Name}"); break;
                case bool flag: Assert.AreEqual(property.Value.GetBoolean(), flag, what); break;
                default: Assert.Fail($"{what}, {property.Name}: {value.GetType()}"); break;
            }
        }
    }

    private static void AreEqual(JsonElement expected, float[] actual, string what)
    {
        Assert.HasCount(expected.GetArrayLength(), actual, what);
        for (int i = 0; i < actual.Length; i++)
            NumbersAreEqual(expected[i], actual[i], what.Contains("useCdf") ? CdfTolerance : SingleTolerance, $"{what}[{i}]");
    }

    private static void NumbersAreEqual(JsonElement expected, double actual, double tolerance, string what)
    {
        double wanted = Golden.Number(expected);
        if (double.IsFinite(wanted))
            Assert.AreEqual(wanted, actual, Math.Max(Math.Abs(wanted) * tolerance, tolerance / 20), what);
        else
            Assert.AreEqual(wanted, actual, what);
    }

    private static string LpNormName(NormFunction norm, bool ensureZeroMean)
        => $"NormalizeLpNorm(norm: {norm}, ensureZeroMean: {(ensureZeroMean ? "true" : "false")})";

    private static VBuffer<float> Sparse(float[] row)
    {
        int[] places = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != 0)];
        return new(row.Length, places.Length, [.. places.Select(i => row[i])], places);
    }

    private static float[][] Rows(IDataView view, string name = "Y")
        => [.. Columns.Read<VBuffer<float>>(view, name).Select(row => row.DenseValues().ToArray())];

    private static float[] Singles(JsonElement items) => [.. items.EnumerateArray().Select(Golden.Single)];

    private static ColumnsView VectorData(JsonElement rows)
        => new ColumnsView().AddSingleVectors("X", rows[0].GetArrayLength(), [.. rows.EnumerateArray().Select(Singles)]);
}
