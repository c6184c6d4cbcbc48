using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Tests;

[TestClass]
public class OptionTableTests
{
    [TestMethod]
    public void Options_are_shown_by_what_of_them_is_set()
    {
        var options = new MlpMulticlassOptions
        {
            Optimizer = new Sgd(0.01f, 0.9f),
            Loss = new CrossEntropy(),
            LearningRateSchedule = new MultiStepSchedule([3, 7], 0.1),
            Augmentation = [new RandomHorizontalFlip(0.25f)],
            BatchSize = 64,
        };

        Dictionary<string, object> shown = OptionTable.Of(options).ToDictionary(option => option.Name, option => option.Value);

        Assert.AreEqual("Sgd (Momentum 0.9, LearningRate 0.01, DecayBias True)", shown["Optimizer"]);
        Assert.AreEqual("CrossEntropy", shown["Loss"]);
        Assert.AreEqual("MultiStepSchedule (Milestones 3 7, Gamma 0.1)", shown["LearningRateSchedule"]);
        Assert.AreEqual("RandomHorizontalFlip (Probability 0.25)", shown["Augmentation"]);
        Assert.AreEqual(64d, shown["BatchSize"]);
        Assert.IsFalse(new MlpMulticlassOptions().Augmentation.Any());
        Assert.DoesNotContain("Augmentation", OptionTable.Of(new MlpMulticlassOptions()).Select(option => option.Name));
    }
}
