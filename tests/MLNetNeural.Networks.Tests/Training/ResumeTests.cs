using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>A run that is resumed ends as if it had never stopped.</summary>
[TestClass]
public class ResumeTests
{
    private static readonly LearningRateSchedule[] Schedules =
    [
        new ConstantSchedule(), new CosineSchedule(), new OneCycleSchedule(), new ReduceOnPlateauSchedule(0.5, patience: 0) { Cooldown = 1 },
        new LinearWarmupSchedule(3, new ReduceOnPlateauSchedule(0.5, patience: 1)), new CyclicSchedule(0.2, 7), new CustomSchedule((epoch, rate) => rate / (1 + epoch)),
    ];

    public static IEnumerable<object[]> Optimizers =>
    [
        [new Sgd(0.05f) { WeightDecay = 0.01f }], [new Adam(0.01f) { AmsGrad = true }], [new AdamW(0.01f)], [new Adamax(0.01f)],
        [new RmsProp(0.002f, 0.5f) { Centered = true }], [new Adagrad(0.05f) { LearningRateDecay = 0.1f }], [new Adadelta()],
    ];

    public static IEnumerable<object[]> ScheduleIndices => Enumerable.Range(0, Schedules.Length).Select(index => new object[] { index });

    [TestMethod]
    public void A_run_resumed_after_any_epoch_on_any_number_of_threads_ends_with_the_bits_and_the_history_of_an_uninterrupted_one()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);

        // A seed whose best epoch lies in the middle: before it and after it there are other weights to bring back.
        TrainingOptions options = Enumerable.Range(1, 50).Select(seed => TestRun.Options with { Seed = seed }).First(options => TestRun.Train(set, options).History.Best!.Epoch is > 2 and < 7);
        (int[] bits, TrainingHistory history, _) = TestRun.Train(set, options);
        for (int epoch = 1; epoch < 9; epoch++)
        {
            using var folder = new TemporaryFolder();
            StopAfter(set, options with { CheckpointFolder = folder.Path }, epoch);

            (int[] resumed, TrainingHistory resumedHistory, StopReason reason) = TestRun.Train(set, options with { CheckpointFolder = folder.Path + Path.DirectorySeparatorChar, ResumeFrom = folder.Path }, threads: epoch);

            CollectionAssert.AreEqual(bits, resumed, $"after epoch {epoch}");
            Assert.AreEqual(history, resumedHistory);
            Assert.AreEqual(StopReason.MaxEpochs, reason);
            CollectionAssert.AreEqual(new[] { $"best_checkpoint_epoch_{history.Best!.Epoch}", "last_checkpoint_epoch_9" }, folder.Names);
        }
    }

    [TestMethod]
    [DynamicData(nameof(ScheduleIndices))]
    public void Schedules_go_on(int index)
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = Schedules[index], RestoreBestWeights = false };
        (int[] bits, TrainingHistory history, _) = TestRun.Train(set, options);
        StopAfter(set, options with { CheckpointFolder = folder.Path }, 5);

        (int[] resumed, TrainingHistory resumedHistory, _) = TestRun.Train(set, options with { ResumeFrom = folder.File("last_checkpoint_epoch_5") });

        CollectionAssert.AreEqual(bits, resumed);
        Assert.AreEqual(history, resumedHistory);
    }

    [TestMethod]
    [DynamicData(nameof(Optimizers))]
    public void Optimizers_normalizations_and_steps_of_several_batches_go_on(Optimizer optimizer)
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        MlpSpec spec = MlpSpec.Of(
            6, [new DenseLayer(12) { Dropout = 0.2f, Normalization = Normalization.Batch }, new DenseLayer(9) { Normalization = Normalization.Layer }], 3, inputDropout: 0.1f);
        TrainingSet set = TestRun.Set(features);
        set = set with { Targets = set.Targets.WithWeights([.. Enumerable.Range(0, 60).Select(row => 0.5f + (row % 3))]) };
        TrainingOptions options = TestRun.Options with { Optimizer = optimizer, AccumulateBatches = 2, ClipNorm = 1 };
        (int[] bits, TrainingHistory history, _) = TestRun.Train(set, options, spec: spec);
        StopAfter(set, options with { CheckpointFolder = folder.Path }, 5, spec);

        (int[] resumed, TrainingHistory resumedHistory, _) = TestRun.Train(set, options with { ResumeFrom = folder.Path }, threads: 3, spec: spec);

        CollectionAssert.AreEqual(bits, resumed);
        Assert.AreEqual(history, resumedHistory);
    }

    [TestMethod]
    public void Augmentations_go_on_and_others_are_refused()
    {
        using var folder = new TemporaryFolder();
        using ByteFeatures features = Toy.Bytes(60, new ImageShape(3, 5, 6));
        TrainingSet set = features.Split(Toy.Classes(60), 20);
        MlpSpec spec = MlpSpec.Of(90, [new DenseLayer(12)], 3);
        TrainingOptions options = TestRun.Options with
        {
            Augmentations = [new RandomRotation(20), new ColorJitter(0.2f), new RandomErasing { Scale = (0.1f, 0.3f) }, new Mixup(0.4f)],
        };
        (int[] bits, TrainingHistory history, _) = TestRun.Train(set, options, spec: spec);
        StopAfter(set, options with { CheckpointFolder = folder.Path }, 5, spec);

        (int[] resumed, TrainingHistory resumedHistory, _) = TestRun.Train(set, options with { ResumeFrom = folder.Path }, threads: 3, spec: spec);

        CollectionAssert.AreEqual(bits, resumed);
        Assert.AreEqual(history, resumedHistory);
        TrainingOptions others = options with
        {
            Augmentations = [new RandomRotation(20), new ColorJitter(0.2f), new RandomErasing { Scale = (0.1f, 0.31f) }, new Mixup(0.4f)],
            ResumeFrom = folder.Path,
        };
        string message = Assert.ThrowsExactly<ArgumentException>(() => TestRun.Train(set, others, spec: spec)).Message;
        Assert.StartsWith("TrainingOptions.Augmentations is [RandomRotation { Degrees = ValueRange { Maximum = 20, Minimum = -20 }, ", message);
        Assert.Contains("RandomErasing { Probability = 0.5, Ratio = ValueRange { Maximum = 3.3, Minimum = 0.3 }, Scale = ValueRange { Maximum = 0.31, Minimum = 0.1 }, Value = 0 }", message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Best_weights_from_before_are_brought_back_into_another_folder_or_none(bool withFolder)
    {
        using TemporaryFolder first = new(), second = new();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);

        // The rate falls to next to nothing after the third epoch, and no later one is better by more than a tie.
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = new MultiStepSchedule([3], 1e-20), AveragingDecay = null };
        (int[] bits, TrainingHistory history, _) = TestRun.Train(set, options);
        Assert.IsLessThanOrEqualTo(3, history.Best!.Epoch);
        StopAfter(set, options with { CheckpointFolder = first.Path }, 5);

        (int[] resumed, _, _) = TestRun.Train(set, options with { ResumeFrom = first.Path, CheckpointFolder = withFolder ? second.Path : null });

        CollectionAssert.AreEqual(bits, resumed);
        if (withFolder) CollectionAssert.AreEqual(new[] { $"best_checkpoint_epoch_{history.Best.Epoch}", "last_checkpoint_epoch_9" }, second.Names);
        Assert.Contains("last_checkpoint_epoch_5", first.Names);
    }

    [TestMethod]
    public void A_best_file_that_is_missing_is_named()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        StopAfter(set, TestRun.Options with { CheckpointFolder = folder.Path }, 5);
        string best = folder.File(folder.Names[0]), last = folder.File("last_checkpoint_epoch_5");
        File.Delete(best);

        FileNotFoundException e = Assert.ThrowsExactly<FileNotFoundException>(() => TestRun.Train(set, TestRun.Options with { ResumeFrom = last }));

        Assert.AreEqual($"The checkpoint '{last}' needs the best weights so far, in '{best}', which is missing.", e.Message);
    }

    [TestMethod]
    public void Early_stopping_goes_on_counting()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { MaxEpochs = 50, LearningRateSchedule = new ConstantSchedule(), EarlyStoppingCriteria = new() { Patience = 4 } };
        (int[] bits, TrainingHistory history, StopReason reason) = TestRun.Train(set, options);
        Assert.AreEqual(StopReason.EarlyStopping, reason);
        StopAfter(set, options with { CheckpointFolder = folder.Path }, history.Epochs.Length - 2);

        (int[] resumed, TrainingHistory resumedHistory, StopReason resumedReason) = TestRun.Train(set, options with { ResumeFrom = folder.Path });

        CollectionAssert.AreEqual(bits, resumed);
        Assert.AreEqual(history, resumedHistory);
        Assert.AreEqual(StopReason.EarlyStopping, resumedReason);
    }

    [TestMethod]
    public void A_finished_run_is_resumed_to_more_epochs_when_the_rate_does_not_depend_on_their_number()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        TrainingOptions options = TestRun.Options with { LearningRateSchedule = new ExponentialSchedule(0.9) };
        TestRun.Train(set, options with { MaxEpochs = 4, CheckpointFolder = folder.Path });

        CollectionAssert.AreEqual(TestRun.Train(set, options).Bits, TestRun.Train(set, options with { ResumeFrom = folder.Path }).Bits);
    }

    [TestMethod]
    public void Options_that_differ_are_named_all_at_once_and_the_network_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        StopAfter(set, TestRun.Options with { CheckpointFolder = folder.Path }, 5);
        string last = folder.File("last_checkpoint_epoch_5"), tail = $" in the run of the checkpoint '{last}': a run is resumed with what it began with.";
        using INetwork network = new CpuEngine(1).Initialized(TestRun.Spec);
        int[] before = network.AllValues().Bits();

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new TrainingLoop(new CpuEngine(1), set with { ValidationRows = [] }, TestRun.Options with
        {
            BatchSize = 7,
            Seed = 3,
            Optimizer = new Sgd(0.05f, 0.8f),
            Loss = new CrossEntropy { ClassWeights = [1, 2, 1.5f] },
            LearningRateSchedule = new ConstantSchedule(),
            AveragingDecay = null,
            ResumeFrom = last,
        }).Run(network));

        CollectionAssert.AreEqual(before, network.AllValues().Bits());
        Assert.Contains($"TrainingOptions.BatchSize is 7, but 8{tail}", e.Message);
        Assert.Contains($"TrainingOptions.Seed is 3, but 2{tail}", e.Message);
        Assert.Contains("Momentum = 0.8", e.Message);
        Assert.Contains("ClassWeights = [1, 2, 1.5]", e.Message);
        Assert.Contains("TrainingOptions.LearningRateSchedule is ConstantSchedule {", e.Message);
        Assert.Contains($"TrainingOptions.AveragingDecay is null, but 0.9{tail}", e.Message);
        Assert.Contains("TrainingSet.ValidationRows is none, but 20 with the checksum ", e.Message);
        Assert.DoesNotContain("Shuffle is", e.Message);
    }

    [TestMethod]
    public void Another_number_of_epochs_is_refused_when_the_rate_depends_on_it()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        StopAfter(set, TestRun.Options with { CheckpointFolder = folder.Path }, 5);

        Assert.Contains("TrainingOptions.LearningRateSchedule is ", MessageOf(TestRun.Options with { MaxEpochs = 10 }));
        Assert.StartsWith($"TrainingOptions.MaxEpochs is 4, but the checkpoint '{folder.File("last_checkpoint_epoch_5")}' is of epoch 5.", MessageOf(TestRun.Options with { MaxEpochs = 4 }));

        string MessageOf(TrainingOptions options) => Assert.ThrowsExactly<ArgumentException>(() => TestRun.Train(set, options with { ResumeFrom = folder.Path })).Message;
    }

    [TestMethod]
    public void What_cannot_be_resumed_from_is_named()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);

        Assert.AreEqual(
            $"The folder '{folder.Path}' has no checkpoint to resume from.",
            Assert.ThrowsExactly<FileNotFoundException>(() => TestRun.Train(set, TestRun.Options with { ResumeFrom = folder.Path })).Message);
        Assert.AreEqual(
            $"There is no checkpoint '{folder.File("none")}' to resume from.",
            Assert.ThrowsExactly<FileNotFoundException>(() => TestRun.Train(set, TestRun.Options with { ResumeFrom = folder.File("none") })).Message);
        Assert.IsNull(Checkpoint.FindLast(folder.File("none")));

        StopAfter(set, TestRun.Options with { CheckpointFolder = folder.Path }, 5);
        string best = folder.File(folder.Names[0]);
        Assert.AreEqual(
            $"The checkpoint '{best}' cannot be used: it has weights alone, and training goes on only from a last_checkpoint_epoch_{{n}}. There is another one, '{folder.File("last_checkpoint_epoch_5")}'.",
            Assert.ThrowsExactly<InvalidDataException>(() => TestRun.Train(set, TestRun.Options with { ResumeFrom = best })).Message);
    }

    [TestMethod]
    public void A_damaged_checkpoint_is_named_with_the_one_before_which_still_serves()
    {
        using TemporaryFolder folder = new(), copy = new();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);

        // What a kill in the sixth epoch would leave.
        TestRun.Train(set, TestRun.Options with
        {
            CheckpointFolder = folder.Path,
            EpochCompleted = epoch =>
            {
                if (epoch.Epoch == 5) foreach (string name in folder.Names) File.Copy(folder.File(name), copy.File(name));
            },
        });
        string newest = copy.File("last_checkpoint_epoch_5"), before = copy.File("last_checkpoint_epoch_4");
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 4;
        File.WriteAllBytes(newest, bytes);

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => TestRun.Train(set, TestRun.Options with { ResumeFrom = copy.Path }));

        Assert.StartsWith($"The checkpoint '{newest}' cannot be used: The data are damaged: ", e.Message);
        Assert.EndsWith($" There is another one, '{before}'.", e.Message);
        CollectionAssert.AreEqual(TestRun.Train(set, TestRun.Options).Bits, TestRun.Train(set, TestRun.Options with { ResumeFrom = before, CheckpointFolder = copy.Path }).Bits);
        Assert.HasCount(2, copy.Names);
    }

    /// <summary>Trains as if for all epochs, and is cancelled when some are done.</summary>
    internal static void StopAfter(TrainingSet set, TrainingOptions options, int epochs, MlpSpec? spec = null)
    {
        using var source = new CancellationTokenSource();
        var loop = new TrainingLoop(new CpuEngine(2), set, options with
        {
            BatchCompleted = batch =>
            {
                if (batch.EpochIndex == epochs) source.Cancel();
            },
        });
        Assert.ThrowsExactly<OperationCanceledException>(() => loop.Run(spec ?? TestRun.Spec, source.Token));
    }
}
