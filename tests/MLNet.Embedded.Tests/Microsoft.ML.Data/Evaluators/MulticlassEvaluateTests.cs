using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class MulticlassEvaluateTests
{
    private static readonly MLContext Context = new(seed: 1);

    public static IEnumerable<object[]> CaseNames => Golden.CaseNames("multiclass-evaluate").Select(name => new object[] { name });

    [TestMethod]
    public void A_negative_count_of_highest_scores_is_refused()
    {
        ColumnsView data = new ColumnsView().AddKeys("Label", 2, 1).AddSingleVectors("Score", 2, [1, 0]).AddKeys("PredictedLabel", 2, 1);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.MulticlassClassification.Evaluate(data, topKPredictionCount: -1));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(CaseNames))]
    public void Every_metric_is_that_of_ML_NET(string name)
    {
        JsonElement recorded = Golden.Case("multiclass-evaluate", name);
        ColumnsView data = Scored(recorded);
        int topK = recorded.GetProperty("topKPredictionCount").GetInt32();
        if (recorded.TryGetProperty("exception", out _))
        {
            Golden.Throws(recorded, () => Context.MulticlassClassification.Evaluate(data, topKPredictionCount: topK));
            return;
        }

        MulticlassClassificationMetrics metrics = Context.MulticlassClassification.Evaluate(data, topKPredictionCount: topK);

        JsonElement expected = recorded.GetProperty("metrics");
        Golden.AreEqual(expected.GetProperty("MicroAccuracy"), metrics.MicroAccuracy, "MicroAccuracy");
        Golden.AreEqual(expected.GetProperty("MacroAccuracy"), metrics.MacroAccuracy, "MacroAccuracy");
        Golden.AreEqual(expected.GetProperty("LogLoss"), metrics.LogLoss, "LogLoss");
        Golden.AreEqual(expected.GetProperty("LogLossReduction"), metrics.LogLossReduction, "LogLossReduction");
        Golden.AreEqual(expected.GetProperty("TopKAccuracy"), metrics.TopKAccuracy, "TopKAccuracy");
        Golden.AreEqual(expected.GetProperty("PerClassLogLoss"), metrics.PerClassLogLoss, "PerClassLogLoss");
        Assert.AreEqual(expected.GetProperty("TopKPredictionCount").GetInt32(), metrics.TopKPredictionCount);
        if (expected.GetProperty("TopKAccuracyForAllK").ValueKind == JsonValueKind.Null)
            Assert.IsNull(metrics.TopKAccuracyForAllK);
        else
            Golden.AreEqual(expected.GetProperty("TopKAccuracyForAllK"), metrics.TopKAccuracyForAllK!, "TopKAccuracyForAllK");
        Golden.AreEqual(expected.GetProperty("ConfusionMatrix"), metrics.ConfusionMatrix);
    }

    [TestMethod]
    public void Names_too_long_for_the_columns_become_numbers_there()
    {
        ColumnsView data = new ColumnsView()
            .AddKeys("Label", 3, 1, 2, 3)
            .AddVectors(
                "Score", NumberDataViewType.Single, 3, [ColumnsView.Dense([1f, 0, 0]), ColumnsView.Dense([1f, 0, 0]), ColumnsView.Dense([0, 0, 1f])],
                ColumnsView.Texts("SlotNames", "sunrise", "rain", "a very long name"))
            .AddKeys("PredictedLabel", 3, 1, 1, 3);

        string table = Context.MulticlassClassification.Evaluate(data).ConfusionMatrix.GetFormattedConfusionTable();

        // The layout ML.NET prints, line by line.
        string[] expected =
        [
            "",
            "Confusion table",
            "                    ||========================",
            "PREDICTED           ||     0 |     1 |     2 | Recall",
            "TRUTH               ||========================",
            "0.          sunrise ||     1 |     0 |     0 | 1.0000",
            "1.             rain ||     1 |     0 |     0 | 0.0000",
            "2. a very long name ||     0 |     0 |     1 | 1.0000",
            "                    ||========================",
            "Precision           ||0.5000 |0.0000 |1.0000 |",
            "",
        ];
        CollectionAssert.AreEqual(expected, table.ReplaceLineEndings("\n").Split('\n'), table);
    }

    [TestMethod]
    public void Labels_may_be_keys_of_any_width()
    {
        VBuffer<float>[] scores = [ColumnsView.Dense([.9f, .1f]), ColumnsView.Dense([.2f, .8f])];
        ColumnsView Data<T>(params T[] labels)
            where T : struct
            => new ColumnsView().Add("Label", new KeyDataViewType(typeof(T), 2), labels)
                .AddVectors("Score", NumberDataViewType.Single, 2, scores).AddText("PredictedLabel", "a", "b");

        foreach (ColumnsView data in new[] { Data<byte>(1, 2), Data<ushort>(1, 2), Data<uint>(1, 2), Data<ulong>(1, 2) })
            Assert.AreEqual(1, Context.MulticlassClassification.Evaluate(data).MicroAccuracy, data.Schema["Label"].ToString());
    }

    [TestMethod]
    public void Sparse_scores_count_their_implicit_zeros()
    {
        ColumnsView data = new ColumnsView()
            .AddKeys("Label", 3, 3, 2)
            .AddVectors("Score", NumberDataViewType.Single, 3, [new VBuffer<float>(3, 1, [1f], [2]), new VBuffer<float>(3, 1, [.5f], [0])])
            .AddKeys("PredictedLabel", 3, 3, 1);

        MulticlassClassificationMetrics metrics = Context.MulticlassClassification.Evaluate(data, topKPredictionCount: 2);

        Assert.AreEqual(.5, metrics.MicroAccuracy);
        Assert.AreEqual(1, metrics.TopKAccuracy);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("Score", "Label", "None", "schema")]
    [DataRow("None", "Label", "PredictedLabel", "schema")]
    [DataRow("Score", "None", "PredictedLabel", "schema")]
    [DataRow("Score", "PredictedLabel", "PredictedLabel", "schema")]
    public void A_missing_or_unsuitable_column_is_named(string score, string label, string predicted, string parameter)
    {
        ColumnsView data = new ColumnsView().AddKeys("Label", 2, 1).AddSingleVectors("Score", 2, [1, 0]).AddText("PredictedLabel", "a");

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.MulticlassClassification.Evaluate(data, label, score, predicted));

        Assert.AreEqual(parameter, error.ParamName);
        Assert.Contains(label == "PredictedLabel" ? "'PredictedLabel'" : "None", error.Message);
    }

    [TestMethod]
    public void Indices_of_classes_that_are_not_there_are_refused()
    {
        ColumnsView data = new ColumnsView().AddKeys("Label", 2, 1).AddSingleVectors("Score", 2, [1, 0]).AddText("PredictedLabel", "a");
        ConfusionMatrix matrix = Context.MulticlassClassification.Evaluate(data).ConfusionMatrix;

        Assert.AreEqual(1, matrix.GetCountForClassPair(0, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(2, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(0, -1));
    }

    private static ColumnsView Scored(JsonElement recorded)
    {
        int classes = recorded.GetProperty("classes").GetInt32();
        JsonElement[] labels = [.. recorded.GetProperty("labels").EnumerateArray()];
        VBuffer<float>[] scores = [.. recorded.GetProperty("scores").EnumerateArray().Select(
            row => ColumnsView.Dense(row.EnumerateArray().Select(Golden.Single).ToArray()))];
        string labelType = recorded.GetProperty("labelType").GetString()!;
        DataViewSchema.Annotations? names = recorded.TryGetProperty("slotNames", out JsonElement slots)
            ? ColumnsView.Texts("SlotNames", Golden.Strings(slots))
            : null;
        ColumnsView view = new();
        if (labelType == "Single")
            view.AddSingles("Label", [.. labels.Select(Golden.Single)]);
        else
            view.AddKeys("Label", ulong.Parse(labelType["Key<UInt32,".Length..^1]), [.. labels.Select(l => l.GetUInt32())]);
        return view
            .AddVectors("Score", NumberDataViewType.Single, classes, scores, names)
            .AddKeys("PredictedLabel", (ulong)classes, new uint[labels.Length]);
    }
}
