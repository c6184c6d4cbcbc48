using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class EarlyStoppingTests
{
    [TestMethod]
    public void Patience_counts_epochs_in_a_row_without_a_gain()
        => Assert.AreEqual((5, StopReason.EarlyStopping), Stop(new() { Patience = 2 }, losses: [1, 0.9, 0.95, 0.8, 0.81, 0.82, 0.1]));

    [TestMethod]
    public void A_gain_must_exceed_the_least_one()
    {
        Assert.AreEqual((3, StopReason.EarlyStopping), Stop(new() { Patience = 3, MinDelta = 0.25 }, losses: [1, 0.9, 0.8, 0.75, 0.1]), "0.25 is not more than 0.25");
        Assert.IsNull(Stop(new() { Patience = 3, MinDelta = 0.25 }, losses: [1, 0.9, 0.8, 0.74, 0.7]));
    }

    [TestMethod]
    public void Gains_are_counted_from_the_best_and_not_from_the_epoch_before()
        => Assert.AreEqual((2, StopReason.EarlyStopping), Stop(new() { Patience = 2 }, losses: [1, 3, 2, 0]));

    [TestMethod]
    public void Early_epochs_do_not_count()
        => Assert.AreEqual((4, StopReason.EarlyStopping), Stop(new() { Patience = 2, StartFromEpoch = 2 }, losses: [0, 5, 3, 3, 3, 3]));

    [TestMethod]
    public void A_metric_that_is_good_enough_ends_training_at_once()
    {
        Assert.AreEqual((2, StopReason.TargetReached), Stop(new() { StopAtMetric = 0.5 }, losses: [1, 0.6, 0.5]));
        Assert.AreEqual((1, StopReason.TargetReached), Stop(new() { StopAtMetric = 0.5, Metric = TrainingMetric.ValidationAccuracy }, losses: [0.4, 0.6, 0.5]));
    }

    [TestMethod]
    public void Higher_accuracies_are_better()
        => Assert.AreEqual((3, StopReason.EarlyStopping), Stop(new() { Patience = 2, Metric = TrainingMetric.TrainingAccuracy }, losses: [0.1, 0.2, 0.15, 0.19]));

    [TestMethod]
    public void A_loss_that_is_no_number_is_no_gain()
        => Assert.AreEqual((2, StopReason.EarlyStopping), Stop(new() { Patience = 2 }, losses: [1, double.NaN, double.NaN]));

    [TestMethod]
    public void Figures_out_of_range_are_named()
        => Assert.AreEqual(
            "EarlyStoppingCriteria.Patience must be at least 1, got 0. EarlyStoppingCriteria.MinDelta must be at least 0 and finite, got -1. "
            + "EarlyStoppingCriteria.Metric must be a metric, got 9. EarlyStoppingCriteria.StartFromEpoch must be at least 0, got -1. "
            + "EarlyStoppingCriteria.StopAtMetric must be finite, or null for none, got NaN.",
            Assert.ThrowsExactly<ArgumentException>(() => new EarlyStoppingCriteria
            {
                Patience = 0,
                MinDelta = -1,
                Metric = (TrainingMetric)9,
                StartFromEpoch = -1,
                StopAtMetric = double.NaN,
            }.Check().ThrowIfAny()).Message);

    /// <summary>The zero-based epoch that ends training, and why; each figure of an epoch is the same.</summary>
    private static (int, StopReason)? Stop(EarlyStoppingCriteria criteria, double[] losses)
    {
        var stopping = new EarlyStopping(criteria);
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            var metrics = new EpochMetrics(epoch, 0.1, losses[epoch], losses[epoch], losses[epoch], losses[epoch], IsBest: false, default);
            if (stopping.Observe(metrics) is { } reason) return (epoch, reason);
        }

        return null;
    }
}
