using System.Diagnostics;
using Examples;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Reports;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Reports.Progress;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;
using static System.FormattableString;

namespace WeatherImages;

/// <summary>Images to model: load, resize, train, evaluate, save; then load the model as another program would, and use it.</summary>
internal sealed class WeatherRecipe(RunOptions run, WeatherOptions options)
{
    public void Run(CancellationToken cancellation)
    {
        HiddenLayer[] hiddenLayers = WeatherNetworks.HiddenLayers(options.Network);
        string data = options.Data ?? SkyPainter.DrawSet(run.File("skies"), options.Drawn, run.Seed);
        WeatherFolder.Check(data);
        var clock = Stopwatch.StartNew();
        Directory.CreateDirectory(run.Output);

        MLContext ml = run.CreateContext();
        using var progress = new ConsoleProgress { RowName = "images" };
        using var reporters = new RunReporters(run, Invariant($"Skies, network {options.Network}"), "images");
        IDataView train = ml.Data.LoadImageFolder(Path.Combine(data, "train"));
        IDataView test = ml.Data.LoadImageFolder(Path.Combine(data, "test"));
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImageTensor("Features", "ImagePath", options.ImageSize, options.ImageSize, ChannelNormalization.Symmetric))
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
            {
                HiddenLayers = [.. hiddenLayers],
                Optimizer = new Sgd(learningRate: 0.01f, momentum: 0.9f),
                LearningRateSchedule = new MultiStepSchedule(milestones: [3, 7], gamma: 0.1),
                BatchSize = options.Batch,
                MaxEpochs = options.Epochs,
                ValidationSetFraction = 0.2,
                Augmentation = [new RandomHorizontalFlip()],
                WorkspacePath = run.Output,
                CancellationToken = cancellation,
            }.ReportTo([progress, .. reporters.All])))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        Console.WriteLine($"Training network {options.Network} on '{Path.Combine(data, "train")}'.");
        progress.Status("reading the images");
        TransformerChain<KeyToValueMappingTransformer> model = pipeline.Fit(train);
        MlpMulticlassTransformer network = model.OfType<MlpMulticlassTransformer>().Single();
        HistoryCsv.Write(run.File("history.csv"), network.Model.TrainingHistory);

        reporters.TensorBoard?.AddTrainingImages(model, train);
        LearningCurves.Draw(network.Model.TrainingHistory).Save(run.File("curves.svg"));

        string modelPath = run.File("model.zip");
        ml.Model.Save(model, train.Schema, modelPath);
        Console.WriteLine(Invariant($"From images to saved model: {clock.Elapsed.TotalSeconds:0.0} s."));

        Evaluate(ml, model, network, test);
        using (var classifier = new SkyClassifier(modelPath))
        {
            ImageRow image = ml.Data.CreateEnumerable<ImageRow>(test, reuseRowObject: false).First();
            Console.WriteLine($"The saved model says of an image of class {image.Label}, {classifier.Describe(image.ImagePath)}.");
        }

        run.WriteReport(model, new ReportOptions
        {
            Title = $"Four kinds of sky, network {options.Network}",
            DataDescription = options.Data is null ? "drawn skies" : Path.GetFileName(Path.TrimEndingDirectorySeparator(data)),
            TrainingData = train,
            TestData = test,
        });
        Console.WriteLine(Invariant(
            $"In all {clock.Elapsed.TotalSeconds:0.0} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20)} MiB. Written to '{run.Output}'."));
    }

    private void Evaluate(MLContext ml, TransformerChain<KeyToValueMappingTransformer> model, MlpMulticlassTransformer network, IDataView test)
    {
        // What comes before the network does not depend on its weights: decode the test images once for both checkpoints.
        IDataView prepared = model.TakeWhile(part => part is not MlpMulticlassTransformer).Aggregate(test, (view, part) => part.Transform(view));
        prepared = ml.Data.Cache(prepared, "Label", "Features");

        foreach (string name in new[] { "last", "best" })
        {
            string? checkpoint = Directory.EnumerateFiles(run.Output, $"{name}_checkpoint_epoch_*").SingleOrDefault();
            if (checkpoint is null) continue;
            MlpMulticlassTransformer scorer = network.WithCheckpoint(checkpoint);
            using MlpModel weights = scorer.Model;
            IDataView scored = scorer.Transform(prepared);
            MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(scored);
            Console.WriteLine(Invariant($"{Path.GetFileName(checkpoint)}: test loss {metrics.LogLoss:0.00000000}, test accuracy {metrics.MicroAccuracy:0.00}"));
            if (name != "best") continue;
            Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
            ConfusionHeatMap.Draw(metrics.ConfusionMatrix, ClassNames.Of(scored)).Save(run.File("confusion.svg"));
        }
    }
}
