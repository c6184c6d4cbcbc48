using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

/// <summary>Cross-validation of an estimator that scores by a factor: nothing is learned but what it saw.</summary>
[TestClass]
public class CrossValidateTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    public void Each_fold_learns_from_the_others_and_is_scored_whole()
    {
        ColumnsView data = Rows(60);
        var folds = Context.Data.CrossValidationSplit(data, 4);
        ScaleEstimator estimator = new("Features", "Score");

        var results = Context.Regression.CrossValidate(data, estimator, numberOfFolds: 4);

        Assert.AreEqual(4, estimator.Fits);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, results.Select(result => result.Fold).ToArray());
        foreach (TrainCatalogBase.CrossValidationResult<RegressionMetrics> result in results)
        {
            Assert.IsInstanceOfType<ScaleTransformer>(result.Model);
            CollectionAssert.AreEqual(Columns.Read<int>(folds[result.Fold].TestSet, "Id"), Columns.Read<int>(result.ScoredHoldOutSet, "Id"));
            Assert.AreEqual(Context.Regression.Evaluate(result.ScoredHoldOutSet).MeanSquaredError, result.Metrics.MeanSquaredError);
        }
    }

    [TestMethod]
    public void Label_sampling_key_and_seed_are_handed_on()
    {
        ColumnsView data = Rows(60);

        var results = Context.Regression.CrossValidate(data, new ScaleEstimator("Features", "Score"), 3, "Other", "Group", seed: 9);

        var folds = Context.Data.CrossValidationSplit(data, 3, "Group", seed: 9);
        for (int i = 0; i < 3; i++)
            CollectionAssert.AreEqual(Columns.Read<int>(folds[i].TestSet, "Id"), Columns.Read<int>(results[i].ScoredHoldOutSet, "Id"));
        Assert.AreEqual(0, results[0].Metrics.MeanSquaredError, "Score = 2 · Features = Other.");
    }

    [TestMethod]
    public void Transformers_of_every_scope_take_part_in_scoring_the_held_out_rows()
    {
        EstimatorChain<ScaleTransformer> trainTest = new EstimatorChain<ITransformer>()
            .Append(new ScaleEstimator("Features", "OnlyInTraining"), TransformerScope.TrainTest).Append(new ScaleEstimator("Features", "Score"));

        var results = Context.Regression.CrossValidate(Rows(20), trainTest, 2);

        Assert.IsNotNull(results[0].ScoredHoldOutSet.Schema.GetColumnOrNull("OnlyInTraining"));
        Assert.HasCount(2, (IEnumerable<ITransformer>)results[0].Model);
    }

    [TestMethod]
    public void Binary_classifiers_are_validated_with_and_without_probabilities()
    {
        ColumnsView data = Rows(60);
        var uncalibrated = new ScaleEstimator("Features", "Score").Append(new ScaleEstimator("Features", "PredictedLabel"));
        var calibrated = uncalibrated.Append(new ScaleEstimator("Likelihood", "Probability"));

        var results = Context.BinaryClassification.CrossValidateNonCalibrated(data, uncalibrated, 3, "Positive");
        var withProbabilities = Context.BinaryClassification.CrossValidate(data, calibrated, 3, "Positive");

        Assert.IsTrue(results.All(result => result.Metrics.AreaUnderRocCurve == 1 && result.Metrics.Accuracy == 1));
        Assert.IsTrue(withProbabilities.All(result => result.Metrics.LogLoss == 1), "Every probability is 1/2.");
        CollectionAssert.AreEqual(
            results.Select(result => result.Metrics.ConfusionMatrix.Counts[0][0]).ToArray(),
            withProbabilities.Select(result => result.Metrics.ConfusionMatrix.Counts[0][0]).ToArray());
    }

    [TestMethod]
    public void Classifiers_of_several_classes_are_validated()
    {
        var results = Context.MulticlassClassification.CrossValidate(
            Rows(60), Context.Transforms.CopyColumns("Score", "Scores").Append(Context.Transforms.CopyColumns("PredictedLabel", "Class")), 3, "Class");

        Assert.IsTrue(results.All(result => result.Metrics.MicroAccuracy == 1));
    }

    [TestMethod]
    public void At_least_two_folds_are_needed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Regression.CrossValidate(Rows(4), new ScaleEstimator("Features", "Score"), numberOfFolds: 1));

        Assert.AreEqual("numFolds", error.ParamName);
    }

    // Label = Features; Positive where that is above 0; Class 1 or 2, with its scores.
    private static ColumnsView Rows(int n)
    {
        float[] features = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? i + 1f : -i)];
        return new ColumnsView()
            .Add("Id", NumberDataViewType.Int32, Enumerable.Range(0, n).ToArray())
            .AddText("Group", [.. Enumerable.Range(0, n).Select(i => $"g{i % 12}")])
            .AddSingles("Features", features)
            .AddSingles("Label", features)
            .AddSingles("Other", [.. features.Select(value => 2 * value)])
            .AddSingles("Likelihood", [.. features.Select(_ => .25f)])
            .Add("Positive", BooleanDataViewType.Instance, [.. features.Select(value => value > 0)])
            .AddKeys("Class", 2, [.. features.Select(value => value > 0 ? 1u : 2)])
            .AddSingleVectors("Scores", 2, [.. features.Select(value => value > 0 ? new[] { .9f, .1f } : [.2f, .8f])]);
    }
}
