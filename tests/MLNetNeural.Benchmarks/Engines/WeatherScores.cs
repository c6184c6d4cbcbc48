using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Engines;

/// <summary>The weather recipe, network 3, on one device: what it ends with, and how long an epoch takes.</summary>
internal sealed record WeatherScores(double TrainingLoss, double ValidationLoss, double ValidationAccuracy, double TestLoss, double TestAccuracy, TimeSpan MedianEpoch)
{
    /// <summary>Trains and tests.</summary>
    /// <param name="data">A folder with train/ and test/, each with a folder a class.</param>
    /// <param name="device">What to train on.</param>
    /// <param name="epochs">Passes over the photographs.</param>
    public static WeatherScores Of(string data, Device device, int epochs)
    {
        var ml = new MLContext(seed: 1);
        var times = new List<TimeSpan>();
        long start = 0;
        IDataView train = ml.Data.LoadImageFolder(Path.Combine(data, "train"));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImageTensor("Features", "ImagePath", width: 256, height: 256, normalization: ChannelNormalization.Symmetric))
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
            {
                HiddenLayers = [128, 64, 32],
                Dropout = 0.5f,
                Optimizer = new Sgd(0.01f, 0.9f),
                LearningRateSchedule = new MultiStepSchedule([3, 7], 0.1),
                BatchSize = 64,
                MaxEpochs = epochs,
                ValidationSetFraction = 0.2,
                Augmentation = [new RandomHorizontalFlip()],
                Device = device,
                MetricsCallback = _ =>
                {
                    if (start != 0) times.Add(Stopwatch.GetElapsedTime(start));
                    start = Stopwatch.GetTimestamp();
                },
            })).Fit(train);
        TrainingHistory history = ((TransformerChain<MlpMulticlassTransformer>)model).LastTransformer.Model.TrainingHistory;
        EpochMetrics last = history.Epochs[^1];
        MulticlassClassificationMetrics tested = ml.MulticlassClassification.Evaluate(model.Transform(ml.Data.LoadImageFolder(Path.Combine(data, "test"))));
        return new WeatherScores(
            last.TrainingLoss, last.ValidationLoss!.Value, last.ValidationAccuracy!.Value, tested.LogLoss, tested.MicroAccuracy, times.Order().ElementAtOrDefault(times.Count / 2));
    }
}
