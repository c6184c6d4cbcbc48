using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Reports;
using MLNetNeural.Reports.Live;
using MLNetNeural.Reports.Progress;
using MLNetNeural.Trainers;

var ml = new MLContext(seed: 1);
ITransformer model;
if (args is ["train"])
{
    IDataView points = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Point
    {
        Features = [MathF.Cos(i), MathF.Sin(i)],
        Label = MathF.Cos(i) > 0 ? "right" : "left",
    }));
    using var live = new LivePage();
    using var progress = new ConsoleProgress();
    var options = new MlpMulticlassOptions { HiddenLayers = [8], Activation = Activation.Tanh, Optimizer = new Adam(.05f), MaxEpochs = 20, BatchSize = 20 };
    model = ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(options.ReportTo(live, progress)))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(points);
    ml.Model.Save(model, points.Schema, "model.zip");
    model.SaveReport("report.html", new ReportOptions { TrainingData = points });
}
else
{
    model = ml.Model.Load("model.zip", out _);
}

using PredictionEngine<Point, Prediction> engine = ml.Model.CreatePredictionEngine<Point, Prediction>(model);
foreach (float x in new[] { -.9f, .9f })
{
    Prediction prediction = engine.Predict(new Point { Features = [x, .1f] });
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{x}: {prediction.PredictedLabel} {string.Join(' ', prediction.Score)}"));
}

internal sealed class Point
{
    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public string Label { get; set; } = "";
}

internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
