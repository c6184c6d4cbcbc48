using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class TrainingOptionsTests
{
    [TestMethod]
    public void All_faults_come_in_one_message()
        => Assert.AreEqual(
            "TrainingOptions.MaxEpochs must be at least 1, got 0. "
            + "TrainingOptions.BatchSize must be at least 1, or null for all rows, got -3. "
            + "TrainingOptions.ClipNorm must be greater than 0 and finite, or null, got 0. "
            + "TrainingOptions.ClipValue must be greater than 0 and finite, or null, got NaN. "
            + "TrainingOptions.ClipNorm and ClipValue exclude each other: set one of them. "
            + "TrainingOptions.Augmentations must hold each kind at most once. "
            + "CrossEntropy.ClassWeights must be all greater than 0 and finite, got [1, -0.5, 2]. "
            + "CrossEntropy.LabelSmoothing must be in [0, 1), got 1. "
            + "Sgd.LearningRate must be greater than 0 and finite, got -0.5. "
            + "Sgd.WeightDecay must be at least 0 and finite, got Infinity. "
            + "Sgd.Momentum must be in [0, 1), got 1.5. "
            + "Sgd.Dampening must be in [0, 1), got -1. "
            + "Sgd.Nesterov needs Momentum above 0 and Dampening 0. "
            + "MultiStepSchedule.Milestones must be all at least 0, got [3, -7]. "
            + "MultiStepSchedule.Gamma must be greater than 0 and finite, got 0. "
            + "RandomHorizontalFlip.Probability must be in [0, 1], got 1.5. "
            + "RandomHorizontalFlip.Probability must be in [0, 1], got NaN.",
            MessageOf(new TrainingOptions
            {
                MaxEpochs = 0,
                BatchSize = -3,
                ClipNorm = 0,
                ClipValue = float.NaN,
                Loss = new CrossEntropy { ClassWeights = [1, -0.5f, 2], LabelSmoothing = 1 },
                Optimizer = new Sgd(-0.5f, 1.5f) { Dampening = -1, WeightDecay = float.PositiveInfinity, Nesterov = true },
                LearningRateSchedule = new MultiStepSchedule([3, -7], 0),
                Augmentations = [new RandomHorizontalFlip(1.5f), new RandomHorizontalFlip(float.NaN)],
            }));

    [TestMethod]
    public void What_is_missing_is_named()
        => Assert.AreEqual(
            "TrainingOptions.Loss must be a loss, got null. "
            + "TrainingOptions.Optimizer must be an optimizer, got null. "
            + "TrainingOptions.LearningRateSchedule must be a schedule, got null.",
            MessageOf(new TrainingOptions { Loss = null!, Optimizer = null!, LearningRateSchedule = null! }));

    [TestMethod]
    public void Dampening_without_momentum_has_no_effect_and_is_a_fault()
        => Assert.AreEqual(
            "Sgd.Dampening has no effect without Momentum: leave it 0 or set Momentum.",
            MessageOf(new TrainingOptions { Optimizer = new Sgd(0.1f, 0) { Dampening = 0.1f } }));

    [TestMethod]
    public void Figures_of_the_losses_and_schedules_are_checked()
    {
        Assert.AreEqual("SmoothL1.Beta must be greater than 0 and finite, got 0.", MessageOf(new TrainingOptions { Loss = new SmoothL1(0) }));
        Assert.AreEqual("Huber.Delta must be greater than 0 and finite, got NaN.", MessageOf(new TrainingOptions { Loss = new Huber(float.NaN) }));
        Assert.AreEqual(
            "BinaryCrossEntropy.PositiveWeights must be all greater than 0 and finite, got [0].",
            MessageOf(new TrainingOptions { Loss = new BinaryCrossEntropy { PositiveWeights = [0] } }));
        Assert.AreEqual(
            "StepSchedule.StepSize must be at least 1, got 0. StepSchedule.Gamma must be greater than 0 and finite, got -1.",
            MessageOf(new TrainingOptions { LearningRateSchedule = new StepSchedule(0, -1) }));
    }

    [TestMethod]
    public void The_defaults_are_in_order() => new TrainingOptions().Check().ThrowIfAny();

    [TestMethod]
    public void Default_arrays_are_empty_ones()
        => new TrainingOptions { Augmentations = default, Loss = new CrossEntropy { ClassWeights = default } }.Check().ThrowIfAny();

    [TestMethod]
    public void Options_and_data_that_do_not_fit_are_named_all_at_once()
    {
        using SingleFeatures features = Toy.Singles(4, 5);
        var set = new TrainingSet(features, Targets.OfValues([1, 2, 3], 1), [], [2, 4]);

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(
            () => new TrainingLoop(new CpuEngine(1), set, new TrainingOptions { MaxEpochs = 0, Augmentations = [new RandomHorizontalFlip()] }));

        Assert.AreEqual(
            "TrainingOptions.MaxEpochs must be at least 1, got 0. "
            + "There are 4 rows of features but 3 targets. "
            + "There are no rows to train on. "
            + "The validation rows must be in [0, 4), the rows of features, got 4. "
            + "The loss CrossEntropy does not fit targets that are values. "
            + "RandomHorizontalFlip needs features that are images, but the feature column does not say that it holds any.",
            e.Message);
    }

    [TestMethod]
    public void Targets_that_do_not_fit_the_loss_are_named()
    {
        Assert.AreEqual(
            "CrossEntropy.ClassWeights.Length must be one a class, 3, got 2.",
            MessageOf(new TrainingOptions { Loss = new CrossEntropy { ClassWeights = [1, 2] } }, Toy.Classes(4)));
        Assert.AreEqual(
            "BinaryCrossEntropy.PositiveWeights.Length must be one an output, 1, got 2. BinaryCrossEntropy needs targets in [0, 1], but that of row 2 is -1.",
            MessageOf(new TrainingOptions { Loss = new BinaryCrossEntropy { PositiveWeights = [1, 2] } }, Targets.OfValues([1, 0, -1, 2], 1)));
        Assert.AreEqual(
            "MeanSquaredError needs targets finite, but that of row 1 is NaN.",
            MessageOf(new TrainingOptions { Loss = new MeanSquaredError() }, Targets.OfValues([1, float.NaN, 2, 3], 1)));
    }

    private static string MessageOf(TrainingOptions options) => Assert.ThrowsExactly<ArgumentException>(() => options.Check().ThrowIfAny()).Message;

    private static string MessageOf(TrainingOptions options, Targets targets)
    {
        using SingleFeatures features = Toy.Singles(4, 5);
        return Assert.ThrowsExactly<ArgumentException>(() => new TrainingLoop(new CpuEngine(1), TrainingSet.WithoutValidation(features, targets), options)).Message;
    }
}
