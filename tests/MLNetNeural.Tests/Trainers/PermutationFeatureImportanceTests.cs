using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class PermutationFeatureImportanceTests
{
    [TestMethod]
    public void Features_that_matter_are_told_from_noise()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        IDataView data = ml.Data.LoadFromEnumerable(Blobs.Rows(300).Select(row => new Row { Label = row.Label, Features = [.. row.Features, (float)random.NextDouble()] }));
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers
            .MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [8], Optimizer = new Sgd(0.1f), MaxEpochs = 15 }).Fit(data);

        ImmutableArray<MulticlassClassificationMetricsStatistics> importance =
            ml.MulticlassClassification.PermutationFeatureImportance(model, model.Transform(data), permutationCount: 2);

        Assert.HasCount(3, importance);
        Assert.IsLessThan(-0.1, importance[0].MicroAccuracy.Mean);
        Assert.IsLessThan(-0.1, importance[1].MicroAccuracy.Mean);
        Assert.AreEqual(0, importance[2].MicroAccuracy.Mean, 0.02);
    }

    private sealed class Row
    {
        [KeyType(Blobs.Classes)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }
}
