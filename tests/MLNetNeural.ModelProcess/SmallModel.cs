using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.ModelProcess;

/// <summary>A model of a few kilobytes: the fixtures of the tests are files of it.</summary>
public static class SmallModel
{
    /// <summary>Trains and saves; the one part of the file is our own, and there is no input schema, so that either build can load what the other has saved.</summary>
    public static void Train(string file)
    {
        var ml = new MLContext(seed: 1);
        IDataView points = ml.Data.LoadFromEnumerable(Point.Clouds(90));
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(points).Transform(points);
        ITransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [8, new HiddenLayer(5) { Activation = Activation.LeakyRelu(0.125f), UseBias = false }],
            Optimizer = new Sgd(0.1f),
            MaxEpochs = 3,
            ValidationSetFraction = 0.2,
        }).Fit(keyed);
        ml.Model.Save(model, null, file);
    }
}
