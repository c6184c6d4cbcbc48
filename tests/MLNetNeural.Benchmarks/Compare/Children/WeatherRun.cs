using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNetNeural.Images;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Tests;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Compare.Children;

/// <summary>Photographs to a saved model: the recipe of the example WeatherImages with network 3.</summary>
internal static class WeatherRun
{
    public const string Name = "weather-run";

    private const int Side = 256;

    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Training images, one folder a class." };
        Argument<int> epochs = new("epochs") { Description = "Passes over them." };
        Command command = new(Name) { folder, epochs };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(epochs)));
        return command;
    }

    private static void Run(string folder, int epochs)
    {
        long baseline = ResidentMemory.Now;
        long start = Stopwatch.GetTimestamp();
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadImageFolder(folder);
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImageTensor("Features", "ImagePath", Side, Side, ChannelNormalization.Symmetric))
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
            {
                HiddenLayers = [.. new[] { 128, 64, 32 }.Select(units => new HiddenLayer(units) { Activation = Activation.Relu, Dropout = 0.5f })],
                Optimizer = new Sgd(learningRate: 0.01f, momentum: 0.9f),
                LearningRateSchedule = new MultiStepSchedule(milestones: [3, 7], gamma: 0.1),
                BatchSize = 64,
                MaxEpochs = epochs,
                ValidationSetFraction = 0.2,
                Augmentation = [new RandomHorizontalFlip()],
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);
        using TemporaryFolder output = new();
        ml.Model.Save(model, train.Schema, output.File("model.zip"));
        ChildProcess.Report(new ChildFigures(Stopwatch.GetElapsedTime(start).TotalSeconds, ResidentMemory.Peak, baseline));
    }
}
