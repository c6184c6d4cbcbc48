using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>What is the same for every task, shown on one of them.</summary>
[TestClass]
public sealed class MlpTrainerTests
{
    private static MlpRegressionOptions Plain => new()
    {
        LabelColumnName = "Value",
        HiddenLayers = [8],
        Optimizer = new Sgd(0.05f, momentum: 0),
        Shuffle = false,
        MaxEpochs = 4,
        Seed = 3,
    };

    [TestMethod]
    public void Training_on_from_a_model_gives_what_training_at_once_gives()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 100);

        MlpRegressionTransformer half = ml.Regression.Trainers.MultilayerPerceptron(Plain).Fit(data);
        float[] before = Scores(half, data);
        MlpRegressionTransformer whole = ml.Regression.Trainers.MultilayerPerceptron(Plain).Fit(data, half);

        CollectionAssert.AreEqual(Scores(ml.Regression.Trainers.MultilayerPerceptron(Plain with { MaxEpochs = 8 }).Fit(data), data), Scores(whole, data));
        CollectionAssert.AreEqual(before, Scores(half, data));
    }

    [TestMethod]
    public void A_model_trains_on_with_the_scaling_that_its_weights_are_for()
    {
        var ml = new MLContext(seed: 1);
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Plain with { MaxEpochs = 30 }).Fit(Points.View(ml, 200));
        IDataView few = ml.Data.LoadFromEnumerable(Points.Rows(200).Where(row => row.Value > 6000));

        MlpRegressionTransformer further = ml.Regression.Trainers.MultilayerPerceptron(Plain with { Optimizer = new Sgd(1e-30f, 0), MaxEpochs = 1 }).Fit(few, model);

        CollectionAssert.AreEqual(Scores(model, few), Scores(further, few));
    }

    [TestMethod]
    public void A_model_that_differs_is_refused_by_what_differs()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 20);
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Plain with { MaxEpochs = 1 }).Fit(data);
        string Refused(MlpRegressionOptions options)
            => Assert.ThrowsExactly<ArgumentException>(() => ml.Regression.Trainers.MultilayerPerceptron(options).Fit(data, model)).Message;

        Assert.AreEqual("The previous model is 2 → 8 → 1, but the options and the data give 2 → 9 → 1.", Refused(Plain with { HiddenLayers = [9] }));
        Assert.AreEqual("The previous model is 2 → 8 → 1, but the options and the data give 1 → 8 → 1.", Refused(Plain with { FeatureColumnName = "X" }));
        Assert.AreEqual("Layer 1 of the previous model has the activation Relu, but the options say Tanh.", Refused(Plain with { Activation = Activation.Tanh }));
        Assert.AreEqual(
            "The previous model does not replace missing values by means, but the option MissingValues is ReplaceByMean. " +
            "The previous model was trained with StandardizeTargets, but the option is False.",
            Refused(Plain with { StandardizeTargets = false, MissingValues = MissingValueHandling.ReplaceByMean }));
    }

    [TestMethod]
    public void A_model_of_other_classes_is_refused()
    {
        var ml = new MLContext(seed: 1);
        IDataView Keyed(params string[] names)
        {
            IDataView data = ml.Data.LoadFromEnumerable(Blobs.Rows(12).Select(row => new Blobs.NamedRow { Label = names[row.Label], Features = row.Features }));
            return ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        }

        MlpMulticlassTrainer trainer = ml.MulticlassClassification.Trainers.MultilayerPerceptron(maxEpochs: 1);
        MlpMulticlassTransformer model = trainer.Fit(Keyed("a", "b", "c"));

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(Keyed("b", "a", "c"), model));

        Assert.AreEqual(
            "The previous model has other classes, or in another order, than the label column 'Label': map the label with the transformer that the model was trained with.",
            error.Message);
        Assert.IsNotNull(trainer.Fit(Keyed("a", "b", "c"), model));
    }

    [TestMethod]
    public void A_validation_set_is_scored_after_each_epoch_and_not_trained_on()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 60), validation = Points.View(ml, 30, seed: 2);
        MlpRegressionOptions options = Plain with { StandardizeTargets = false, Loss = new MeanAbsoluteError(), Optimizer = new Sgd(1, 0), RestoreBestWeights = false };

        MlpRegressionTransformer alone = ml.Regression.Trainers.MultilayerPerceptron(options).Fit(data);
        MlpRegressionTransformer validated = ml.Regression.Trainers.MultilayerPerceptron(options with { ValidationSet = validation }).Fit(data);

        CollectionAssert.AreEqual(Scores(alone, data), Scores(validated, data));
        double error = Points.Rows(30, seed: 2).Zip(Scores(validated, validation)).Average(pair => Math.Abs((double)pair.First.Value - pair.Second));
        Assert.AreEqual(error, validated.Model.TrainingHistory.Last!.ValidationLoss!.Value, 1e-5 * error);
    }

    [TestMethod]
    public void A_validation_set_of_another_kind_is_refused()
    {
        var ml = new MLContext(seed: 1);
        IDataView other = ml.Data.LoadFromEnumerable(new[] { new ThreeFeatures { Features = [1, 2, 3] } });

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Plain with { ValidationSet = other }).Fit(Points.View(ml, 20)));

        Assert.AreEqual(
            "The column 'Features' of the ValidationSet is Vector<Single, 3>, but in the training data it is Vector<Single, 2> or means something else: transform both with the same transformers.",
            error.Message);
    }

    [TestMethod]
    public void Clipping_shortens_steps()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 60);

        double free = Losses(ml.Regression.Trainers.MultilayerPerceptron(Plain).Fit(data))[^1];

        Assert.IsGreaterThan(free, Losses(ml.Regression.Trainers.MultilayerPerceptron(Plain with { ClipNorm = 1e-3f }).Fit(data))[^1]);
        Assert.IsGreaterThan(free, Losses(ml.Regression.Trainers.MultilayerPerceptron(Plain with { ClipValue = 1e-4f }).Fit(data))[^1]);
    }

    [TestMethod]
    [DataRow(-1f, "-1")]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    public void A_weight_that_is_none_names_column_and_row(float weight, string written)
    {
        var ml = new MLContext();
        List<Points.Row> rows = Points.Rows(10);
        rows[4].Weight = weight;

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Plain with { ExampleWeightColumnName = "Weight" }).Fit(ml.Data.LoadFromEnumerable(rows)));

        Assert.AreEqual($"The weight column 'Weight' must be at least 0 and finite, but row 4 has {written}: correct or leave out the row.", error.Message);
    }

    [TestMethod]
    public void A_weight_column_of_another_type_says_what_to_do()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Plain with { ExampleWeightColumnName = "Truth" }).Fit(Points.View(ml, 10)));

        Assert.AreEqual("The weight column 'Truth' must be Single, got Boolean: convert it with ConvertType. (Parameter 'inputSchema')", error.Message);
    }

    [TestMethod]
    public void Options_that_contradict_each_other_are_named_together()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => ml.Regression.Trainers.MultilayerPerceptron(Plain with
        {
            ValidationSet = Points.View(ml, 1),
            ValidationSetFraction = 0.1,
            ClipNorm = 1,
            ClipValue = 1,
            BatchSize = null,
            DropLastBatch = true,
            HiddenLayers = [],
            Dropout = 0.5f,
            CheckpointInterval = TimeSpan.FromSeconds(1),
        }));

        Assert.AreEqual(
            "MlpRegressionOptions.ClipNorm and ClipValue exclude each other: set one of them. " +
            "MlpRegressionOptions.ValidationSet and ValidationSetFraction exclude each other: set one of them. " +
            "MlpRegressionOptions.DropLastBatch has no effect when BatchSize is null: one batch holds all rows. " +
            "MlpRegressionOptions.Dropout has no effect: no hidden layer takes it. " +
            "MlpRegressionOptions.CheckpointInterval has no effect without WorkspacePath: set that, or leave the interval out.",
            error.Message);
    }

    [TestMethod]
    public void Output_columns_must_differ()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => ml.BinaryClassification.Trainers.MultilayerPerceptron(new MlpBinaryOptions { ProbabilityColumnName = "Score", PredictedLabelColumnName = "Score" }));

        Assert.AreEqual(
            "MlpBinaryOptions.ProbabilityColumnName and ScoreColumnName must differ, both are 'Score'. " +
            "MlpBinaryOptions.PredictedLabelColumnName and ScoreColumnName must differ, both are 'Score'. " +
            "MlpBinaryOptions.PredictedLabelColumnName and ProbabilityColumnName must differ, both are 'Score'.",
            error.Message);
    }

    [TestMethod]
    public void Balanced_weights_make_rare_classes_count_as_much()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Blobs.Rows(120).Where((row, i) => row.Label > 0 || i % 4 == 0)); // 10, 40 and 40 rows
        MlpMulticlassOptions options = new() { HiddenLayers = [], MaxEpochs = 2, Seed = 3 };

        MlpMulticlassTransformer balanced = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { ClassWeights = ClassWeights.Balanced }).Fit(data);
        MlpMulticlassTransformer byLoss = ml.MulticlassClassification.Trainers
            .MultilayerPerceptron(options with { Loss = new CrossEntropy { ClassWeights = [3, 0.75f, 0.75f] } }).Fit(data);

        CollectionAssert.AreEqual(Losses(byLoss), Losses(balanced));
    }

    [TestMethod]
    public void The_log_of_a_regression_has_no_accuracy()
    {
        var ml = new MLContext(seed: 1);
        var lines = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.RawMessage.StartsWith("Epoch", StringComparison.Ordinal)) lines.Add(e.RawMessage);
        };

        ml.Regression.Trainers.MultilayerPerceptron(Plain with { ValidationSetFraction = 0.2 }).Fit(Points.View(ml, 30));

        Assert.MatchesRegex(@"^Epoch 1/4: loss \d\.\d{4}, validation loss \d\.\d{4}, learning rate 0\.05, \d+\.\d\d s, \d+ rows/s\.$", lines[0]);
    }

    private static float[] Scores(ITransformer model, IDataView data) => [.. Points.Predict<Points.Regression>(model, data).Select(p => p.Score)];

    private static double[] Losses(MlpTransformer model) => [.. model.Model.TrainingHistory.Epochs.Select(epoch => epoch.TrainingLoss)];

    private sealed class ThreeFeatures
    {
        [Microsoft.ML.Data.VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Value { get; set; }
    }
}
