using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Tests.Golden;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class TrainingLoopTests
{
    private static readonly MlpSpec Spec = MlpSpec.Of(6, [new DenseLayer(12) { Dropout = 0.2f }], 3);

    [TestMethod]
    [TestCategory("GoldenTorch")]
    [DataRow("base")]
    [DataRow("batch_partial_last_weights")]
    [DataRow("clip_norm")]
    [DataRow("clip_value")]
    public void The_loop_without_shuffling_ends_with_the_parameters_of_PyTorch(string name)
    {
        MlpCase golden = MlpCase.All.Single(c => c.Name == name);
        using SingleFeatures features = golden.Features();
        using INetwork network = golden.InitialNetwork(new CpuEngine(2));

        new TrainingLoop(new CpuEngine(2), TrainingSet.WithoutValidation(features, golden.Targets()), new TrainingOptions
        {
            MaxEpochs = golden.Epochs,
            BatchSize = golden.BatchSize,
            Shuffle = false,
            Loss = golden.Loss!,
            Optimizer = golden.Optimizer!,
            ClipNorm = golden.ClipNorm,
            ClipValue = golden.ClipValue,
        }).Run(network);

        for (int t = 0; t < network.Infos.Count; t++)
        {
            Tolerance.AssertNear(golden.Tensor("final", network.Infos[t].Name), network.Values(t), Tolerance.Training, network.Infos[t].Name);
        }
    }

    [TestMethod]
    public void Figures_of_an_epoch_weigh_every_row_alike()
    {
        const double Rounding = 1e-12; // sums of doubles in another order
        using SingleFeatures features = Toy.Singles(10, 6);
        Targets targets = Toy.Classes(10);
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(6, [], 3));
        float[] outputs = network.Score(features);
        double loss = Enumerable.Range(0, 10).Average(row => new CrossEntropy().Row(outputs.AsSpan(row * 3, 3), targets[row], 1, []));

        // A rate too small to move a weight: the epoch's loss is that of the network at its start, over batches of 4, 4 and 2.
        TrainingResult result = new TrainingLoop(new CpuEngine(1), TrainingSet.WithoutValidation(features, targets), new TrainingOptions
        {
            MaxEpochs = 1,
            BatchSize = 4,
            Optimizer = new Sgd(1e-30f),
        }).Run(network);

        Assert.AreEqual(loss, result.History.Last!.TrainingLoss, Rounding);
    }

    [TestMethod]
    public void A_schedule_sets_the_rate_of_each_epoch_as_the_user_wrote_it()
    {
        using SingleFeatures features = Toy.Singles(10, 6);

        TrainingHistory history = Train(features.Split(Toy.Classes(10), 0), Quick with
        {
            MaxEpochs = 4,
            Optimizer = new Sgd(0.01f),
            LearningRateSchedule = new MultiStepSchedule([2], 0.5),
        }).History;

        CollectionAssert.AreEqual(new[] { 0.01, 0.01, 0.005, 0.005 }, history.Epochs.Select(epoch => epoch.LearningRate).ToArray());
    }

    [TestMethod]
    public void Batches_report_their_place_and_the_figures_so_far()
    {
        using SingleFeatures features = Toy.Singles(10, 6);
        var batches = new List<BatchMetrics>();
        var epochs = new List<EpochMetrics>();

        TrainingHistory history = Train(features.Split(Toy.Classes(10), 2), Quick with { MaxEpochs = 2, BatchSize = 3, BatchCompleted = batches.Add, EpochCompleted = epochs.Add }).History;

        CollectionAssert.AreEqual(new[] { (0, 1, 3), (0, 2, 3), (0, 3, 3), (1, 1, 3), (1, 2, 3), (1, 3, 3) }, batches.Select(b => (b.EpochIndex, b.Batch, b.Batches)).ToArray());
        Assert.AreEqual(history.Epochs[1].TrainingLoss, batches[^1].Loss);
        Assert.AreEqual(history.Epochs[1].TrainingAccuracy, batches[^1].Accuracy);
        CollectionAssert.AreEqual(history.Epochs.ToArray(), epochs);
    }

    [TestMethod]
    public void A_dropped_last_batch_is_left_out()
    {
        using SingleFeatures features = Toy.Singles(10, 6);
        var batches = new List<BatchMetrics>();

        Train(features.Split(Toy.Classes(10), 0), Quick with { MaxEpochs = 1, BatchSize = 4, DropLastBatch = true, BatchCompleted = batches.Add });

        Assert.HasCount(2, batches);
    }

    [TestMethod]
    public void Values_have_no_accuracy_and_the_best_epoch_has_the_lowest_loss()
    {
        using SingleFeatures features = Toy.Singles(40, 6);
        var targets = Targets.OfValues(RandomValues.Singles(120, 1), 3);

        TrainingHistory history = Train(features.Split(targets, 10), Quick with { Loss = new MeanSquaredError(), MaxEpochs = 10 }).History;

        Assert.IsTrue(history.Epochs.All(epoch => epoch.TrainingAccuracy is null && epoch.ValidationAccuracy is null));
        Assert.AreEqual(history.Epochs.Min(epoch => epoch.ValidationLoss), history.Best!.ValidationLoss);
    }

    [TestMethod]
    public void Without_validation_rows_no_epoch_is_the_best()
    {
        using SingleFeatures features = Toy.Singles(10, 6);

        TrainingResult result = Train(features.Split(Toy.Classes(10), 0), Quick);

        Assert.IsNull(result.History.Best);
        Assert.IsTrue(result.History.Epochs.All(epoch => epoch.ValidationLoss is null && epoch.ValidationAccuracy is null && !epoch.IsBest));
    }

    [TestMethod]
    public void A_tie_keeps_the_earlier_epoch()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(30, 6);

        // A rate too small to move a weight: every epoch has the same validation accuracy.
        TrainingResult result = Train(features.Split(Toy.Classes(30), 10), Quick with { Optimizer = new Sgd(1e-30f), CheckpointFolder = folder.Path });

        CollectionAssert.AreEqual(new[] { true, false, false, false }, result.History.Epochs.Select(epoch => epoch.IsBest).ToArray());
        CollectionAssert.AreEqual(new[] { "best_checkpoint_epoch_1", "last_checkpoint_epoch_4" }, folder.Names);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_trained_network_has_the_weights_of_the_best_epoch(bool withFolder)
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        TrainingOptions options = Quick with { MaxEpochs = 12, CheckpointFolder = withFolder ? folder.Path : null };

        TrainingResult result = Train(set, options);

        EpochMetrics best = result.History.Best!;
        Assert.IsTrue(best.Epoch is > 1 and < 12, $"the test needs a best epoch in the middle, got {best.Epoch}");
        using INetwork shorter = Train(set, Quick with { MaxEpochs = best.Epoch, RestoreBestWeights = false }).Network;
        CollectionAssert.AreEqual(shorter.AllValues().Bits(), result.Network.AllValues().Bits());
        if (withFolder) CollectionAssert.AreEqual(new[] { $"best_checkpoint_epoch_{best.Epoch}", "last_checkpoint_epoch_12" }, folder.Names);
    }

    [TestMethod]
    public void Without_restoring_the_network_has_the_weights_of_the_last_epoch()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);

        using INetwork network = Train(features.Split(Toy.Classes(60), 20), Quick with { MaxEpochs = 12, RestoreBestWeights = false, CheckpointFolder = folder.Path }).Network;

        using INetwork last = Checkpoint.Load(folder.File("last_checkpoint_epoch_12"), new CpuEngine(1));
        CollectionAssert.AreEqual(last.AllValues().Bits(), network.AllValues().Bits());
    }

    [TestMethod]
    public void Validation_rows_change_nothing_of_the_training()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 20);

        using INetwork with = Train(set, Quick with { RestoreBestWeights = false }).Network, without = Train(set with { ValidationRows = [] }, Quick).Network;

        CollectionAssert.AreEqual(without.AllValues().Bits(), with.AllValues().Bits());
    }

    [TestMethod]
    public void Cancelling_in_the_middle_of_an_epoch_leaves_the_checkpoint_of_the_last_whole_one()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        using var source = new CancellationTokenSource();
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        var loop = new TrainingLoop(new CpuEngine(2), set, Quick with
        {
            MaxEpochs = 5,
            CheckpointFolder = folder.Path,
            CheckpointInterval = TimeSpan.Zero,
            BatchCompleted = batch =>
            {
                if (batch is { EpochIndex: 2, Batch: 2 }) source.Cancel();
            },
        });

        OperationCanceledException e = Assert.ThrowsExactly<OperationCanceledException>(() => loop.Run(Spec, source.Token));

        string last = folder.File("last_checkpoint_epoch_2");
        Assert.AreEqual($"Training was cancelled in epoch 3 of 5; the checkpoint of epoch 2 is '{last}'.", e.Message);
        Assert.AreEqual(source.Token, e.CancellationToken);
        Assert.HasCount(2, folder.Names);
        Assert.StartsWith("best_checkpoint_epoch_", folder.Names[0]);
        using INetwork kept = Checkpoint.Load(last, new CpuEngine(1));
        using INetwork expected = Train(set, Quick with { MaxEpochs = 2, RestoreBestWeights = false }).Network;
        CollectionAssert.AreEqual(expected.AllValues().Bits(), kept.AllValues().Bits());
    }

    [TestMethod]
    public void Within_the_interval_a_cancelled_epoch_is_finished_and_then_written()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        using var source = new CancellationTokenSource();
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        var loop = new TrainingLoop(new CpuEngine(2), set, Quick with
        {
            MaxEpochs = 5,
            CheckpointFolder = folder.Path,
            CheckpointInterval = TimeSpan.FromHours(1),
            BatchCompleted = batch =>
            {
                if (batch is { EpochIndex: 2, Batch: 2 }) source.Cancel();
            },
        });

        OperationCanceledException e = Assert.ThrowsExactly<OperationCanceledException>(() => loop.Run(Spec, source.Token));

        string last = folder.File("last_checkpoint_epoch_3");
        Assert.AreEqual($"Training was cancelled in epoch 4 of 5; the checkpoint of epoch 3 is '{last}'.", e.Message);
        using INetwork kept = Checkpoint.Load(last, new CpuEngine(1));
        using INetwork expected = Train(set, Quick with { MaxEpochs = 3, RestoreBestWeights = false }).Network;
        CollectionAssert.AreEqual(expected.AllValues().Bits(), kept.AllValues().Bits());
    }

    [TestMethod]
    public void Cancelling_before_the_first_epoch_is_over_says_that_there_is_no_checkpoint()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        var loop = new TrainingLoop(new CpuEngine(2), features.Split(Toy.Classes(60), 20), Quick);

        OperationCanceledException e = Assert.ThrowsExactly<OperationCanceledException>(() => loop.Run(Spec, new CancellationToken(canceled: true)));

        Assert.AreEqual("Training was cancelled in epoch 1 of 4; no checkpoint was written.", e.Message);
    }

    [TestMethod]
    public void A_loss_that_is_not_finite_ends_training_and_names_epoch_batch_and_rate()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        var loop = new TrainingLoop(new CpuEngine(2), features.Split(Toy.Classes(60), 20), Quick with { Optimizer = new Sgd(1e30f), CheckpointFolder = folder.Path });

        TrainingDivergedException e = Assert.ThrowsExactly<TrainingDivergedException>(() => loop.Run(Spec));

        Assert.AreEqual(
            "Training diverged: the loss of batch 2 in epoch 1 (step 2) is NaN at learning rate 1E+30, and the outputs of layer 2 of 2 (12 → 3) are the first that are not finite; "
            + "lower the learning rate or check the features for extreme values.",
            e.Message);
    }

    [TestMethod]
    public void A_run_that_diverges_later_keeps_its_newest_checkpoints_and_no_older_ones()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        var loop = new TrainingLoop(new CpuEngine(2), features.Split(Toy.Classes(60), 20), Quick with
        {
            MaxEpochs = 9,
            LearningRateSchedule = new MultiStepSchedule([3], 1e35),
            CheckpointInterval = TimeSpan.Zero,
            CheckpointFolder = folder.Path,
        });

        Assert.ThrowsExactly<TrainingDivergedException>(() => loop.Run(Spec));

        Assert.HasCount(2, folder.Names);
        Assert.AreEqual("last_checkpoint_epoch_3", folder.Names[1]);
    }

    [TestMethod]
    public void A_second_run_in_the_folder_replaces_the_checkpoints_of_the_first_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        Train(set, Quick with { MaxEpochs = 9, Seed = 7, CheckpointFolder = folder.Path });
        string[] others = ["best_checkpoint_epoch_", "best_checkpoint_epoch_3.bak", "notes.txt"];
        foreach (string other in others) File.WriteAllText(folder.File(other), "");

        TrainingResult result = Train(set, Quick with { CheckpointFolder = folder.Path });

        CollectionAssert.AreEquivalent(
            others.Append($"best_checkpoint_epoch_{result.History.Best!.Epoch}").Append("last_checkpoint_epoch_4").ToArray(),
            folder.Names);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_run_that_ends_in_its_first_epoch_loses_nothing_of_an_earlier_run(bool cancelled)
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        Train(set, Quick with { CheckpointFolder = folder.Path });
        string[] before = folder.Names;
        var loop = new TrainingLoop(new CpuEngine(2), set, Quick with { Optimizer = new Sgd(1e30f), CheckpointFolder = folder.Path });

        if (cancelled) Assert.ThrowsExactly<OperationCanceledException>(() => loop.Run(Spec, new CancellationToken(canceled: true)));
        else Assert.ThrowsExactly<TrainingDivergedException>(() => loop.Run(Spec));

        CollectionAssert.AreEqual(before, folder.Names);
    }

    [TestMethod]
    public void A_run_without_validation_rows_keeps_the_best_checkpoint_of_an_earlier_run()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        string best = Path.GetFileName(Train(set, Quick with { CheckpointFolder = folder.Path }).BestCheckpoint!);

        Train(set with { ValidationRows = [] }, Quick with { MaxEpochs = 2, CheckpointFolder = folder.Path });

        CollectionAssert.AreEqual(new[] { best, "last_checkpoint_epoch_2" }, folder.Names);
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_is_named_before_any_work()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("in the way");
        File.WriteAllText(file, "");
        using SingleFeatures features = Toy.Singles(10, 6);
        int batches = 0;
        var loop = new TrainingLoop(new CpuEngine(1), features.Split(Toy.Classes(10), 0), Quick with { CheckpointFolder = file, BatchCompleted = _ => batches++ });

        IOException e = Assert.ThrowsExactly<IOException>(() => loop.Run(Spec));

        Assert.AreEqual($"Checkpoints cannot be written to '{file}': {e.InnerException!.Message}", e.Message);
        Assert.AreEqual(0, batches);
    }

    [TestMethod]
    public void A_checkpoint_folder_is_made()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(10, 6);

        TrainingResult result = Train(features.Split(Toy.Classes(10), 0), Quick with { CheckpointFolder = folder.File("a/b") });

        Assert.IsNull(result.BestCheckpoint);
        Assert.AreEqual(folder.File("a/b/last_checkpoint_epoch_4"), result.LastCheckpoint);
    }

    [TestMethod]
    public void A_network_that_does_not_fit_the_rows_is_named()
    {
        using SingleFeatures features = Toy.Singles(10, 5);
        var loop = new TrainingLoop(new CpuEngine(1), features.Split(Toy.Classes(10), 0), Quick);

        Assert.AreEqual(
            "The network 6 → 12 → 3 does not fit rows of 5 features and 3 outputs. (Parameter 'network')",
            Assert.ThrowsExactly<ArgumentException>(() => loop.Run(Spec)).Message);
    }

    [TestMethod]
    public void Classes_that_can_be_told_apart_are_learned()
    {
        // The class is the largest of the first three features.
        using SingleFeatures features = Toy.Singles(400, 6);
        int[] classes = [.. Enumerable.Range(0, 400).Select(row => features[row][..3].IndexOf(features[row][..3].ToArray().Max()))];

        TrainingHistory history = Train(features.Split(Targets.OfClasses(classes, 3), 100), Quick with { MaxEpochs = 30, Optimizer = new Sgd(0.05f) }).History;

        Assert.IsGreaterThan(0.85, history.Best!.ValidationAccuracy!.Value);
    }

    private static TrainingOptions Quick => new() { MaxEpochs = 4, BatchSize = 8, Optimizer = new Sgd(0.05f), Seed = 2 };

    private static TrainingResult Train(TrainingSet set, TrainingOptions options) => new TrainingLoop(new CpuEngine(2), set, options).Run(Spec);
}
