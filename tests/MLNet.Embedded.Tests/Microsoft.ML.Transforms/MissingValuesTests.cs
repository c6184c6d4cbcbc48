using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;
using static Microsoft.ML.Transforms.MissingValueReplacingEstimator;

namespace MLNet.Embedded.Tests.Transforms;

[TestClass]
public class MissingValuesTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static TransformsCatalog Transforms => Context.Transforms;

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow(ReplacementMode.DefaultValue)]
    [DataRow(ReplacementMode.Mean)]
    [DataRow(ReplacementMode.Minimum)]
    [DataRow(ReplacementMode.Maximum)]
    [DataRow(ReplacementMode.Mode)]
    public void NaN_becomes_what_ML_NET_makes_it(ReplacementMode mode)
    {
        JsonElement recorded = Golden.Case("keys-onehot-concat", "ReplaceMissingValues");
        ColumnsView data = new ColumnsView().AddSingles("X", [.. recorded.GetProperty("input").EnumerateArray().Select(Golden.Single)]);

        IDataView result = FitTransform(Transforms.ReplaceMissingValues("Y", "X", mode), data);

        Columns.AreEqual(recorded.GetProperty("result").GetProperty(mode.ToString()), result, "Y");
    }

    [TestMethod]
    [DataRow(ReplacementMode.Mean, 2f, 20f)]
    [DataRow(ReplacementMode.Minimum, 1f, 10f)]
    [DataRow(ReplacementMode.Maximum, 3f, 30f)]
    [DataRow(ReplacementMode.Mode, 2f, 30f)]
    public void Each_slot_has_a_number_of_its_own(ReplacementMode mode, float first, float second)
    {
        ColumnsView data = new ColumnsView().AddSingleVectors("X", 2, [1, 30], [float.NaN, float.NaN], [3, 10], [2, 30], [2, 10]);

        VBuffer<float> row = Columns.Read<VBuffer<float>>(FitTransform(Transforms.ReplaceMissingValues("Y", "X", mode), data), "Y")[1];

        // Of 1, 3, 2, 2 the most frequent is 2, of 30, 10, 30, 10 the one that had two first.
        CollectionAssert.AreEqual(new[] { first, second }, row.DenseValues().ToArray());
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Without_slots_one_number_stands_for_all(bool isVariable)
    {
        ColumnsView data = new ColumnsView().AddSingleVectors("X", isVariable ? 0 : 2, [1, 30], [float.NaN, 5]);

        IDataView result = FitTransform(Transforms.ReplaceMissingValues([new("Y", "X")], ReplacementMode.Mean, imputeBySlot: isVariable), data);

        CollectionAssert.AreEqual(new float[] { 12, 5 }, Columns.Read<VBuffer<float>>(result, "Y")[1].DenseValues().ToArray());
    }

    [TestMethod]
    public void Zeros_that_sparse_vectors_leave_out_count_in_means_and_extremes()
    {
        ColumnsView data = new ColumnsView().AddVectors(
            "X", NumberDataViewType.Double, 3, [new VBuffer<double>(3, 1, [double.NaN], [0]), new VBuffer<double>(3, 1, [6], [0]), new VBuffer<double>(3, 0, [], [])]);

        VBuffer<double> mean = Columns.Read<VBuffer<double>>(FitTransform(Transforms.ReplaceMissingValues("Y", "X", ReplacementMode.Mean), data), "Y")[0];
        VBuffer<double> least = Columns.Read<VBuffer<double>>(FitTransform(Transforms.ReplaceMissingValues("Y", "X", ReplacementMode.Minimum), data), "Y")[0];

        CollectionAssert.AreEqual(new double[] { 3, 0, 0 }, mean.DenseValues().ToArray());
        Assert.IsFalse(mean.IsDense);
        Assert.IsEmpty(least.GetValues().ToArray());
    }

    [TestMethod]
    public void Great_numbers_have_a_mean()
    {
        ColumnsView data = new ColumnsView().Add("X", NumberDataViewType.Double, [double.MaxValue, double.NaN, -double.MaxValue, double.PositiveInfinity, 4]);

        double[] result = Columns.Read<double>(FitTransform(Transforms.ReplaceMissingValues("Y", "X", ReplacementMode.Mean), data), "Y");

        Assert.IsTrue(double.IsFinite(result[1]));
        Assert.AreEqual(double.PositiveInfinity, result[3], "Infinity is not missing.");
    }

    [TestMethod]
    [DataRow(ReplacementMode.Mean, 0f)]
    [DataRow(ReplacementMode.Mode, 0f)]
    [DataRow(ReplacementMode.Minimum, float.PositiveInfinity)]
    [DataRow(ReplacementMode.Maximum, float.NegativeInfinity)]
    public void Where_all_is_missing_there_is_little_to_learn(ReplacementMode mode, float expected)
    {
        ColumnsView data = new ColumnsView().AddSingles("X", float.NaN, float.NaN);

        CollectionAssert.AreEqual(
            new[] { expected, expected }, Columns.Read<float>(FitTransform(Transforms.ReplaceMissingValues("Y", "X", mode), data), "Y"));
    }

    [TestMethod]
    public void By_default_nothing_is_read_to_learn_from()
    {
        ColumnsView data = new ColumnsView().AddSingles("X", float.NaN);

        Transforms.ReplaceMissingValues("Y", "X").Fit(data);

        Assert.AreEqual(0, data.RowsRead);
    }

    [TestMethod]
    public void Missing_values_are_indicated()
    {
        ColumnsView data = new ColumnsView().AddSingles("S", 1, float.NaN).Add("D", NumberDataViewType.Double, [double.NaN, 0])
            .AddSingleVectors("V", 3, [1, float.NaN, 3], [float.NaN, float.NaN, 0]);

        IDataView result = FitTransform(
            Transforms.IndicateMissingValues([new("MS", "S"), new("MD", "D")]).Append(Transforms.IndicateMissingValues("V")), data);

        CollectionAssert.AreEqual(new[] { false, true }, Columns.Read<bool>(result, "MS"));
        CollectionAssert.AreEqual(new[] { true, false }, Columns.Read<bool>(result, "MD"));
        VBuffer<bool>[] vectors = Columns.Read<VBuffer<bool>>(result, "V");
        CollectionAssert.AreEqual(new[] { false, true, false }, vectors[0].DenseValues().ToArray());
        CollectionAssert.AreEqual(new[] { true, true, false }, vectors[1].DenseValues().ToArray());
        Assert.IsTrue(result.Schema["MS"].IsNormalized());
    }

    [TestMethod]
    public void Sparse_vectors_are_indicated_slot_by_slot()
    {
        ColumnsView data = new ColumnsView()
            .AddVectors("S", NumberDataViewType.Single, 9, [new VBuffer<float>(9, 2, [1, float.NaN], [2, 5]), new VBuffer<float>(9, 0, [], [])]);

        VBuffer<bool>[] singles = Columns.Read<VBuffer<bool>>(FitTransform(Transforms.IndicateMissingValues("M", "S"), data), "M");

        Assert.IsFalse(singles[0].IsDense);
        CollectionAssert.AreEqual(new[] { 5 }, singles[0].GetIndices().ToArray());
        Assert.IsEmpty(singles[1].GetValues().ToArray());
    }

    [TestMethod]
    [DataRow("T")]
    [DataRow("I")]
    [DataRow("Nope")]
    public void Only_columns_that_have_NaN_are_replaced(string name)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.ReplaceMissingValues("Y", name).Fit(WithoutNaN()));

        Assert.AreEqual(name == "Nope" ? "input" : "inputSchema", error.ParamName);
    }

    // ML.NET says it with a TargetInvocationException.
    [TestMethod]
    [TestCategory("Embedded")]
    [DataRow("T")]
    [DataRow("I")]
    [DataRow("Nope")]
    public void Only_columns_that_have_NaN_are_indicated(string name)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.IndicateMissingValues("Y", name).Fit(WithoutNaN()));

        Assert.AreEqual("inputSchema", error.ParamName);
        Assert.Contains($"'{name}'", error.Message);
    }

    [TestMethod]
    public void The_shape_promised_is_the_schema_given()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1, 2).AddSingles("B", 3, 4).AddSingleVectors("W", 0, [1], [2]);

        SchemaShapes.AreEqual(
            Transforms.Concatenate("F", "A", "B").Append(Transforms.NormalizeMinMax("N", "F"))
                .Append(Transforms.ReplaceMissingValues([new("RF", "F"), new("RN", "N"), new("RA", "A"), new("RW", "W")]))
                .Append(Transforms.IndicateMissingValues([new("IF", "F"), new("IA", "A"), new("IW", "W")])),
            data);
    }

    [TestMethod]
    public void Saved_and_loaded_transformers_do_the_same()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1, float.NaN, 4).AddSingleVectors("V", 2, [0, 1], [float.NaN, 5], [4, float.NaN]);
        ITransformer model = Transforms.IndicateMissingValues([new("IA", "A"), new("IV", "V")])
            .Append(Transforms.ReplaceMissingValues([new("A"), new("V")], ReplacementMode.Maximum)).Fit(data);

        IDataView result = Models.SaveAndLoad(model, data.Schema).Transform(data);

        CollectionAssert.AreEqual(new float[] { 1, 4, 4 }, Columns.Read<float>(result, "A"));
        CollectionAssert.AreEqual(
            new float[] { 0, 1, 4, 5, 4, 5 }, Columns.Read<VBuffer<float>>(result, "V").SelectMany(row => row.DenseValues()).ToArray());
        CollectionAssert.AreEqual(new[] { false, true, false }, Columns.Read<bool>(result, "IA"));
    }

    private static ColumnsView WithoutNaN() => new ColumnsView().AddText("T", "a").Add("I", NumberDataViewType.Int32, [1]);

    private static IDataView FitTransform(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);
}
