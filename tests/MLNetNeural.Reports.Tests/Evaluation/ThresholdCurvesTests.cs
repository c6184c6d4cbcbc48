using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Tests.Evaluation;

[TestClass]
public sealed class ThresholdCurvesTests
{
    [TestMethod]
    public void Curves_are_those_worked_by_hand()
    {
        // By falling score: + + − + −; scikit-learn says 5/6 and 11/12.
        var curves = new ThresholdCurves([0.9f, 0.8f, 0.7f, 0.6f, 0.1f], [true, true, false, true, false]);

        ThresholdCurve roc = curves.Roc()!, precisionRecall = curves.PrecisionRecall()!;

        CollectionAssert.AreEqual(new[] { 0, 0, 0, 0.5, 0.5, 1 }, roc.X);
        AreClose([0, 1 / 3.0, 2 / 3.0, 2 / 3.0, 1, 1], roc.Y);
        Assert.AreEqual(5 / 6.0, roc.Area, 1e-12);
        AreClose([0, 1 / 3.0, 2 / 3.0, 2 / 3.0, 1, 1], precisionRecall.X);
        AreClose([1, 1, 1, 2 / 3.0, 3 / 4.0, 3 / 5.0], precisionRecall.Y);
        Assert.AreEqual(11 / 12.0, precisionRecall.Area, 1e-12);
        Assert.AreEqual(0.6, roc.Positives, 1e-12);
    }

    [TestMethod]
    public void Rows_of_one_score_fall_together()
    {
        var curves = new ThresholdCurves([1, 1, 1, 1], [true, false, true, false]);

        CollectionAssert.AreEqual(new[] { 0.0, 1 }, curves.Roc()!.X);
        Assert.AreEqual(0.5, curves.Roc()!.Area, 1e-12);
        Assert.AreEqual(0.5, curves.PrecisionRecall()!.Area, 1e-12);
    }

    [TestMethod]
    public void One_kind_of_rows_has_no_curve()
    {
        Assert.IsNull(new ThresholdCurves([1, 2], [true, true]).Roc());
        Assert.IsNull(new ThresholdCurves([1, 2], [false, false]).PrecisionRecall());
        Assert.IsNull(new ThresholdCurves([], []).Roc());
    }

    [TestMethod]
    public void The_area_is_that_of_ML_NET_and_many_rows_are_thinned()
    {
        var random = new Random(3);
        Scored[] rows = [.. Enumerable.Range(0, 5000).Select(_ =>
        {
            bool label = random.NextDouble() < 0.3;
            float score = (float)Math.Round((label ? 1 : 0) + (3 * random.NextDouble()), 2); // with many equal ones
            return new Scored { Label = label, Score = score, Probability = 1 / (1 + MathF.Exp(-score)), PredictedLabel = score > 0 };
        })];
        var ml = new MLContext(seed: 1);
        CalibratedBinaryClassificationMetrics expected = ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(rows));

        var curves = new ThresholdCurves([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Label)]);

        Assert.AreEqual(expected.AreaUnderRocCurve, curves.Roc()!.Area, 1e-9);
        Assert.IsLessThanOrEqualTo(502, curves.Roc()!.X.Length);
        Assert.AreEqual(1, curves.Roc()!.X[^1]);
        Assert.AreEqual(1, curves.PrecisionRecall()!.X[^1]);
    }

    private static void AreClose(double[] expected, double[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-12);
    }

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
