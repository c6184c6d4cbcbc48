using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class BinaryEvaluateTests
{
    // The recordings' tolerance: ML.NET works partly in single precision.
    private const double LogLossTolerance = 1e-7;

    // Of equal scores in both classes the area depends on an order that is not defined.
    private static readonly string[] TiedAcrossClasses = ["tied-scores", "all-scores-equal"];

    private static readonly MLContext Context = new(seed: 1);

    public static IEnumerable<object[]> CaseNames => Golden.CaseNames("binary-evaluate").Select(name => new object[] { name });

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(CaseNames))]
    public void Every_metric_of_a_calibrated_classifier_is_that_of_ML_NET(string name)
    {
        JsonElement recorded = Golden.Case("binary-evaluate", name), evaluation = recorded.GetProperty("Evaluate");
        ColumnsView data = Scored(recorded);
        if (evaluation.TryGetProperty("exception", out _))
        {
            Golden.Throws(evaluation, () => Context.BinaryClassification.Evaluate(data));
            return;
        }

        CalibratedBinaryClassificationMetrics metrics = Context.BinaryClassification.Evaluate(data);

        JsonElement expected = evaluation.GetProperty("result");
        AreEqual(expected, metrics, name);
        Golden.AreEqual(expected.GetProperty("LogLoss"), metrics.LogLoss, "LogLoss", LogLossTolerance);
        Golden.AreEqual(expected.GetProperty("LogLossReduction"), metrics.LogLossReduction, "LogLossReduction", LogLossTolerance);
        Golden.AreEqual(expected.GetProperty("Entropy"), metrics.Entropy, "Entropy");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(CaseNames))]
    public void Every_metric_without_probabilities_is_that_of_ML_NET(string name)
    {
        JsonElement recorded = Golden.Case("binary-evaluate", name), evaluation = recorded.GetProperty("EvaluateNonCalibrated");
        ColumnsView data = Scored(recorded, hasProbability: false);
        if (evaluation.TryGetProperty("exception", out _))
            Golden.Throws(evaluation, () => Context.BinaryClassification.EvaluateNonCalibrated(data));
        else
            AreEqual(evaluation.GetProperty("result"), Context.BinaryClassification.EvaluateNonCalibrated(data), name);
    }

    [TestMethod]
    public void The_score_decides_and_not_the_predicted_label()
    {
        ColumnsView data = new ColumnsView()
            .Add("Label", BooleanDataViewType.Instance, [true, false]).AddSingles("Score", 1, -1)
            .Add("PredictedLabel", BooleanDataViewType.Instance, [false, true]);

        Assert.AreEqual(1, Context.BinaryClassification.EvaluateNonCalibrated(data).Accuracy);
    }

    [TestMethod]
    public void The_area_under_the_ROC_curve_counts_ordered_pairs_and_half_of_ties()
    {
        Random random = new(7);
        bool[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.Next(3) == 0)];
        float[] scores = [.. labels.Select(label => random.Next(20) + (label ? 3f : 0))];
        ColumnsView data = new ColumnsView()
            .Add("Label", BooleanDataViewType.Instance, labels).AddSingles("Score", scores).AddText("PredictedLabel", new string[300]);
        var pairs = from p in Enumerable.Range(0, 300)
                    where labels[p]
                    from n in Enumerable.Range(0, 300)
                    where !labels[n]
                    select scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? .5 : 0;

        Assert.AreEqual(pairs.Average(), Context.BinaryClassification.EvaluateNonCalibrated(data).AreaUnderRocCurve, 1e-12);
    }

    [TestMethod]
    public void Labels_may_be_of_type_Double()
    {
        ColumnsView data = new ColumnsView()
            .Add("Label", NumberDataViewType.Double, [2d, 0, double.NaN]).AddSingles("Score", 1, -1, 1).AddText("PredictedLabel", "", "", "");

        ConfusionMatrix matrix = Context.BinaryClassification.EvaluateNonCalibrated(data).ConfusionMatrix;

        CollectionAssert.AreEqual(new double[] { 1, 0, 0, 1 }, matrix.Counts.SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void Values_of_a_key_name_the_classes_of_the_table()
    {
        ColumnsView data = new ColumnsView()
            .Add("Label", new KeyDataViewType(typeof(uint), 2), new uint[] { 1, 2 }, ColumnsView.Texts("KeyValues", "no", "yes"))
            .AddSingles("Score", -1, 1).AddText("PredictedLabel", "", "");

        string table = Context.BinaryClassification.EvaluateNonCalibrated(data).ConfusionMatrix.GetFormattedConfusionTable();

        // ML.NET gives the first value's name to the positive class, which is the second value.
        Assert.StartsWith("TEST NO RATIO:\t0.5000 (1.0/(1.0+1.0))", table);
    }

    [TestMethod]
    [DataRow("Label")]
    [DataRow("Score")]
    [DataRow("Probability")]
    [DataRow("PredictedLabel")]
    public void A_missing_column_is_named(string missing)
    {
        ColumnsView data = new();
        foreach (string name in new[] { "Label", "Score", "Probability", "PredictedLabel" }.Where(name => name != missing))
            data.AddSingles(name, 1, 0);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.BinaryClassification.Evaluate(data));

        Assert.AreEqual("schema", error.ParamName);
        Assert.Contains($"'{missing}'", error.Message);
    }

    [TestMethod]
    [DataRow("Label")]
    [DataRow("Score")]
    [DataRow("Probability")]
    public void A_column_of_an_unsuitable_type_is_named(string unsuitable)
    {
        ColumnsView data = new();
        foreach (string name in new[] { "Label", "Score", "Probability", "PredictedLabel" })
            _ = name == unsuitable ? data.AddText(name, "", "") : data.AddSingles(name, 1, 0);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.BinaryClassification.Evaluate(data));

        Assert.Contains($"'{unsuitable}'", error.Message);
        Assert.Contains("got String", error.Message);
    }

    private static void AreEqual(JsonElement expected, BinaryClassificationMetrics actual, string name)
    {
        Golden.AreEqual(expected.GetProperty("Accuracy"), actual.Accuracy, "Accuracy");
        Golden.AreEqual(expected.GetProperty("AreaUnderRocCurve"), actual.AreaUnderRocCurve, "AreaUnderRocCurve");
        if (!TiedAcrossClasses.Contains(name))
            Golden.AreEqual(expected.GetProperty("AreaUnderPrecisionRecallCurve"), actual.AreaUnderPrecisionRecallCurve, "AreaUnderPrecisionRecallCurve");
        Golden.AreEqual(expected.GetProperty("F1Score"), actual.F1Score, "F1Score");
        Golden.AreEqual(expected.GetProperty("PositivePrecision"), actual.PositivePrecision, "PositivePrecision");
        Golden.AreEqual(expected.GetProperty("PositiveRecall"), actual.PositiveRecall, "PositiveRecall");
        Golden.AreEqual(expected.GetProperty("NegativePrecision"), actual.NegativePrecision, "NegativePrecision");
        Golden.AreEqual(expected.GetProperty("NegativeRecall"), actual.NegativeRecall, "NegativeRecall");
        Golden.AreEqual(expected.GetProperty("ConfusionMatrix"), actual.ConfusionMatrix);
    }

    private static ColumnsView Scored(JsonElement recorded, bool hasProbability = true)
    {
        JsonElement[] labels = [.. recorded.GetProperty("labels").EnumerateArray()];
        float[] Singles(string name) => [.. recorded.GetProperty(name).EnumerateArray().Select(Golden.Single)];
        ColumnsView view = new();
        _ = recorded.GetProperty("labelType").GetString() switch
        {
            "Boolean" => view.Add("Label", BooleanDataViewType.Instance, Array.ConvertAll(labels, label => label.GetInt32() == 1)),
            "Single" => view.AddSingles("Label", Array.ConvertAll(labels, Golden.Single)),
            _ => view.AddKeys("Label", 2, Array.ConvertAll(labels, label => label.GetUInt32())),
        };
        view.AddSingles("Score", Singles("scores"));
        if (hasProbability)
            view.AddSingles("Probability", Singles("probabilities"));
        return view.Add("PredictedLabel", BooleanDataViewType.Instance, recorded.GetProperty("predictedLabels").EnumerateArray().Select(p => p.GetBoolean()).ToArray());
    }
}
