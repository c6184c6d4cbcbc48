using Microsoft.ML;
using MLNetNeural.ModelProcess;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class CrossValidationTests
{
    [TestMethod]
    public void Each_fold_has_a_model_of_its_own_that_scores_rows_it_has_not_seen()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Point.Clouds(150));
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [8], Optimizer = new Sgd(0.1f), MaxEpochs = 10 }));

        var folds = ml.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 3);

        Assert.HasCount(3, folds);
        Assert.HasCount(3, folds.Select(fold => fold.Model).Distinct().ToArray());
        foreach (var fold in folds) Assert.IsGreaterThan(0.9, fold.Metrics.MicroAccuracy);
        Assert.AreEqual(150, folds.Sum(fold => ml.Data.CreateEnumerable<Prediction>(fold.ScoredHoldOutSet, reuseRowObject: true).Count()));
    }

    [TestMethod]
    public void Binary_trainers_are_evaluated_fold_by_fold()
    {
        var ml = new MLContext(seed: 1);
        MlpBinaryOptions options = new() { LabelColumnName = "Truth", HiddenLayers = [8], Optimizer = new Sgd(0.3f), MaxEpochs = 30, BatchSize = 16 };

        var folds = ml.BinaryClassification.CrossValidate(Points.View(ml, 300), ml.BinaryClassification.Trainers.MultilayerPerceptron(options), 3, "Truth");

        Assert.HasCount(3, folds);
        foreach (var fold in folds) Assert.IsGreaterThan(0.9, fold.Metrics.Accuracy);
    }

    [TestMethod]
    public void Regression_trainers_are_evaluated_fold_by_fold()
    {
        var ml = new MLContext(seed: 1);
        MlpRegressionOptions options = new() { LabelColumnName = "Value", HiddenLayers = [8], Optimizer = new Sgd(0.05f), MaxEpochs = 30, BatchSize = 16 };

        var folds = ml.Regression.CrossValidate(Points.View(ml, 300), ml.Regression.Trainers.MultilayerPerceptron(options), 3, "Value");

        Assert.HasCount(3, folds);
        foreach (var fold in folds) Assert.IsGreaterThan(0.95, fold.Metrics.RSquared);
    }
}
