using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>Sparse rows train and score as they are, and give what they would give dense.</summary>
[TestClass]
public sealed class SparseFeaturesTests
{
    private const int Wide = 100_000;

    private static MlpRegressionOptions Small => new() { LabelColumnName = "Value", HiddenLayers = [8], Optimizer = new Sgd(0.05f), BatchSize = 16, MaxEpochs = 5, Seed = 3 };

    [TestMethod]
    [DoNotParallelize] // it watches the memory of the process
    public void A_hundred_thousand_columns_train_and_score_without_being_filled_up()
    {
        const int Rows = 4000;
        const long DenseBytes = (long)Rows * Wide * sizeof(float);
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        WideRow[] rows = [.. Enumerable.Range(0, Rows).Select(i => new WideRow
        {
            Features = new VBuffer<float>(Wide, 3, [1, 1, 1], [i % 2, 2 + random.Next(Wide / 2), (Wide / 2) + 2 + random.Next((Wide / 2) - 2)]),
            Truth = i % 2 == 1,
        })];
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        MlpBinaryOptions options = new() { LabelColumnName = "Truth", HiddenLayers = [4], Optimizer = new Sgd(0.5f, momentum: 0), BatchSize = 200, MaxEpochs = 3, ValidationSetFraction = 0.1, Seed = 1 };
        long before = Environment.WorkingSet, peak = 0;

        MlpBinaryTransformer model = ml.BinaryClassification.Trainers.MultilayerPerceptron(options with
        {
            BatchCallback = _ => peak = Math.Max(peak, Environment.WorkingSet),
        }).Fit(data);
        List<Points.Binary> predictions = Points.Predict<Points.Binary>(model, data);
        peak = Math.Max(peak, Environment.WorkingSet);

        Assert.IsLessThan(DenseBytes / 8, peak - before);
        Assert.IsTrue(predictions.Zip(rows).All(pair => pair.First.PredictedLabel == pair.Second.Truth));
        using var engine = ml.Model.CreatePredictionEngine<WideRow, Points.Binary>(Points.RoundTrip(ml, model, data));
        Assert.AreEqual(predictions[7].Score, engine.Predict(rows[7]).Score, 1e-6);
    }

    [TestMethod]
    [DataRow(MissingValueHandling.Error)]
    [DataRow(MissingValueHandling.ReplaceByMean)]
    public void Sparse_rows_give_the_bits_of_dense_ones(MissingValueHandling missing)
    {
        var ml = new MLContext(seed: 1);
        List<SparseRow> rows = Rows(120, hasMissing: missing == MissingValueHandling.ReplaceByMean), others = Rows(40, hasMissing: false);
        IDataView sparse = ml.Data.LoadFromEnumerable(rows), dense = Dense(ml, rows);
        MlpRegressionOptions options = Small with { MissingValues = missing };

        MlpRegressionTransformer fromSparse = ml.Regression.Trainers.MultilayerPerceptron(options with { ValidationSet = ml.Data.LoadFromEnumerable(others) }).Fit(sparse);
        MlpRegressionTransformer fromDense = ml.Regression.Trainers.MultilayerPerceptron(options with { ValidationSet = Dense(ml, others) }).Fit(dense);

        Assert.IsTrue(fromSparse.Model.HasSparseFeatures);
        Assert.IsFalse(fromDense.Model.HasSparseFeatures);
        CollectionAssert.AreEqual(Scores(fromDense, dense), Scores(fromSparse, sparse));
        CollectionAssert.AreEqual(Scores(fromDense, dense), Scores(fromSparse, dense)); // each scores the other's rows
        CollectionAssert.AreEqual(Scores(fromDense, dense), Scores(fromDense, sparse));
        CollectionAssert.AreEqual(Scores(fromSparse, sparse), Scores(Points.RoundTrip(ml, fromSparse, sparse), sparse));
        MlpRegressionTransformer further = ml.Regression.Trainers.MultilayerPerceptron(options).Fit(sparse, fromDense);
        CollectionAssert.AreEqual(Scores(ml.Regression.Trainers.MultilayerPerceptron(options).Fit(dense, fromSparse), dense), Scores(further, sparse));
    }

    [TestMethod]
    [DataRow(2, true)]
    [DataRow(3, false)]
    public void A_tenth_of_the_values_is_the_border(int valuesOfTwenty, bool isSparse)
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new SparseRow
        {
            Features = new VBuffer<float>(20, valuesOfTwenty, [.. Enumerable.Repeat(1f, valuesOfTwenty)], [.. Enumerable.Range(i % 10, valuesOfTwenty)]),
            Value = i,
        }));

        Assert.AreEqual(isSparse, ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(data).Model.HasSparseFeatures);
    }

    [TestMethod]
    [DataRow(float.NaN, "The feature column 'Features' has a missing value (NaN) in slot 12 of row 5: replace missing values before training, for example with ReplaceMissingValues, or set MissingValues to ReplaceByMean.")]
    [DataRow(float.NegativeInfinity, "The feature column 'Features' has -Infinity in slot 12 of row 5: features must be finite, correct or leave out the row.")]
    public void A_value_that_cannot_be_used_names_slot_and_row(float value, string message)
    {
        var ml = new MLContext(seed: 1);
        List<SparseRow> rows = Rows(20, hasMissing: false);
        rows[5].Features = new VBuffer<float>(20, 2, [1, value], [3, 12]);

        Assert.AreEqual(
            message,
            Assert.ThrowsExactly<InvalidOperationException>(() => ml.Regression.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows))).Message);
    }

    [TestMethod]
    public void Texts_train_sparse_through_a_pipeline()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new CategoryRow { Category = $"c{i % 40}", Value = i % 40 < 20 ? 1 : -1 }));
        var pipeline = ml.Transforms.Categorical.OneHotEncoding("Features", "Category")
            .Append(ml.Regression.Trainers.MultilayerPerceptron(Small with { MaxEpochs = 30 }));

        var model = pipeline.Fit(data);

        Assert.IsTrue(model.LastTransformer.Model.HasSparseFeatures);
        Assert.IsGreaterThan(0.9, ml.Regression.Evaluate(model.Transform(data), "Value").RSquared);
    }

    private static List<SparseRow> Rows(int count, bool hasMissing)
        => [.. Enumerable.Range(0, count).Select(i => new SparseRow
        {
            Features = new VBuffer<float>(20, 2, [hasMissing && i % 9 == 4 ? float.NaN : 1 + (i % 2), (i % 5) / 4f], [i % 20 / 2, 10 + (i % 10)]),
            Value = i % 7,
        })];

    private static IDataView Dense(MLContext ml, IEnumerable<SparseRow> rows)
        => ml.Data.LoadFromEnumerable(rows.Select(row => new SparseRow { Features = new VBuffer<float>(20, [.. row.Features.DenseValues()]), Value = row.Value }).ToArray());

    private static float[] Scores(ITransformer model, IDataView data) => [.. Points.Predict<Points.Regression>(model, data).Select(p => p.Score)];

    private sealed class SparseRow
    {
        [VectorType(20)]
        public VBuffer<float> Features { get; set; }

        public float Value { get; set; }
    }

    private sealed class WideRow
    {
        [VectorType(Wide)]
        public VBuffer<float> Features { get; set; }

        public bool Truth { get; set; }
    }

    private sealed class CategoryRow
    {
        public string Category { get; set; } = "";

        public float Value { get; set; }
    }
}
