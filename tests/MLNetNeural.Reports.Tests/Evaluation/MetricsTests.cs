using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Tests.Evaluation;

[TestClass]
public sealed class MetricsTests
{
    [TestMethod]
    public void Scores_of_classes_are_those_worked_by_hand()
    {
        var confusion = new Confusion(["a", "b", "c"]);
        foreach ((int label, int predicted, int times) in new[] { (0, 0, 3), (0, 1, 1), (1, 1, 2), (1, 0, 2) })
        {
            for (int i = 0; i < times; i++) confusion.Add(label, predicted);
        }

        ClassScores[] scores = confusion.Scores();

        Assert.AreEqual(5 / 8.0, confusion.Accuracy, 1e-12);
        Assert.AreEqual(3 / 5.0, scores[0].Precision!.Value, 1e-12);
        Assert.AreEqual(3 / 4.0, scores[0].Recall!.Value, 1e-12);
        Assert.AreEqual(2 / 3.0, scores[0].F1!.Value, 1e-12);
        Assert.AreEqual(4, scores[0].Support);
        Assert.AreEqual(2 / 3.0, scores[1].Precision!.Value, 1e-12);
        Assert.AreEqual(4 / 7.0, scores[1].F1!.Value, 1e-12);
        Assert.AreEqual(new ClassScores("c", null, null, null, 0), scores[2]);
        CollectionAssert.AreEqual(new long[] { 2, 2, 0 }, confusion.ToData().Counts[1]);
    }

    [TestMethod]
    public void A_class_that_is_never_recognized_has_an_F1_of_0()
    {
        Assert.AreEqual(new ClassScores("a", 0, 0, 0, 3), Confusion.ScoresOf("a", right: 0, predicted: 2, support: 3));
        Assert.AreEqual(new ClassScores("a", null, 0, null, 3), Confusion.ScoresOf("a", right: 0, predicted: 0, support: 3));
    }

    [TestMethod]
    public void Bins_of_the_calibration_hold_their_lower_end_and_the_last_both()
    {
        var calibration = new Calibration();
        foreach ((double probability, bool cameTrue) in new[] { (0.1, false), (0.15, true), (0.95, true), (1.0, true), (1.0, false) }) calibration.Add(probability, cameTrue);

        CalibrationData data = calibration.ToData("true")!;

        CollectionAssert.AreEqual(new long[] { 2, 3 }, data.Counts);
        Assert.AreEqual(0.125, data.Predicted[0], 1e-12);
        Assert.AreEqual(0.5, data.Observed[0], 1e-12);
        Assert.AreEqual(2.95 / 3, data.Predicted[1], 1e-12);
        Assert.AreEqual(2 / 3.0, data.Observed[1], 1e-12);
        Assert.AreEqual((0.75 + 0.95) / 5, data.ExpectedError, 1e-12);
        Assert.IsNull(new Calibration().ToData("true"));
    }

    [TestMethod]
    public void Points_of_a_regression_are_an_even_choice_and_its_metrics_are_of_all()
    {
        var metrics = new RegressionMetrics("y");
        for (int i = 0; i < 1000; i++) metrics.Add(i, i + (i % 2 == 0 ? 1 : -1), feature: i / 10.0);

        RegressionOutput output = metrics.ToData(points: 100, "x");

        Assert.HasCount(100, output.True);
        CollectionAssert.AreEqual(new double[] { 0, 10, 20 }, output.True[..3]);
        CollectionAssert.AreEqual(new[] { 0.0, 1, 2 }, output.Feature![..3]);
        Assert.AreEqual(1, metrics.MeanAbsoluteError, 1e-12);
        Assert.AreEqual(1, metrics.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(1 - (1000 / (1000.0 * ((1000.0 * 1000) - 1) / 12)), metrics.RSquared, 1e-9);
        Assert.AreEqual("1.0000", output.Metrics[2].Value);
    }
}
