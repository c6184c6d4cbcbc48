using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class MlpRegressionTrainerTests
{
    private static MlpRegressionOptions Small => new()
    {
        LabelColumnName = "Value",
        HiddenLayers = [8],
        Optimizer = new Sgd(0.05f),
        BatchSize = 16,
        MaxEpochs = 40,
        Seed = 3,
    };

    [TestMethod]
    public void A_plane_is_learned_in_its_units()
    {
        var ml = new MLContext(seed: 1);

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(Points.View(ml, 300));

        List<Points.Row> test = Points.Rows(100, seed: 2);
        List<Points.Regression> predictions = Points.Predict<Points.Regression>(model, ml.Data.LoadFromEnumerable(test));
        Assert.IsLessThan(60, test.Zip(predictions).Average(pair => Math.Abs(pair.First.Value - pair.Second.Score)));
        Assert.IsLessThan(0.01, model.Model.TrainingHistory.Last!.TrainingLoss); // in squared standard deviations
    }

    [TestMethod]
    public void The_short_overload_trains_with_its_arguments()
    {
        var ml = new MLContext(seed: 1);

        MlpRegressionTransformer model = ml.Regression.Trainers
            .MultilayerPerceptron("Value", hiddenLayers: [5, 4], maxEpochs: 2, batchSize: 10, learningRate: 0.05f)
            .Fit(Points.View(ml, 30));

        Assert.AreEqual("2 → 5 → 4 → 1", model.Model.Spec.ToString());
        Assert.HasCount(2, model.Model.TrainingHistory.Epochs);
        Assert.AreEqual(0.05, model.Model.TrainingHistory.Last!.LearningRate, 1e-8);
    }

    [TestMethod]
    public void Training_does_not_depend_on_units()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> rows = Points.Rows(100);
        MlpRegressionTransformer thousands = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows));
        foreach (Points.Row row in rows) row.Value = (row.Value / 1024) - 7;

        MlpRegressionTransformer ones = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows));

        double[] expected = Losses(thousands), actual = Losses(ones);
        for (int e = 0; e < expected.Length; e++) Assert.AreEqual(expected[e], actual[e], 1e-3 * expected[e]);
    }

    [TestMethod]
    public void Without_standardized_targets_losses_are_in_the_units_of_the_label()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 100);
        MlpRegressionOptions frozen = Small with { StandardizeTargets = false, Optimizer = new Sgd(1e-30f), MaxEpochs = 1, BatchSize = null, Loss = new MeanAbsoluteError() };

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(frozen).Fit(data);

        List<Points.Regression> predictions = Points.Predict<Points.Regression>(model, data);
        double error = Points.Rows(100).Zip(predictions).Average(pair => Math.Abs(pair.First.Value - pair.Second.Score));
        Assert.AreEqual(error, model.Model.TrainingHistory.Last!.TrainingLoss, 1e-5 * error);
        Assert.IsGreaterThan(1000, error);
    }

    [TestMethod]
    [DataRow("MeanSquaredError")]
    [DataRow("MeanAbsoluteError")]
    [DataRow("SmoothL1")]
    [DataRow("Huber")]
    public void Every_loss_of_values_trains(string loss)
    {
        var ml = new MLContext(seed: 1);
        Loss[] losses = [new MeanSquaredError(), new MeanAbsoluteError(), new SmoothL1(0.5f), new Huber(0.5f)];

        MlpRegressionTransformer model = ml.Regression.Trainers
            .MultilayerPerceptron(Small with { Loss = losses.Single(known => known.GetType().Name == loss) }).Fit(Points.View(ml, 200));

        double[] history = Losses(model);
        Assert.IsLessThan(history[0] / 4, history[^1]);
    }

    [TestMethod]
    public void A_vector_of_labels_gives_a_vector_each_in_its_units()
    {
        var ml = new MLContext(seed: 1);

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small with { LabelColumnName = "Values" }).Fit(Points.View(ml, 300));

        List<Points.Row> test = Points.Rows(100, seed: 2);
        List<Points.MultiOutput> predictions = Points.Predict<Points.MultiOutput>(model, ml.Data.LoadFromEnumerable(test));
        Assert.IsLessThan(100, test.Zip(predictions).Average(pair => Math.Abs(pair.First.Values[0] - pair.Second.Score[0])));
        Assert.IsLessThan(0.002, test.Zip(predictions).Average(pair => Math.Abs(pair.First.Values[1] - pair.Second.Score[1])));
    }

    [TestMethod]
    public void A_constant_label_is_predicted()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> rows = Points.Rows(50);
        foreach (Points.Row row in rows) row.Value = 1e6f;

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows));

        foreach (Points.Regression prediction in Points.Predict<Points.Regression>(model, ml.Data.LoadFromEnumerable(rows))) Assert.AreEqual(1e6, prediction.Score, 1);
    }

    [TestMethod]
    public void Names_of_outputs_stay_with_the_score_through_saving()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Concatenate("Both", "Value", "X").Fit(Points.View(ml, 40)).Transform(Points.View(ml, 40));
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small with { LabelColumnName = "Both", MaxEpochs = 1 }).Fit(data);

        ITransformer again = Points.RoundTrip(ml, model, data);

        VBuffer<ReadOnlyMemory<char>> names = default;
        again.GetOutputSchema(data.Schema)["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "Value", "X" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        CollectionAssert.AreEqual(
            Points.Predict<Points.MultiOutput>(model, data).SelectMany(p => p.Score).ToArray(),
            Points.Predict<Points.MultiOutput>(again, data).SelectMany(p => p.Score).ToArray());
    }

    [TestMethod]
    public void A_saved_model_gives_the_same_bits()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 60);
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small with { MaxEpochs = 3 }).Fit(data);

        ITransformer again = Points.RoundTrip(ml, model, data);

        CollectionAssert.AreEqual(
            Points.Predict<Points.Regression>(model, data).Select(p => p.Score).ToArray(),
            Points.Predict<Points.Regression>(again, data).Select(p => p.Score).ToArray());
    }

    [TestMethod]
    public void Rows_without_a_label_are_left_out_and_infinite_labels_are_errors()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> rows = Points.Rows(40);
        MlpRegressionTransformer without = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows.Where((_, i) => i != 4)));
        rows[4].Value = float.NaN;
        MlpRegressionTransformer missing = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows));
        rows[4].Value = float.NegativeInfinity;

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows)));

        CollectionAssert.AreEqual(Losses(without), Losses(missing));
        Assert.AreEqual("The label column 'Value' must be finite, but row 4 has -Infinity: correct or leave out the row.", error.Message);
    }

    [TestMethod]
    public void A_label_or_loss_of_another_kind_says_what_to_do()
    {
        var ml = new MLContext();

        ArgumentException label = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Small with { LabelColumnName = "Truth" }).Fit(Points.View(ml, 10)));
        ArgumentException loss = Assert.ThrowsExactly<ArgumentException>(() => ml.Regression.Trainers.MultilayerPerceptron(Small with { Loss = new CrossEntropy() }));

        Assert.AreEqual(
            "The label column 'Truth' must be Single, or a vector of Single of known size for several outputs, got Boolean: convert it with ConvertType. (Parameter 'inputSchema')",
            label.Message);
        Assert.AreEqual("MlpRegressionOptions.Loss must be a loss of values as MeanSquaredError is, got CrossEntropy.", loss.Message);
    }

    private static double[] Losses(MlpTransformer model) => [.. model.Model.TrainingHistory.Epochs.Select(epoch => epoch.TrainingLoss)];
}
