using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Tests.Scoring;

/// <summary>ML.NET's figures for the kinds of scores that trained models give are those recorded from PyTorch and scikit-learn.</summary>
[TestClass]
[TestCategory("GoldenTorch")]
public class MetricsGoldenTests
{
    private const double Exact = 1e-9;

    /// <summary>Probabilities and logits are Single.</summary>
    private const double Single = 1e-5;

    private static readonly JsonElement Recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scoring", "Golden", "metrics.json"))).RootElement;
    private static readonly MLContext Ml = new(seed: 1);

    public static IEnumerable<object[]> Multiclass => Names("multiclass");

    public static IEnumerable<object[]> Binary => Names("binary");

    [TestMethod]
    [DynamicData(nameof(Multiclass))]
    public void Classes_are_counted_as_recorded(string name)
    {
        JsonElement recorded = Case("multiclass", name);
        float[] logits = Data(recorded, "logits");
        int[] labels = [.. Data(recorded, "labels").Select(label => (int)label)];
        int classes = logits.Length / labels.Length;
        var definition = SchemaDefinition.Create(typeof(Scored));
        definition[nameof(Scored.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        definition[nameof(Scored.Label)].ColumnType = definition[nameof(Scored.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        IDataView scored = Ml.Data.LoadFromEnumerable(labels.Select((label, row) => new Scored(label, logits.AsSpan(row * classes, classes))).ToArray(), definition);

        MulticlassClassificationMetrics metrics = Ml.MulticlassClassification.Evaluate(scored, topKPredictionCount: Math.Min(3, classes));

        Assert.AreEqual(Figure(recorded, "accuracy"), metrics.MicroAccuracy, Exact);
        Assert.AreEqual(Figure(recorded, "macro_accuracy"), metrics.MacroAccuracy, Exact);

        // Large logits give several probabilities of 0, which have no order.
        if (name != "large_logits") Assert.AreEqual(Figure(recorded, "top3_accuracy"), metrics.TopKAccuracy, Exact);
        float[] counts = Data(recorded, "confusion_matrix");
        for (int cell = 0; cell < counts.Length; cell++) Assert.AreEqual(counts[cell], metrics.ConfusionMatrix.Counts[cell / classes][cell % classes]);

        // ML.NET cuts probabilities off at 1e-15.
        if (name is not ("class_2_absent_class_1_never_predicted" or "large_logits")) Assert.AreEqual(Figure(recorded, "log_loss"), metrics.LogLoss, Single);
        for (int c = 0; c < classes; c++)
        {
            if (!counts.Where((_, cell) => cell / classes == c).Any(count => count > 0)) continue;
            Assert.AreEqual(recorded.GetProperty("recall")[c].GetDouble(), metrics.ConfusionMatrix.PerClassRecall[c], Exact);
            Assert.AreEqual(recorded.GetProperty("precision")[c].GetDouble(), metrics.ConfusionMatrix.PerClassPrecision[c], Exact);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Binary))]
    public void Decisions_are_counted_as_recorded(string name)
    {
        JsonElement recorded = Case("binary", name);
        float[] logits = Data(recorded, "logits"), labels = Data(recorded, "labels");
        IDataView scored = Ml.Data.LoadFromEnumerable(logits.Select((logit, row) => new Decided(labels[row] > 0, logit)).ToArray());

        CalibratedBinaryClassificationMetrics metrics = Ml.BinaryClassification.Evaluate(scored);

        Assert.AreEqual(Figure(recorded, "roc_auc"), metrics.AreaUnderRocCurve, Exact);
        Assert.AreEqual(Figure(recorded, "accuracy"), metrics.Accuracy, Exact);
        Assert.AreEqual(Figure(recorded, "precision"), metrics.PositivePrecision, Exact);
        Assert.AreEqual(Figure(recorded, "recall"), metrics.PositiveRecall, Exact);
        Assert.AreEqual(Figure(recorded, "f1"), metrics.F1Score, Exact);
        Assert.AreEqual(Figure(recorded, "log_loss"), metrics.LogLoss * Math.Log(2), Single);
    }

    [TestMethod]
    [DataRow("one_target")]
    [DataRow("worse_than_the_mean")]
    public void Distances_are_measured_as_recorded(string name)
    {
        JsonElement recorded = Case("regression", name);
        float[] outputs = Data(recorded, "outputs");
        IDataView scored = Ml.Data.LoadFromEnumerable(Data(recorded, "targets").Select((target, row) => new Predicted { Label = target, Score = outputs[row] }).ToArray());

        RegressionMetrics metrics = Ml.Regression.Evaluate(scored);

        Assert.AreEqual(Figure(recorded, "mae"), metrics.MeanAbsoluteError, Single);
        Assert.AreEqual(Figure(recorded, "mse"), metrics.MeanSquaredError, Single * 10);
        Assert.AreEqual(Figure(recorded, "rmse"), metrics.RootMeanSquaredError, Single);

        // ML.NET squares labels in float32, which is too little for values near 1,000 with a variance of 1.
        if (name == "one_target") Assert.AreEqual(Figure(recorded, "r2_average_of_columns"), metrics.RSquared, Single);
    }

    private static IEnumerable<object[]> Names(string kind) => Recorded.GetProperty(kind).EnumerateArray().Select(recorded => new object[] { recorded.GetProperty("name").GetString()! });

    private static JsonElement Case(string kind, string name) => Recorded.GetProperty(kind).EnumerateArray().Single(recorded => recorded.GetProperty("name").GetString() == name);

    private static double Figure(JsonElement recorded, string name) => recorded.GetProperty(name).GetDouble();

    private static float[] Data(JsonElement recorded, string name) => [.. recorded.GetProperty(name).GetProperty("data").EnumerateArray().Select(value => value.GetSingle())];

    private sealed class Scored
    {
        public Scored(int label, ReadOnlySpan<float> logits)
        {
            Label = (uint)label; // keys of classes count from 0
            double largest = double.NegativeInfinity;
            for (int c = 0; c < logits.Length; c++)
            {
                if (logits[c] <= largest) continue;
                largest = logits[c];
                PredictedLabel = (uint)c;
            }

            double[] powers = new double[logits.Length];
            for (int c = 0; c < logits.Length; c++) powers[c] = Math.Exp(logits[c] - largest);
            double sum = powers.Sum();
            Score = [.. powers.Select(power => (float)(power / sum))];
        }

        public uint Label { get; set; }

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; }
    }

    private sealed class Decided(bool label, float logit)
    {
        public bool Label { get; set; } = label;

        public float Score { get; set; } = logit;

        public float Probability { get; set; } = (float)(1 / (1 + Math.Exp(-(double)logit)));

        public bool PredictedLabel { get; set; } = logit > 0;
    }

    private sealed class Predicted
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
