using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Augmenting;

/// <summary>Network 3 of the weather recipe on photographs, with the flip alone and with more augmentations.</summary>
internal static class AugmentedRecipe
{
    private static readonly (string Name, ImmutableArray<Augmentation> List)[] Lists =
    [
        ("flip alone", [new RandomHorizontalFlip()]),
        ("resized crop, flip, jitter", [new RandomResizedCrop { Scale = (0.6f, 1) }, new RandomHorizontalFlip(), new ColorJitter(0.2f, 0.2f, 0.2f)]),
        ("the same and mixup", [new RandomResizedCrop { Scale = (0.6f, 1) }, new RandomHorizontalFlip(), new ColorJitter(0.2f, 0.2f, 0.2f), new Mixup(0.2f)]),
    ];

    public static void Compare(string folder, int epochs, int seeds)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = Load(ml, Path.Combine(folder, "train")), test = Load(ml, Path.Combine(folder, "test"));
        Console.WriteLine($"weather recipe, network 3, {epochs} epochs, {seeds} seeds: milliseconds an epoch (median), and the last epoch's accuracy on the test images");
        foreach ((string name, ImmutableArray<Augmentation> list) in Lists)
        {
            List<double> times = [], accuracies = [];
            for (int seed = 1; seed <= seeds; seed++)
            {
                var trainer = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
                {
                    HiddenLayers = [128, 64, 32],
                    Dropout = 0.5f,
                    Optimizer = new Sgd(learningRate: 0.01f, momentum: 0.9f),
                    LearningRateSchedule = new MultiStepSchedule(milestones: [3, 7], gamma: 0.1),
                    MaxEpochs = epochs,
                    ValidationSetFraction = 0.2,
                    RestoreBestWeights = false,
                    Augmentation = list,
                    Seed = seed,
                    MetricsCallback = epoch => times.Add(epoch.Elapsed.TotalMilliseconds),
                });
                var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer).Fit(train);
                accuracies.Add(ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {name,-28} {times.Order().ElementAt(times.Count / 2),6:F0} ms   {accuracies.Average():F3} ({accuracies.Min():F3} to {accuracies.Max():F3})"));
        }
    }

    private static IDataView Load(MLContext ml, string folder)
    {
        IDataView files = ml.Data.LoadImageFolder(folder);
        return ml.Data.Cache(ml.Transforms.LoadImageTensor("Features", "ImagePath", 256, 256, ChannelNormalization.Symmetric).Fit(files).Transform(files), "Label", "Features");
    }
}
