using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Tests;

namespace MLNetNeural.Reports.Tests.Charts;

[TestClass]
public sealed class LearningCurvesTests
{
    [TestMethod]
    public void Each_epoch_is_a_point_of_each_curve()
    {
        var image = new SvgImage(LearningCurves.Draw(Classes(20)));

        CollectionAssert.AreEqual(new[] { 20, 20 }, Array.ConvertAll(image.Lines("a"), line => line.Length), "training loss and accuracy");
        CollectionAssert.AreEqual(new[] { 20, 20 }, Array.ConvertAll(image.Lines("b"), line => line.Length), "validation loss and accuracy");
        (double X, double Y)[] loss = image.Lines("a")[0];
        CollectionAssert.AreEqual(loss.OrderBy(point => point.X).ToArray(), loss);
        CollectionAssert.AreEqual(loss.OrderBy(point => point.Y).ToArray(), loss, "the loss falls: on the screen, y grows downwards");
        image.IsWithinItsFrame();
    }

    [TestMethod]
    public void The_best_epoch_is_marked_and_told()
    {
        var image = new SvgImage(LearningCurves.Draw(Classes(20, best: 14)));

        Assert.AreEqual(2, image.All("line", "mark").Count());
        CollectionAssert.IsSubsetOf(new[] { "best: epoch 15, 1.25", "best: epoch 15, 62.5 %" }, image.Texts);
        Assert.EndsWith("Epoch 15 was the best.", image.Description);
        Assert.AreEqual("Training curves of 20 epochs", image.Title);
    }

    [TestMethod]
    public void A_regression_has_no_accuracy()
    {
        var image = new SvgImage(LearningCurves.Draw(new TrainingHistory([.. Enumerable.Range(0, 5).Select(Epochs.Values)])));

        Assert.DoesNotContain("Accuracy", image.Texts);
        Assert.DoesNotContain("validation", image.Texts);
        Assert.HasCount(1, image.Lines("a"));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(11)]
    [DataRow(10_000)]
    public void Any_number_of_epochs_gives_a_whole_image(int epochs)
    {
        Chart chart = LearningCurves.Draw(Classes(epochs, best: epochs - 1));
        var image = new SvgImage(chart);

        image.IsWithinItsFrame();
        Assert.DoesNotContain("NaN", chart.Svg);
        Assert.IsLessThan(300_000, chart.Svg.Length);
        if (epochs == 1) Assert.AreEqual(2, image.All("circle", "fa").Count(), "one epoch is a dot in each panel");
    }

    [TestMethod]
    public void A_value_that_is_not_finite_leaves_a_gap()
    {
        TrainingHistory history = Classes(9);
        history = new TrainingHistory([.. history.Epochs.Select(epoch => epoch.EpochIndex == 4 ? epoch with { TrainingLoss = double.NaN, ValidationLoss = double.PositiveInfinity } : epoch)]);

        Chart chart = LearningCurves.Draw(history);

        CollectionAssert.AreEqual(new[] { 4, 4, 9 }, Array.ConvertAll(new SvgImage(chart).Lines("a"), line => line.Length));
        Assert.DoesNotContain("NaN", chart.Svg);
        Assert.DoesNotContain("∞", chart.Svg);
    }

    [TestMethod]
    public void Losses_that_are_all_not_finite_or_all_equal_still_give_an_image()
    {
        foreach (double loss in new[] { double.NaN, 0, 3, -2 })
        {
            var history = new TrainingHistory([.. Classes(3).Epochs.Select(epoch => epoch with { TrainingLoss = loss, ValidationLoss = loss })]);
            new SvgImage(LearningCurves.Draw(history)).IsWithinItsFrame();
        }
    }

    [TestMethod]
    public void What_sticks_out_of_thousands_of_epochs_stays()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 10_000).Select(i => ((double)i, i == 5555 ? 100.0 : 1.0))];

        (double X, double Y)[] thin = [.. Panel.Thin(points)];

        Assert.Contains((5555, 100), thin);
        Assert.AreEqual(points[0], thin[0]);
        Assert.AreEqual(points[^1], thin[^1]);
        Assert.IsLessThanOrEqualTo(1601, thin.Length);
    }

    [TestMethod]
    public void A_chart_is_a_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("curves.svg");

        LearningCurves.Draw(Classes(3)).Save(path);

        Assert.StartsWith("<svg xmlns=", File.ReadAllText(path));
    }

    [TestMethod]
    public void A_history_without_epochs_is_refused() => Assert.Throws<ArgumentException>(() => LearningCurves.Draw(new TrainingHistory([])));

    private static TrainingHistory Classes(int count, int best = 0) => new([.. Enumerable.Range(0, count).Select(i => Epochs.Classes(i, isBest: i == best))]);
}
