using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetNeural.ModelProcess;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>The trainer where ML.NET's own trainers can stand.</summary>
[TestClass]
public sealed class PipelineTests
{
    private static readonly MlpMulticlassOptions Small = new() { HiddenLayers = [8], Optimizer = new Sgd(0.1f), MaxEpochs = 10, Seed = 3 };

    [TestMethod]
    public void A_chain_trains_evaluates_and_predicts()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Point.Clouds(150));

        TransformerChain<KeyToValueMappingTransformer> model = Chain(ml).Fit(data);

        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(data), topKPredictionCount: 2);
        Assert.IsGreaterThan(0.95, metrics.MicroAccuracy);
        Assert.IsGreaterThanOrEqualTo(metrics.MicroAccuracy, metrics.TopKAccuracy);
        Assert.Contains("right", metrics.ConfusionMatrix.GetFormattedConfusionTable(), "the classes are named after the values of the label");
        using PredictionEngine<Point, NamedPrediction> engine = ml.Model.CreatePredictionEngine<Point, NamedPrediction>(model);
        Assert.AreEqual("top", engine.Predict(new Point { Features = [0, 2] }).PredictedLabel);
        Assert.AreEqual("left", engine.Predict(new Point { Features = [-2, -1] }).PredictedLabel);
    }

    [TestMethod]
    public void Of_several_trainers_in_a_chain_each_scores_and_the_last_one_is_seen()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Point.Clouds(90));
        var trainers = ml.MulticlassClassification.Trainers;

        IDataView scored = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(trainers.MultilayerPerceptron(Small with { MaxEpochs = 1 }))
            .Append(trainers.MultilayerPerceptron(Small with { Seed = 4 }))
            .Append(trainers.MultilayerPerceptron(Small with { ScoreColumnName = "OtherScore", PredictedLabelColumnName = "Other" }))
            .Fit(data).Transform(data);

        Assert.AreEqual(2, scored.Schema.Count(column => column.Name == "Score"));
        Assert.IsTrue(scored.Schema.First(column => column.Name == "Score").IsHidden);
        CollectionAssert.AreEqual(
            new uint[] { 1, 2, 3 }, scored.Schema.Where(column => column.Name.EndsWith("Score", StringComparison.Ordinal)).Select(SetId).ToArray());
        Assert.IsGreaterThan(0.9, ml.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        Assert.IsGreaterThan(0.9, ml.MulticlassClassification.Evaluate(scored, scoreColumnName: "OtherScore", predictedLabelColumnName: "Other").MicroAccuracy);
    }

    [TestMethod]
    public void A_chain_within_a_chain_is_saved_and_loaded_by_file_and_by_stream_again_and_again()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Point.Clouds(90));
        EstimatorChain<MlpMulticlassTransformer> inner = ml.Transforms.CopyColumns("Copy", "Features")
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with { FeatureColumnName = "Copy" }));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(inner).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);
        string[] expected = Scores(model, data);

        using var folder = new TemporaryFolder();
        for (int round = 0; round < 3; round++)
        {
            ml.Model.Save(model, data.Schema, folder.File("model.zip"));
            model = new MLContext().Model.Load(folder.File("model.zip"), out DataViewSchema schema);
            CollectionAssert.AreEqual(expected, Scores(model, data));
            Assert.IsNotNull(schema.GetColumnOrNull("Features"));

            using var stream = new MemoryStream();
            ml.Model.Save(model, data.Schema, stream);
            stream.Position = 0;
            model = new MLContext().Model.Load(stream, out _);
            CollectionAssert.AreEqual(expected, Scores(model, data));
        }
    }

    [TestMethod]
    public void A_new_process_loads_a_model_without_a_word_and_scores_the_same_bits()
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        IDataView data = ml.Data.LoadFromEnumerable(Point.Clouds(90));
        ITransformer model = Chain(ml).Fit(data);
        ml.Model.Save(model, data.Schema, folder.File("model.zip"));

        string output = ModelProgram.Run("score", folder.File("model.zip"));

        using PredictionEngine<Point, Prediction> engine = ml.Model.CreatePredictionEngine<Point, Prediction>(model);
        CollectionAssert.AreEqual(
            Point.Probes.Select(point => string.Join(' ', engine.Predict(point).Score.Select(score => $"{BitConverter.SingleToUInt32Bits(score):X8}"))).ToArray(),
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void Parallel_cursors_give_every_row_once_with_its_own_scores()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.Cache(ml.Data.LoadFromEnumerable(Blobs.Rows(3000)));
        IDataView scored = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(data).Transform(data);
        List<string> expected = Read(scored.GetRowCursor(scored.Schema));

        DataViewRowCursor[] cursors = scored.GetRowCursorSet(scored.Schema, 3);
        var found = new List<string>[cursors.Length];
        Parallel.For(0, cursors.Length, i => found[i] = Read(cursors[i]));

        CollectionAssert.AreEquivalent(expected, found.SelectMany(rows => rows).ToList());
    }

    [TestMethod]
    public void Scored_rows_can_be_cached_shuffled_and_split()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Blobs.View(ml, 300);
        IDataView scored = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(data).Transform(data);
        List<string> expected = Read(scored.GetRowCursor(scored.Schema));

        IDataView cached = ml.Data.Cache(scored), shuffled = ml.Data.ShuffleRows(scored, seed: 5);
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(scored, 0.3, seed: 2);

        CollectionAssert.AreEqual(expected, Read(cached.GetRowCursor(cached.Schema)));
        CollectionAssert.AreEquivalent(expected, Read(shuffled.GetRowCursor(shuffled.Schema)));
        CollectionAssert.AreEquivalent(
            expected, Read(split.TrainSet.GetRowCursor(split.TrainSet.Schema)).Concat(Read(split.TestSet.GetRowCursor(split.TestSet.Schema))).ToList());
    }

    [TestMethod]
    public void Generic_code_trains_it_as_any_estimator()
    {
        static (ITransformer Model, List<ITransformer> Seen) Train(IEstimator<ITransformer> estimator, IDataView data)
        {
            var seen = new List<ITransformer>();
            return (estimator.WithOnFitDelegate(seen.Add).Fit(data), seen);
        }

        var ml = new MLContext(seed: 1);

        (ITransformer model, List<ITransformer> seen) = Train(ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small), Blobs.View(ml, 90));

        Assert.IsInstanceOfType<MlpMulticlassTransformer>(model);
        Assert.AreSame(model, seen.Single());
    }

    private static EstimatorChain<KeyToValueMappingTransformer> Chain(MLContext ml) => ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.Transforms.Concatenate("Inputs", "Features"))
        .AppendCacheCheckpoint(ml)
        .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with { FeatureColumnName = "Inputs" }))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    private static string[] Scores(ITransformer model, IDataView data)
        => [.. new MLContext().Data.CreateEnumerable<NamedPrediction>(model.Transform(data), reuseRowObject: false).Select(row => $"{row.PredictedLabel} {string.Join(' ', row.Score)}")];

    private static uint SetId(DataViewSchema.Column column)
    {
        uint id = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref id);
        return id;
    }

    private static List<string> Read(DataViewRowCursor cursor)
    {
        using DataViewRowCursor rows = cursor;
        ValueGetter<VBuffer<float>> features = rows.GetGetter<VBuffer<float>>(rows.Schema["Features"]), scores = rows.GetGetter<VBuffer<float>>(rows.Schema["Score"]);
        ValueGetter<uint> predicted = rows.GetGetter<uint>(rows.Schema["PredictedLabel"]);
        VBuffer<float> x = default, p = default;
        uint key = 0;
        var read = new List<string>();
        while (rows.MoveNext())
        {
            features(ref x);
            scores(ref p);
            predicted(ref key);
            read.Add($"{string.Join(' ', x.DenseValues())}: {string.Join(' ', p.DenseValues())} {key}");
        }

        return read;
    }

    private sealed class NamedPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
