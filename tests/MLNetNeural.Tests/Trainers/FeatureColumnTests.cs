using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class FeatureColumnTests
{
    private static MlpRegressionOptions Small => new() { LabelColumnName = "Value", HiddenLayers = [8], Optimizer = new Sgd(0.05f), MaxEpochs = 5, Seed = 3 };

    [TestMethod]
    public void A_plain_number_is_a_feature()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 60);
        IDataView vector = ml.Transforms.Concatenate("OneX", "X").Fit(data).Transform(data);

        MlpRegressionTransformer plain = ml.Regression.Trainers.MultilayerPerceptron(Small with { FeatureColumnName = "X" }).Fit(data);
        MlpRegressionTransformer wrapped = ml.Regression.Trainers.MultilayerPerceptron(Small with { FeatureColumnName = "OneX" }).Fit(vector);

        Assert.AreEqual("1 → 8 → 1", plain.Model.Spec.ToString());
        CollectionAssert.AreEqual(Scores(wrapped, vector), Scores(plain, data));
    }

    [TestMethod]
    public void Sparse_rows_train_and_score_as_dense_ones()
    {
        var ml = new MLContext(seed: 1);
        List<SparseRow> sparse = [.. Enumerable.Range(0, 60).Select(i => new SparseRow
        {
            Features = new VBuffer<float>(20, 2, [i % 2 == 0 ? 1f : 2f, i], [i % 20 / 2, 10 + (i % 10)]),
            Value = i % 7,
        })];
        IDataView sparseView = ml.Data.LoadFromEnumerable(sparse);
        IDataView denseView = ml.Data.LoadFromEnumerable(sparse.Select(row => new SparseRow { Features = new VBuffer<float>(20, [.. row.Features.DenseValues()]), Value = row.Value }));

        MlpRegressionTransformer fromSparse = ml.Regression.Trainers.MultilayerPerceptron(Small with { Optimizer = new Sgd(1e-4f) }).Fit(sparseView);
        MlpRegressionTransformer fromDense = ml.Regression.Trainers.MultilayerPerceptron(Small with { Optimizer = new Sgd(1e-4f) }).Fit(denseView);

        CollectionAssert.AreEqual(Scores(fromDense, denseView), Scores(fromSparse, sparseView));
    }

    [TestMethod]
    public void Missing_values_become_the_mean_of_the_training_rows_also_in_scoring_and_after_saving()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> rows = Points.Rows(60), filled = Points.Rows(60);
        float mean = (float)(rows.Where((_, i) => i % 10 != 3).Sum(row => (double)row.Features[1]) / 54);
        for (int i = 3; i < rows.Count; i += 10)
        {
            rows[i].Features[1] = float.NaN;
            filled[i].Features[1] = mean;
        }

        IDataView missing = ml.Data.LoadFromEnumerable(rows), complete = ml.Data.LoadFromEnumerable(filled);
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small with { MissingValues = MissingValueHandling.ReplaceByMean }).Fit(missing);
        MlpRegressionTransformer expected = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(complete);

        CollectionAssert.AreEqual(Scores(expected, complete), Scores(model, missing));
        CollectionAssert.AreEqual(Scores(expected, complete), Scores(Points.RoundTrip(ml, model, missing), missing));
    }

    [TestMethod]
    public void Validation_rows_do_not_enter_the_means()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> training = Points.Rows(40), validation = Points.Rows(20, seed: 2);
        training[0].Features[0] = float.NaN;
        foreach (Points.Row row in validation) row.Features[0] += 1000;
        MlpRegressionOptions options = Small with { MissingValues = MissingValueHandling.ReplaceByMean, RestoreBestWeights = false };

        MlpRegressionTransformer alone = ml.Regression.Trainers.MultilayerPerceptron(options).Fit(ml.Data.LoadFromEnumerable(training));
        MlpRegressionTransformer validated = ml.Regression.Trainers.MultilayerPerceptron(options with { ValidationSet = ml.Data.LoadFromEnumerable(validation) })
            .Fit(ml.Data.LoadFromEnumerable(training));

        IDataView scored = ml.Data.LoadFromEnumerable(training);
        CollectionAssert.AreEqual(Scores(alone, scored), Scores(validated, scored));
    }

    [TestMethod]
    public void Without_a_mean_a_missing_value_has_no_score()
    {
        var ml = new MLContext(seed: 1);
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(Points.View(ml, 20));
        List<Points.Row> rows = Points.Rows(3);
        rows[1].Features[0] = float.NaN;

        float[] scores = Scores(model, ml.Data.LoadFromEnumerable(rows));

        CollectionAssert.AreEqual(new[] { false, true, false }, scores.Select(float.IsNaN).ToArray());
    }

    [TestMethod]
    [DataRow(MissingValueHandling.Error)]
    [DataRow(MissingValueHandling.ReplaceByMean)]
    public void An_infinite_feature_names_column_slot_and_row(MissingValueHandling missing)
    {
        var ml = new MLContext();
        List<Points.Row> rows = Points.Rows(10);
        rows[6].Features[1] = float.PositiveInfinity;

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Small with { MissingValues = missing }).Fit(ml.Data.LoadFromEnumerable(rows)));

        Assert.AreEqual("The feature column 'Features' has Infinity in slot 1 of row 6: features must be finite, correct or leave out the row.", error.Message);
    }

    [TestMethod]
    public void Means_have_no_effect_on_bytes()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new ByteRow { Features = [1, 2], Value = 1 }, new ByteRow { Features = [3, 2], Value = 2 } });

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Small with { MissingValues = MissingValueHandling.ReplaceByMean }).Fit(data));

        Assert.AreEqual("MlpRegressionOptions.MissingValues has no effect on the feature column 'Features': bytes cannot be missing, leave the option out.", error.Message);
    }

    [TestMethod]
    public void A_feature_column_of_another_type_says_what_to_do()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Small with { FeatureColumnName = "Truth" }).Fit(Points.View(ml, 10)));

        Assert.AreEqual(
            "The feature column 'Truth' must be a vector of Single or Byte of known size, or a Single, got Boolean: build it with Concatenate or LoadImageTensor. (Parameter 'inputSchema')",
            error.Message);
    }

    private static float[] Scores(ITransformer model, IDataView data) => [.. Points.Predict<Points.Regression>(model, data).Select(p => p.Score)];

    private sealed class SparseRow
    {
        [VectorType(20)]
        public VBuffer<float> Features { get; set; }

        public float Value { get; set; }
    }

    private sealed class ByteRow
    {
        [VectorType(2)]
        public byte[] Features { get; set; } = [];

        public float Value { get; set; }
    }
}
