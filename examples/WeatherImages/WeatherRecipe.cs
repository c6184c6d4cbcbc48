using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Reports;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Reports.Live;
using MLNetNeural.Reports.Progress;
using MLNetNeural.Reports.TensorBoard;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace WeatherImages;

/// <summary>Images to model: load, resize, train, evaluate, save; then load the model as another program would, and use it.</summary>
internal sealed class WeatherRecipe(WeatherOptions options)
{
    public void Run(CancellationToken cancellation)
    {
        HiddenLayer[] hiddenLayers = WeatherNetworks.HiddenLayers(options.Network);
        string data = options.Data ?? SkyPainter.DrawSet(Path.Combine(options.Output, "skies"), options.Drawn, options.Seed);
        WeatherFolder.Check(data);
        var clock = Stopwatch.StartNew();
        Directory.CreateDirectory(options.Output);

        var ml = new MLContext(options.Seed);
        ml.Log += (_, e) =>
        {
            if (e.Kind >= Microsoft.ML.Runtime.ChannelMessageKind.Warning) Console.Error.WriteLine(e.RawMessage);
        };

        using var progress = new ConsoleProgress { RowName = "images" };
        using LivePage? live = options.LivePort is { } port ? new LivePage(port, Invariant($"Skies, network {options.Network}"), "images") : null;
        using TensorBoardWriter? board = options.TensorBoard is { } runs ? new TensorBoardWriter(Path.Combine(runs, Invariant($"{DateTime.Now:yyyyMMdd-HHmmss}"))) { HistogramInterval = 1 } : null;
        ITrainingReporter[] reporters = [.. new ITrainingReporter?[] { progress, live, board }.OfType<ITrainingReporter>()];
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
                WorkspacePath = options.Output,
                CancellationToken = cancellation,
            }.ReportTo(reporters)))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        if (live is not null) Console.WriteLine($"Watch training, and end it, at {live.Address}");
        Console.WriteLine($"Training network {options.Network} on '{Path.Combine(data, "train")}'.");
        progress.Status("reading the images");
        TransformerChain<KeyToValueMappingTransformer> model = pipeline.Fit(train);
        MlpMulticlassTransformer network = model.OfType<MlpMulticlassTransformer>().Single();
        HistoryCsv.Write(Path.Combine(options.Output, "history.csv"), network.Model.TrainingHistory);

        board?.AddTrainingImages(model, train);
        LearningCurves.Draw(network.Model.TrainingHistory).Save(Path.Combine(options.Output, "curves.svg"));

        string modelPath = Path.Combine(options.Output, "model.zip");
        ml.Model.Save(model, train.Schema, modelPath);
        Console.WriteLine(Invariant($"From images to saved model: {clock.Elapsed.TotalSeconds:0.0} s."));

        Evaluate(ml, model, network, test);
        using (var classifier = new SkyClassifier(modelPath))
        {
            ImageRow image = ml.Data.CreateEnumerable<ImageRow>(test, reuseRowObject: false).First();
            Console.WriteLine($"The saved model says of an image of class {image.Label}, {classifier.Describe(image.ImagePath)}.");
        }

        if (options.Report is { } report)
        {
            model.SaveReport(report, new ReportOptions
            {
                Title = $"Four kinds of sky, network {options.Network}",
                DataDescription = options.Data is null ? "drawn skies" : Path.GetFileName(Path.TrimEndingDirectorySeparator(data)),
                TrainingData = train,
                TestData = test,
            });
            Console.WriteLine($"The report is '{report}'.");
        }

        Console.WriteLine(Invariant(
            $"In all {clock.Elapsed.TotalSeconds:0.0} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20)} MiB. Written to '{options.Output}'."));
    }

    private void Evaluate(MLContext ml, TransformerChain<KeyToValueMappingTransformer> model, MlpMulticlassTransformer network, IDataView test)
    {
        // What comes before the network does not depend on its weights: decode the test images once for both checkpoints.
        IDataView prepared = model.TakeWhile(part => part is not MlpMulticlassTransformer).Aggregate(test, (view, part) => part.Transform(view));
        prepared = ml.Data.Cache(prepared, "Label", "Features");

        foreach (string name in new[] { "last", "best" })
        {
            string? checkpoint = Directory.EnumerateFiles(options.Output, $"{name}_checkpoint_epoch_*").SingleOrDefault();
            if (checkpoint is null) continue;
            MlpMulticlassTransformer scorer = network.WithCheckpoint(checkpoint);
            using MlpModel weights = scorer.Model;
            IDataView scored = scorer.Transform(prepared);
            MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(scored);
            Console.WriteLine(Invariant($"{Path.GetFileName(checkpoint)}: test loss {metrics.LogLoss:0.00000000}, test accuracy {metrics.MicroAccuracy:0.00}"));
            if (name != "best") continue;
            Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
            ConfusionHeatMap.Draw(metrics.ConfusionMatrix, ClassNames.Of(scored)).Save(Path.Combine(options.Output, "confusion.svg"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
