using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

var ml = new MLContext(seed: 1);
ml.Log += (_, e) =>
{
    if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Info && e.RawMessage.Contains(" on CPU", StringComparison.Ordinal)) Console.WriteLine(e.RawMessage);
    if (e.RawMessage.Contains("Device.Auto is ", StringComparison.Ordinal)) Console.WriteLine(e.RawMessage);
};

// ML.NET's own package is not only beside ours, it is used.
Console.WriteLine(ml.MulticlassClassification.Trainers.TextClassification().GetType().Assembly.GetName().Name);

IDataView points = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Point { Features = [MathF.Cos(i), MathF.Sin(i)], Label = MathF.Cos(i) }));
ITransformer model = ml.Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions
{
    HiddenLayers = [8],
    Activation = Activation.Tanh,
    Optimizer = new Adam(.05f),
    MaxEpochs = 30,
    BatchSize = 20,
    Device = args is ["torch-cpu"] ? Device.TorchCpu : Device.Auto,
}).Fit(points);
Console.WriteLine(ml.Regression.Evaluate(model.Transform(points)).RSquared > .9 ? "learned" : "not learned");

internal sealed class Point
{
    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
