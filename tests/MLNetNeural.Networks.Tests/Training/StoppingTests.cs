using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>The ways in which training ends before its last epoch, and what it leaves.</summary>
[TestClass]
public class StoppingTests
{
    [TestMethod]
    public void Early_stopping_ends_training_with_the_best_weights_and_the_reason()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);

        // A rate too small to move a weight: nothing improves after the first epoch.
        TrainingOptions options = TestRun.Options with { Optimizer = new Sgd(1e-30f), EarlyStoppingCriteria = new() { Patience = 3 }, CheckpointFolder = folder.Path };
        (_, TrainingHistory history, StopReason reason) = TestRun.Train(set, options);

        Assert.HasCount(4, history.Epochs);
        Assert.AreEqual(StopReason.EarlyStopping, reason);
        CollectionAssert.AreEqual(new[] { "best_checkpoint_epoch_1", "last_checkpoint_epoch_4" }, folder.Names);
    }

    [TestMethod]
    public void A_target_that_is_reached_ends_training()
    {
        using SingleFeatures features = Toy.Singles(60, 6);

        (_, TrainingHistory history, StopReason reason) = TestRun.Train(TestRun.Set(features), TestRun.Options with { EarlyStoppingCriteria = new() { StopAtMetric = 100 } });

        Assert.HasCount(1, history.Epochs);
        Assert.AreEqual(StopReason.TargetReached, reason);
    }

    [TestMethod]
    public void A_callback_ends_training_after_its_epoch_and_the_last_checkpoint_is_of_it()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = new ConstantSchedule() };

        (int[] bits, TrainingHistory history, StopReason reason) = TestRun.Train(set, options with
        {
            CheckpointFolder = folder.Path,
            CheckpointInterval = TimeSpan.FromHours(1),
            EpochCompleted = epoch =>
            {
                if (epoch.Epoch == 4) epoch.Stop();
            },
        });

        Assert.AreEqual(StopReason.Callback, reason);
        (int[] expected, TrainingHistory expectedHistory, _) = TestRun.Train(set, options with { MaxEpochs = 4 });
        CollectionAssert.AreEqual(expected, bits);
        Assert.AreEqual(expectedHistory, history);
        Assert.Contains("last_checkpoint_epoch_4", folder.Names);
        CollectionAssert.AreEqual(TestRun.Train(set, options).Bits, TestRun.Train(set, options with { ResumeFrom = folder.Path }).Bits);
    }

    [TestMethod]
    public void Time_that_is_up_ends_training_with_the_batch_that_it_is_at()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        var batches = new List<BatchMetrics>();

        (_, TrainingHistory history, StopReason reason) = TestRun.Train(TestRun.Set(features), TestRun.Options with
        {
            MaxTrainingTime = TimeSpan.FromTicks(1),
            BatchCompleted = batches.Add,
        });

        Assert.HasCount(1, batches);
        Assert.IsEmpty(history.Epochs);
        Assert.AreEqual(StopReason.MaxTrainingTime, reason);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Time_that_is_up_within_an_epoch_leaves_the_best_weights_and_a_run_that_can_be_resumed(bool withFolder)
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = new ConstantSchedule(), MaxTrainingTime = TimeSpan.FromSeconds(30) };
        TimeSpan late = TimeSpan.FromMilliseconds(500);

        (int[] bits, TrainingHistory history, StopReason reason) = TestRun.Train(set, options with
        {
            CheckpointFolder = withFolder ? folder.Path : null,
            MaxTrainingTime = late,
            BatchCompleted = batch =>
            {
                if (batch is { EpochIndex: 3, Batch: 2 }) Thread.Sleep(late);
            },
        });

        Assert.AreEqual(StopReason.MaxTrainingTime, reason);
        Assert.HasCount(3, history.Epochs);
        CollectionAssert.AreEqual(TestRun.Train(set, options with { MaxEpochs = 3 }).Bits, bits);
        if (withFolder) CollectionAssert.AreEqual(TestRun.Train(set, options).Bits, TestRun.Train(set, options with { ResumeFrom = folder.Path }).Bits);
    }

    [TestMethod]
    public void Without_validation_rows_time_that_is_up_leaves_the_weights_of_the_last_batch()
    {
        using SingleFeatures features = Toy.Singles(40, 6);
        TrainingSet set = features.Split(Toy.Classes(40), 0);
        TrainingOptions options = TestRun.Options with { AveragingDecay = null, Shuffle = false, LearningRateSchedule = new ConstantSchedule() };

        (int[] bits, _, _) = TestRun.Train(set, options with { MaxTrainingTime = TimeSpan.FromTicks(1) });

        // The first batch of 8 rows, once.
        (int[] expected, _, _) = TestRun.Train(set with { TrainingRows = [.. set.TrainingRows.Take(8)] }, options with { MaxEpochs = 1 });
        CollectionAssert.AreEqual(expected, bits);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_loss_that_is_not_finite_leaves_the_best_weights_so_far(bool withFolder)
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = new MultiStepSchedule([5], 1e35), AveragingDecay = null };
        using INetwork network = new CpuEngine(2).Initialized(TestRun.Spec, seed: 2);

        var e = Assert.ThrowsExactly<TrainingDivergedException>(
            () => new TrainingLoop(new CpuEngine(2), set, options with { CheckpointFolder = withFolder ? folder.Path : null }).Run(network));

        (int[] expected, TrainingHistory history, _) = TestRun.Train(set, options with { MaxEpochs = 5 });
        CollectionAssert.AreEqual(expected, network.AllValues().Bits());
        Assert.AreSame(network, e.BestNetwork);
        Assert.AreEqual(5, e.EpochIndex);
        Assert.IsNotNull(e.Layer);
        Assert.Contains($"in epoch 6 (step {(5 * 5) + e.Batch + 1}) is ", e.Message);
        Assert.Contains(" at learning rate 5E+33, and the outputs of layer ", e.Message);
        Assert.Contains($" The network has the weights of epoch {history.Best!.Epoch}, the best so far", e.Message);
        if (!withFolder) return;

        Assert.AreEqual(folder.File($"best_checkpoint_epoch_{history.Best.Epoch}"), e.BestCheckpoint);
        Assert.AreEqual(folder.File("last_checkpoint_epoch_5"), e.LastCheckpoint);
        Assert.EndsWith($" The last whole epoch that was written is in '{e.LastCheckpoint}'.", e.Message);
        using INetwork kept = Checkpoint.Load(e.BestCheckpoint!, new CpuEngine(1));
        CollectionAssert.AreEqual(expected, kept.AllValues().Bits());
    }

    [TestMethod]
    public void A_run_from_a_spec_hands_the_best_weights_out_with_the_exception()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = new MultiStepSchedule([5], 1e35) };

        var e = Assert.ThrowsExactly<TrainingDivergedException>(() => new TrainingLoop(new CpuEngine(2), set, options).Run(TestRun.Spec));

        using INetwork best = e.BestNetwork!;
        CollectionAssert.AreEqual(TestRun.Train(set, options with { MaxEpochs = 5 }).Bits, best.AllValues().Bits());
    }

    [TestMethod]
    public void The_first_layer_that_is_not_finite_is_named()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 0);
        foreach ((int tensor, string layer) in new[] { (0, "layer 1 of 2 (6 → 12)"), (2, "layer 2 of 2 (12 → 3)") })
        {
            using INetwork network = new CpuEngine(2).Initialized(TestRun.Spec);
            float[] values = network.Values(tensor);
            values[4] = float.NaN;
            network.Write(tensor, 0, values);

            var e = Assert.ThrowsExactly<TrainingDivergedException>(() => new TrainingLoop(new CpuEngine(2), set, TestRun.Options).Run(network));

            Assert.Contains($"(step 1) is NaN at learning rate ", e.Message);
            Assert.Contains($"the outputs of {layer} are the first that are not finite", e.Message);
            Assert.AreEqual(tensor / 2, e.Layer);
            Assert.IsNull(e.BestNetwork);
        }
    }

    [TestMethod]
    public void Metrics_that_training_does_not_give_are_named()
    {
        using SingleFeatures features = Toy.Singles(10, 6);

        Assert.AreEqual(
            "EarlyStoppingCriteria.Metric is ValidationLoss, but there are no validation rows: keep some for validation, or set Metric to TrainingLoss. "
            + "ReduceOnPlateauSchedule.Metric is TrainingAccuracy, but targets that are values have no accuracy: set it to a loss.",
            Assert.ThrowsExactly<ArgumentException>(() => new TrainingLoop(new CpuEngine(1), features.Split(Targets.OfValues(new float[10], 1), 0), TestRun.Options with
            {
                Loss = new MeanSquaredError(),
                EarlyStoppingCriteria = new(),
                LearningRateSchedule = new ReduceOnPlateauSchedule { Metric = TrainingMetric.TrainingAccuracy },
            })).Message);
    }
}
