using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>Models in the hands of ML.NET's own evaluators.</summary>
[TestClass]
public sealed class EvaluateTests
{
    private static readonly MlpBinaryOptions Binary = new() { LabelColumnName = "Truth", HiddenLayers = [8], Optimizer = new Sgd(0.3f), MaxEpochs = 30, BatchSize = 16 };

    private static readonly MlpRegressionOptions Regression = new() { LabelColumnName = "Value", HiddenLayers = [8], Optimizer = new Sgd(0.05f), MaxEpochs = 30, BatchSize = 16 };

    [TestMethod]
    public void Binary_scores_are_evaluated_as_calibrated_ones()
    {
        var ml = new MLContext(seed: 1);
        ITransformer model = ml.BinaryClassification.Trainers.MultilayerPerceptron(Binary).Fit(Points.View(ml, 300));
        IDataView scored = model.Transform(Points.View(ml, 300, seed: 2));

        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(scored, "Truth");

        List<Points.Binary> predictions = [.. ml.Data.CreateEnumerable<Points.Binary>(scored, reuseRowObject: false)];
        double bits = Points.Rows(300, seed: 2).Zip(predictions).Average(pair => -Math.Log2(pair.First.Truth ? pair.Second.Probability : 1 - pair.Second.Probability));
        Assert.AreEqual(bits, metrics.LogLoss, 1e-4);
        Assert.IsGreaterThan(0.95, metrics.Accuracy);
        Assert.IsGreaterThan(0.98, metrics.AreaUnderRocCurve);
    }

    [TestMethod]
    public void Regression_scores_are_evaluated_in_units()
    {
        var ml = new MLContext(seed: 1);
        ITransformer model = ml.Regression.Trainers.MultilayerPerceptron(Regression).Fit(Points.View(ml, 300));

        RegressionMetrics metrics = ml.Regression.Evaluate(model.Transform(Points.View(ml, 300, seed: 2)), "Value");

        Assert.IsGreaterThan(0.99, metrics.RSquared);
        Assert.IsLessThan(100, metrics.MeanAbsoluteError);
    }
}
