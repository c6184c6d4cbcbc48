using Microsoft.ML;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>A row of weight 2 counts as the row twice, and one of weight 0 as if it were not there: in losses, means, scalings and class weights.</summary>
[TestClass]
public sealed class ExampleWeightTests
{
    private const float Tolerance = 1e-4f;

    private static MlpRegressionOptions Regression => new()
    {
        LabelColumnName = "Value",
        HiddenLayers = [8],
        MissingValues = MissingValueHandling.ReplaceByMean,
        Optimizer = new Sgd(0.2f),
        BatchSize = null,
        MaxEpochs = 20,
        Seed = 1,
    };

    private static MlpBinaryOptions Binary => new()
    {
        LabelColumnName = "Truth",
        HiddenLayers = [8],
        ClassWeights = ClassWeights.Balanced,
        Optimizer = new Sgd(0.2f),
        BatchSize = null,
        MaxEpochs = 20,
        Seed = 1,
    };

    [TestMethod]
    public void Weighted_regression_is_that_of_repeated_rows()
    {
        (IDataView weighted, IDataView repeated) = Views(row => row.Features[0] = float.NaN);
        var ml = new MLContext();

        MlpRegressionTransformer byWeight = ml.Regression.Trainers.MultilayerPerceptron(Regression with { ExampleWeightColumnName = "Weight" }).Fit(weighted);
        MlpRegressionTransformer byRows = ml.Regression.Trainers.MultilayerPerceptron(Regression).Fit(repeated);

        AssertClose(Values(byRows, repeated), Values(byWeight, repeated), 5000);
        AssertDiffer(Values(ml.Regression.Trainers.MultilayerPerceptron(Regression).Fit(weighted), repeated), Values(byWeight, repeated), 5000);
        AssertClose(
            [.. byRows.Model.TrainingHistory.Epochs.Select(epoch => (float)epoch.TrainingLoss)],
            [.. byWeight.Model.TrainingHistory.Epochs.Select(epoch => (float)epoch.TrainingLoss)],
            1);
    }

    [TestMethod]
    public void Weighted_truths_with_balanced_classes_are_those_of_repeated_rows()
    {
        (IDataView weighted, IDataView repeated) = Views(_ => { });
        var ml = new MLContext();

        MlpBinaryTransformer byWeight = ml.BinaryClassification.Trainers.MultilayerPerceptron(Binary with { ExampleWeightColumnName = "Weight" }).Fit(weighted);
        MlpBinaryTransformer byRows = ml.BinaryClassification.Trainers.MultilayerPerceptron(Binary).Fit(repeated);

        AssertClose(Logits(byRows, repeated), Logits(byWeight, repeated), 1);
        AssertDiffer(Logits(ml.BinaryClassification.Trainers.MultilayerPerceptron(Binary).Fit(weighted), repeated), Logits(byWeight, repeated), 1);
    }

    [TestMethod]
    public void Weighted_classes_with_balanced_weights_are_those_of_repeated_rows()
    {
        var ml = new MLContext();
        List<ClassRow> rows = [.. Blobs.Rows(90).Select((row, i) => new ClassRow { Label = row.Label, Features = row.Features, Weight = (i / 3 * (row.Label + 1)) % 3 })];
        IDataView weighted = ml.Data.LoadFromEnumerable(rows), repeated = ml.Data.LoadFromEnumerable(rows.SelectMany(row => Enumerable.Repeat(row, (int)row.Weight)).ToArray());
        MlpMulticlassOptions options = new() { HiddenLayers = [8], ClassWeights = ClassWeights.Balanced, Optimizer = new Sgd(0.1f), BatchSize = null, MaxEpochs = 20, Seed = 1 };

        MlpMulticlassTransformer byWeight = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { ExampleWeightColumnName = "Weight" }).Fit(weighted);
        MlpMulticlassTransformer byRows = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(repeated);

        AssertClose(Probabilities(byRows, repeated), Probabilities(byWeight, repeated), 1);
        Assert.AreEqual(byRows.Model.TrainingHistory.Epochs[0].TrainingAccuracy!.Value, byWeight.Model.TrainingHistory.Epochs[0].TrainingAccuracy!.Value, 1e-9);
    }

    [TestMethod]
    public void Validation_figures_are_weighted()
    {
        (IDataView weighted, IDataView repeated) = Views(_ => { });
        var ml = new MLContext();
        IDataView training = Points.View(ml, 50, seed: 4);
        double Loss(IDataView validation) => ml.Regression.Trainers.MultilayerPerceptron(Regression with { ExampleWeightColumnName = "Weight", ValidationSet = validation })
            .Fit(training).Model.TrainingHistory.Last!.ValidationLoss!.Value;

        Assert.AreEqual(Loss(Unweighted(ml, repeated)), Loss(weighted), 1e-5);
        Assert.AreNotEqual(Loss(Unweighted(ml, weighted)), Loss(weighted), 1e-5);
    }

    [TestMethod]
    public void Weights_that_are_all_0_name_the_column()
    {
        var ml = new MLContext();
        List<Points.Row> rows = Points.Rows(20);
        foreach (Points.Row row in rows) row.Weight = 0;
        MlpRegressionOptions options = Regression with { ExampleWeightColumnName = "Weight" };

        Assert.AreEqual(
            "The weight column 'Weight' is 0 in all training rows: at least one must count.",
            Assert.ThrowsExactly<InvalidOperationException>(() => ml.Regression.Trainers.MultilayerPerceptron(options).Fit(ml.Data.LoadFromEnumerable(rows))).Message);
        Assert.AreEqual(
            "The weight column 'Weight' is 0 in all validation rows: at least one must count.",
            Assert.ThrowsExactly<InvalidOperationException>(
                () => ml.Regression.Trainers.MultilayerPerceptron(options with { ValidationSet = ml.Data.LoadFromEnumerable(rows) }).Fit(Points.View(ml, 20))).Message);
    }

    /// <summary>Rows of the weights 0, 1 and 2, and the same rows as often as they weigh.</summary>
    private static (IDataView Weighted, IDataView Repeated) Views(Action<Points.Row> damage)
    {
        var ml = new MLContext();
        List<Points.Row> rows = Points.Rows(90);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].Weight = i % 3;
            if (i % 7 == 0) damage(rows[i]);
        }

        return (ml.Data.LoadFromEnumerable(rows), ml.Data.LoadFromEnumerable(rows.SelectMany(row => Enumerable.Repeat(row, (int)row.Weight)).ToArray()));
    }

    private static IDataView Unweighted(MLContext ml, IDataView data)
    {
        List<Points.Row> rows = [.. ml.Data.CreateEnumerable<Points.Row>(data, reuseRowObject: false)];
        foreach (Points.Row row in rows) row.Weight = 1;
        return ml.Data.LoadFromEnumerable(rows);
    }

    private static float[] Values(ITransformer model, IDataView data) => [.. Points.Predict<Points.Regression>(model, data).Select(row => row.Score)];

    private static float[] Logits(ITransformer model, IDataView data) => [.. Points.Predict<Points.Binary>(model, data).Select(row => row.Score)];

    private static float[] Probabilities(ITransformer model, IDataView data) => [.. Points.Predict<Blobs.Prediction>(model, data).SelectMany(row => row.Score)];

    private static void AssertClose(float[] expected, float[] actual, float unit)
    {
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], Tolerance * unit, $"row {i}");
    }

    private static void AssertDiffer(float[] expected, float[] actual, float unit)
        => Assert.IsGreaterThan(100 * Tolerance * unit, expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)));

    private sealed class ClassRow
    {
        [Microsoft.ML.Data.KeyType(Blobs.Classes)]
        public uint Label { get; set; }

        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Weight { get; set; }
    }
}
