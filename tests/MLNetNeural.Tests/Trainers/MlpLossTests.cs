using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>What the scores are with losses that are not the task's own.</summary>
[TestClass]
public sealed class MlpLossTests
{
    private static MlpRegressionOptions Plain => new() { LabelColumnName = "Value", HiddenLayers = [16], Optimizer = new Adam(0.01f), MaxEpochs = 60, Seed = 1 };

    [TestMethod]
    public void Several_quantiles_are_a_named_vector_each_above_its_share_of_the_labels()
    {
        var ml = new MLContext();
        var random = new Random(3);
        List<Points.Row> rows = Points.Rows(1000);
        foreach (Points.Row row in rows) row.Value = 5000 + (1000 * row.X) + (float)(500 * random.NextDouble());
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        MlpRegressionTrainer trainer = ml.Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new Quantile(0.1f, 0.5f, 0.9f), LearningRateSchedule = new CosineSchedule() });

        MlpRegressionTransformer model = trainer.Fit(data);

        CollectionAssert.AreEqual(new[] { "0.1", "0.5", "0.9" }, SlotNames(model, data));
        float[][] scores = Vectors(model, data);
        foreach ((double quantile, int slot) in new[] { (0.1, 0), (0.5, 1), (0.9, 2) })
        {
            Assert.AreEqual(quantile, rows.Zip(scores).Average(pair => pair.First.Value <= pair.Second[slot] ? 1.0 : 0), 0.06, $"quantile {quantile}");
        }

        ITransformer loaded = Points.RoundTrip(ml, model, data);
        CollectionAssert.AreEqual(SlotNames(model, data), SlotNames(loaded, data));
        for (int i = 0; i < scores.Length; i++) CollectionAssert.AreEqual(scores[i], Vectors(loaded, data)[i]);
        using var engine = ml.Model.CreatePredictionEngine<Points.Row, Points.MultiOutput>(loaded);
        float[] single = engine.Predict(rows[4]).Score;
        for (int slot = 0; slot < 3; slot++) Assert.AreEqual(scores[4][slot], single[slot], 1e-3);
    }

    [TestMethod]
    public void Quantiles_of_several_values_come_value_by_value_in_their_units()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 300);

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Plain with { LabelColumnName = "Values", Loss = new Quantile(0.25f, 0.75f) }).Fit(data);

        CollectionAssert.AreEqual(new[] { "0 0.25", "0 0.75", "1 0.25", "1 0.75" }, SlotNames(model, data));
        float[][] scores = Vectors(Points.RoundTrip(ml, model, data), data);
        Assert.AreEqual(5000, scores.Average(row => row[1]), 600);
        Assert.AreEqual(0, scores.Average(row => row[2]), 0.02);
        ReadOnlyMemory<char> kind = default;
        model.GetOutputSchema(data.Schema)["Score"].Annotations.GetValue("ScoreColumnKind", ref kind);
        Assert.AreEqual("QuantileRegression", kind.ToString());
    }

    [TestMethod]
    public void The_promise_of_several_quantiles_is_a_vector_with_names()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 10);
        var pipeline = ml.Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new Quantile(0.1f, 0.9f), MaxEpochs = 1 })
            .Append(ml.Transforms.Concatenate("Both", "Score", "Features"));

        Assert.AreEqual("Vector<Single, 4>", pipeline.Fit(data).Transform(data).Schema["Both"].Type.ToString());
    }

    [TestMethod]
    public void One_quantile_is_a_plain_score()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 300);

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new Quantile(0.5f) }).Fit(data);

        Assert.AreEqual("Single", model.GetOutputSchema(data.Schema)["Score"].Type.ToString());
        Assert.IsGreaterThan(0.95, ml.Regression.Evaluate(model.Transform(data), "Value").RSquared);
    }

    [TestMethod]
    public void The_score_of_Poisson_is_the_expected_count()
    {
        var ml = new MLContext();
        List<Points.Row> rows = Points.Rows(400);
        foreach (Points.Row row in rows) row.Value = MathF.Round(MathF.Exp(1 + row.X));
        IDataView data = ml.Data.LoadFromEnumerable(rows);

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new Poisson() }).Fit(data);

        float[] scores = Scores(model, data);
        Assert.AreEqual(rows.Average(row => row.Value), scores.Average(), 0.1); // the sum of scores is that of the counts where the loss is lowest
        Assert.IsTrue(scores.All(score => score > 0));
        CollectionAssert.AreEqual(scores, Scores(Points.RoundTrip(ml, model, data), data));
        MlpRegressionTransformer positive = ml.Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new MeanSquaredError(), StandardizeTargets = false, MaxEpochs = 1 }).Fit(data);
        Assert.Contains("scores of another kind", Assert.ThrowsExactly<ArgumentException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new Poisson() }).Fit(data, positive)).Message);
    }

    [TestMethod]
    public void Poisson_with_standardized_labels_is_refused()
        => Assert.AreEqual(
            "MlpRegressionOptions.StandardizeTargets must be off for the loss Poisson, which needs counts: leave the option out, or set it to false.",
            Assert.ThrowsExactly<ArgumentException>(
                () => new MLContext().Regression.Trainers.MultilayerPerceptron(Plain with { Loss = new Poisson(), StandardizeTargets = true })).Message);

    [TestMethod]
    public void A_loss_of_ones_own_sees_labels_as_they_are_and_the_score_is_the_output()
    {
        var ml = new MLContext();
        List<Points.Row> rows = Points.Rows(200);
        foreach (Points.Row row in rows) row.Value = row.X;
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        MlpRegressionOptions options = Plain with { HiddenLayers = [], MaxEpochs = 5, StandardizeTargets = null };

        float[] own = Scores(ml.Regression.Trainers.MultilayerPerceptron(options with { Loss = new CustomLoss(Squared) }).Fit(data), data);

        float[] known = Scores(ml.Regression.Trainers.MultilayerPerceptron(options with { Loss = new MeanSquaredError(), StandardizeTargets = false }).Fit(data), data);
        for (int i = 0; i < own.Length; i++) Assert.AreEqual(known[i], own[i], 1e-6);
    }

    [TestMethod]
    public void A_loss_of_ones_own_for_truths_gives_logits()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 200);
        MlpBinaryOptions options = new() { LabelColumnName = "Truth", HiddenLayers = [8], Optimizer = new Adam(0.02f), Seed = 1, Loss = new CustomLoss(Hinge) };

        MlpBinaryTransformer model = ml.BinaryClassification.Trainers.MultilayerPerceptron(options).Fit(data);

        List<Points.Binary> predictions = Points.Predict<Points.Binary>(model, data);
        Assert.IsGreaterThan(0.9, predictions.Zip(Points.Rows(200)).Average(pair => pair.First.PredictedLabel == pair.Second.Truth ? 1.0 : 0));
        foreach (Points.Binary prediction in predictions) Assert.AreEqual(prediction.Score > 0, prediction.PredictedLabel);
    }

    [TestMethod]
    public void Losses_of_values_are_refused_for_truths()
    {
        foreach (Loss loss in new Loss[] { new Quantile(0.1f, 0.9f), new Poisson(), new MeanSquaredError() })
        {
            Assert.AreEqual(
                $"MlpBinaryOptions.Loss must be a loss of logits as BinaryCrossEntropy is, got {loss.GetType().Name}.",
                Assert.ThrowsExactly<ArgumentException>(() => new MLContext().BinaryClassification.Trainers.MultilayerPerceptron(new MlpBinaryOptions { Loss = loss })).Message);
        }
    }

    private static double Squared(ReadOnlySpan<float> outputs, Target target, Span<float> gradient)
    {
        double d = (double)outputs[0] - target.Values[0];
        if (!gradient.IsEmpty) gradient[0] = (float)(2 * d);
        return d * d;
    }

    private static double Hinge(ReadOnlySpan<float> outputs, Target target, Span<float> gradient)
    {
        int sign = target.Values[0] > 0 ? 1 : -1;
        double loss = Math.Max(0, 1 - (sign * (double)outputs[0]));
        if (!gradient.IsEmpty) gradient[0] = loss > 0 ? -sign : 0;
        return loss;
    }

    private static float[] Scores(ITransformer model, IDataView data) => [.. Points.Predict<Points.Regression>(model, data).Select(row => row.Score)];

    private static float[][] Vectors(ITransformer model, IDataView data) => [.. Points.Predict<Points.MultiOutput>(model, data).Select(row => row.Score)];

    private static string[] SlotNames(ITransformer model, IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        model.GetOutputSchema(data.Schema)["Score"].Annotations.GetValue("SlotNames", ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
