using System.Diagnostics;
using Examples;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;
using static System.FormattableString;

namespace CubicRegression;

/// <summary>Points to model: draw, train, evaluate, save; then load the model as another program would, and use it.</summary>
internal sealed class CubicRecipe(RunOptions run, CubicOptions options)
{
    private const int Points = 1000;

    public void Run(CancellationToken cancellation)
    {
        Directory.CreateDirectory(run.Output); // a folder that cannot be made is known before training
        MLContext ml = run.CreateContext();
        IDataView points = ml.Data.LoadFromEnumerable(CubicPoint.Draw(Points, run.Seed));
        using var reporters = new RunReporters(run, "A cubic with noise", "points", histogramInterval: Math.Max(1, options.Epochs / 100));
        MlpRegressionTrainer trainer = ml.Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions
        {
            FeatureColumnName = nameof(CubicPoint.X),
            LabelColumnName = nameof(CubicPoint.NoisyY),
            HiddenLayers = [32, 64, 16],
            Loss = new MeanAbsoluteError(),
            StandardizeTargets = false,
            Optimizer = new Sgd(learningRate: 2e-4f, momentum: 0),
            BatchSize = null, // all points in each step
            Shuffle = false,
            MaxEpochs = options.Epochs,
            NumberOfThreads = options.Threads,
            CancellationToken = cancellation,
        }.ReportTo(reporters.All));

        var clock = Stopwatch.StartNew();
        MlpRegressionTransformer model = trainer.Fit(points);
        double seconds = clock.Elapsed.TotalSeconds;
        TrainingHistory history = model.Model.TrainingHistory;
        Console.WriteLine(LossChart.Draw([.. history.Epochs.Select(epoch => epoch.TrainingLoss)], LossChart.TerminalColumns));
        Console.WriteLine(Invariant(
            $"{history.Epochs.Length} epochs in {seconds:0.00} s; mean loss of the last tenth {history.Epochs.TakeLast(Math.Max(1, history.Epochs.Length / 10)).Average(epoch => epoch.TrainingLoss):0.0}."));

        IDataView scored = model.Transform(points);
        RegressionMetrics metrics = ml.Regression.Evaluate(scored, nameof(CubicPoint.NoisyY));
        Console.WriteLine(Invariant(
            $"On the points: mean absolute error {metrics.MeanAbsoluteError:0.0}, root of the mean squared error {metrics.RootMeanSquaredError:0.0}, R² {metrics.RSquared:0.0000}."));

        CsvFiles.WriteHistory(run.File("history.csv"), history);
        CsvFiles.WritePredictions(run.File("predictions.csv"), ml.Data.CreateEnumerable<CubicPrediction>(scored, reuseRowObject: true));
        LearningCurves.Draw(history).Save(run.File("curves.svg"));
        (double X, double True, double Predicted)[] curve =
            [.. ml.Data.CreateEnumerable<CubicPrediction>(scored, reuseRowObject: true).Select(point => ((double)point.X, (double)point.NoisyY, (double)point.Score))];
        ScatterPlot.DataAndModel(curve, "x", "y", "A cubic with noise, and the network").Save(run.File("scatter.svg"));
        string path = run.File("model.zip");
        ml.Model.Save(model, points.Schema, path);
        UseSaved(path);
        run.WriteReport(model, new ReportOptions
        {
            Title = "A cubic with noise",
            DataDescription = "y = x³ + 3x² + 3 with noise of deviation 1",
            TestData = ml.Data.LoadFromEnumerable(CubicPoint.Draw(Points, run.Seed + 1)),
        });
        Console.WriteLine($"Written to '{run.Output}'.");
    }

    private static void UseSaved(string path)
    {
        var ml = new MLContext();
        ITransformer model = ml.Model.Load(path, out _);
        using PredictionEngine<CubicPoint, CubicPrediction> engine = ml.Model.CreatePredictionEngine<CubicPoint, CubicPrediction>(model);
        foreach (float x in new[] { -10f, 0, 10 })
        {
            Console.WriteLine(Invariant($"The saved model says f({x}) = {engine.Predict(new CubicPoint { X = x }).Score:0.0}; the cubic is {(x * x * x) + (3 * x * x) + 3:0.0}."));
        }
    }
}
