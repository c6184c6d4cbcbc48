using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Tests;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Tests;

/// <summary>Reports of models as users have them: from pipelines, with data, of each task.</summary>
[TestClass]
public sealed class ModelReportTests
{
    private const int Side = 6;

    [TestMethod]
    public void A_report_of_a_classifier_agrees_with_ML_NET_and_shows_images()
    {
        var ml = new MLContext(seed: 1);
        IDataView train = ml.Data.LoadFromEnumerable(Drawn(120, 1)), test = ml.Data.LoadFromEnumerable(Drawn(90, 2, mixUp: true));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [5],
            MaxEpochs = 3,
            ValidationSetFraction = 0.2,
            Seed = 3,
            BatchSize = 16,
        })).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(train);
        MulticlassClassificationMetrics expected = ml.MulticlassClassification.Evaluate(model.Transform(test));

        using JsonDocument json = Report(model, new ReportOptions { Title = "T", TrainingData = train, TestData = test, ImageShape = new(Side, Side), TrainingImages = 10, WrongImages = 7, WeightImages = 3 });
        JsonElement data = json.RootElement, evaluation = data.GetProperty("evaluation");

        Assert.AreEqual($"{100 * expected.MicroAccuracy:0.0} %", Fact(evaluation, "metrics", "Accuracy"));
        Assert.AreEqual($"{expected.LogLoss:0.0000}", Fact(evaluation, "metrics", "Log-loss"));
        JsonElement counts = evaluation.GetProperty("confusion").GetProperty("counts"), classes = evaluation.GetProperty("classes");
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++) Assert.AreEqual(expected.ConfusionMatrix.Counts[i][j], counts[i][j].GetDouble());
            if (classes[i].TryGetProperty("recall", out JsonElement recall)) Assert.AreEqual(expected.ConfusionMatrix.PerClassRecall[i], recall.GetDouble(), 1e-9);
            if (classes[i].TryGetProperty("precision", out JsonElement precision)) Assert.AreEqual(expected.ConfusionMatrix.PerClassPrecision[i], precision.GetDouble(), 1e-9);
        }

        Assert.AreEqual("96 to train, 24 to validate, 90 to test", Fact(data, "facts", "Rows"));
        Assert.AreEqual("3", Fact(data, "facts", "Seed"));
        Assert.AreEqual("16", Fact(data, "options", "BatchSize"));
        Assert.AreEqual("0.01", Fact(data, "options", "LearningRate"));
        Assert.AreEqual("5", Fact(data, "options", "HiddenLayers"));
        Assert.AreEqual(3, data.GetProperty("history").GetProperty("epoch").GetArrayLength());
        CollectionAssert.AreEqual(new[] { 36, 5, 3 }, data.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("units").GetInt32()).ToArray());
        CollectionAssert.AreEqual(new[] { 185L, 18 }, data.GetProperty("layers").EnumerateArray().Skip(1).Select(layer => layer.GetProperty("parameters").GetInt64()).ToArray());
        long wrong = (long)Math.Round((1 - expected.MicroAccuracy) * 90);
        Assert.AreEqual(10, ImagesOf(data, "trainingImages").Length);
        Assert.AreEqual(3, ImagesOf(data, "weightImages").Length);
        Assert.AreEqual(Math.Min(7, wrong), ImagesOf(data, "wrongImages").Length);
        CollectionAssert.AreEquivalent(Names, ImagesOf(data, "trainingImages").Select(image => image.GetProperty("caption").GetString()).Distinct().ToArray());
    }

    [TestMethod]
    public void Wrong_images_come_with_the_most_confident_first()
    {
        var ml = new MLContext(seed: 1);
        IDataView train = ml.Data.LoadFromEnumerable(Drawn(60, 1)), test = ml.Data.LoadFromEnumerable(Drawn(200, 2, mixUp: true));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [8], MaxEpochs = 20, BatchSize = 8 })).Fit(train);

        using JsonDocument json = Report(model, new ReportOptions { TestData = test, ImageShape = new(Side, Side), WrongImages = 5 });

        int[] confidences = [.. ImagesOf(json.RootElement, "wrongImages").Select(image => int.Parse(Regex.Match(image.GetProperty("detail").GetString()!, @"(\d+) %").Groups[1].Value, null))];
        Assert.HasCount(5, confidences);
        CollectionAssert.AreEqual(confidences.OrderDescending().ToArray(), confidences);
        Assert.IsTrue(ImagesOf(json.RootElement, "wrongImages").All(image => image.GetProperty("caption").GetString()![5..] != image.GetProperty("detail").GetString()!.Split(' ', ',')[1]));
    }

    [TestMethod]
    public void A_report_of_a_binary_classifier_has_its_curves()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(5);
        Answer[] rows = [.. Enumerable.Range(0, 300).Select(_ => new Answer { X = random.NextSingle(), Label = random.NextDouble() < 0.4 }).Select(row => { row.X += row.Label ? 0.4f : 0; return row; })];
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        ITransformer model = ml.BinaryClassification.Trainers.MultilayerPerceptron(new MlpBinaryOptions { FeatureColumnName = "X", HiddenLayers = [4], MaxEpochs = 4 }).Fit(data);
        CalibratedBinaryClassificationMetrics expected = ml.BinaryClassification.Evaluate(model.Transform(data));

        using JsonDocument json = Report(model, new ReportOptions { TestData = data });
        JsonElement evaluation = json.RootElement.GetProperty("evaluation");

        Assert.AreEqual(expected.AreaUnderRocCurve, evaluation.GetProperty("roc").GetProperty("area").GetDouble(), 1e-6);
        Assert.AreEqual($"{100 * expected.Accuracy:0.0} %", Fact(evaluation, "metrics", "Accuracy"));
        Assert.AreEqual(1, evaluation.GetProperty("precisionRecall").GetProperty("x").EnumerateArray().Last().GetDouble());
        Assert.AreEqual(300, evaluation.GetProperty("calibration").GetProperty("counts").EnumerateArray().Sum(count => count.GetInt64()));
        Assert.IsFalse(json.RootElement.TryGetProperty("weightImages", out _));
    }

    [TestMethod]
    public void A_report_of_a_regression_has_its_points_and_for_one_feature_data_and_model()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new Point { X = i / 25f, Y = 3 + (i / 10f) }));
        ITransformer model = ml.Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions { LabelColumnName = "Y", FeatureColumnName = "X", HiddenLayers = [4], MaxEpochs = 30, BatchSize = 10 }).Fit(data);
        RegressionMetrics expected = ml.Regression.Evaluate(model.Transform(data), "Y");

        using JsonDocument json = Report(model, new ReportOptions { TestData = data, Points = 20 });
        JsonElement output = json.RootElement.GetProperty("evaluation").GetProperty("outputs")[0];

        Assert.AreEqual($"{expected.RSquared:0.0000}", Fact(output, "metrics", "R²"));
        Assert.AreEqual(expected.MeanAbsoluteError.ToString("G4", null), Fact(output, "metrics", "Mean absolute error"));
        Assert.AreEqual(20, output.GetProperty("true").GetArrayLength());
        Assert.AreEqual(20, output.GetProperty("feature").GetArrayLength());
        Assert.AreEqual("X", output.GetProperty("featureName").GetString());
    }

    [TestMethod]
    public void Several_labels_outputs_and_quantiles_have_reports()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(5);
        Several[] rows = [.. Enumerable.Range(0, 80).Select(_ => new Several { X = [random.NextSingle(), random.NextSingle()] }).Select(row => { row.Labels = [row.X[0] > 0.5f, row.X[1] > 0.3f, false]; row.Values = [row.X[0], row.X[1] * 2]; return row; })];
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        ITransformer labels = ml.BinaryClassification.Trainers.MultilayerPerceptron(new MlpBinaryOptions { LabelColumnName = "Labels", FeatureColumnName = "X", MaxEpochs = 2 }).Fit(data);
        ITransformer values = ml.Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions { LabelColumnName = "Values", FeatureColumnName = "X", MaxEpochs = 2 }).Fit(data);

        using JsonDocument ofLabels = Report(labels, new ReportOptions { TestData = data }), ofValues = Report(values, new ReportOptions { TestData = data });

        Assert.AreEqual("MultiLabel", ofLabels.RootElement.GetProperty("task").GetString());
        JsonElement scores = ofLabels.RootElement.GetProperty("evaluation").GetProperty("classes");
        Assert.AreEqual(3, scores.GetArrayLength());
        Assert.AreEqual(rows.Count(row => row.Labels[1]), scores[1].GetProperty("support").GetInt32());
        Assert.AreEqual(2, ofValues.RootElement.GetProperty("evaluation").GetProperty("outputs").GetArrayLength());
    }

    [TestMethod]
    public void A_loaded_model_has_a_report_too_and_options_can_be_given()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Drawn(30, 1));
        var options = new MlpMulticlassOptions { HiddenLayers = [3], MaxEpochs = 2 };
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(options)).Fit(data);
        ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        ITransformer loaded = ml.Model.Load(folder.File("model.zip"), out _);

        using JsonDocument bare = Report(loaded, new ReportOptions { TestData = data }), told = Report(loaded, new ReportOptions { TrainerOptions = options });

        Assert.AreEqual(0, bare.RootElement.GetProperty("options").GetArrayLength());
        Assert.AreEqual(2, bare.RootElement.GetProperty("history").GetProperty("epoch").GetArrayLength());
        Assert.AreEqual(30, bare.RootElement.GetProperty("evaluation").GetProperty("rows").GetInt32());
        Assert.AreEqual("2", Fact(told.RootElement, "options", "MaxEpochs"));
    }

    [TestMethod]
    public void What_cannot_be_reported_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Drawn(30, 1));
        ITransformer keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(data);
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [3], MaxEpochs = 1 })).Fit(data);
        string Fault(ITransformer of, ReportOptions? options = null) => Assert.Throws<ArgumentException>(() => of.SaveReport(folder.File("a.html"), options)).Message;

        Assert.StartsWith("A report needs a model with a multilayer perceptron, got ", Fault(keys));
        Assert.StartsWith("The test data have no label column 'Class'; the columns are Features, Label", Fault(model, new ReportOptions { TestData = data, LabelColumnName = "Class" }));
        Assert.AreEqual("ReportOptions.TrainingImages must be from 0 to 1000, got -1. ReportOptions.Points must be from 1 to 100000, got 0.", Fault(model, new ReportOptions { TrainingImages = -1, Points = 0 }));
        Assert.Throws<IOException>(() => model.SaveReport(Path.Combine(folder.Path, "missing", "a.html")));
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void A_long_run_with_many_noisy_images_stays_below_3_MB()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        Drawing[] rows = [.. Enumerable.Range(0, 1125).Select(i =>
        {
            float[] pixels = new float[3 * 48 * 48];
            for (int p = 0; p < pixels.Length; p++) pixels[p] = random.Next(256); // nothing compresses less
            return new Drawing { Label = Names[i % 3], Features = pixels };
        })];
        var definition = SchemaDefinition.Create(typeof(Drawing));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3 * 48 * 48);
        IDataView data = ml.Data.LoadFromEnumerable(rows, definition);
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [32],
            MaxEpochs = 200,
            BatchSize = null,
            Optimizer = new Sgd(1e-6f),
            ValidationSetFraction = 0.2,
        })).Fit(ml.Data.TakeRows(data, 40));

        model.SaveReport(folder.File("a.html"), new ReportOptions { TrainingData = data, TestData = data, ImageShape = new(48, 48) { Channels = MLNetNeural.Images.ImageChannels.Rgb } });

        Assert.IsLessThan(3_000_000L, new FileInfo(folder.File("a.html")).Length);
    }

    private static readonly string[] Names = ["left", "middle", "right"];

    /// <summary>Images with a bright column.</summary>
    private static Drawing[] Drawn(int count, int seed, bool mixUp = false)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int kind = random.Next(3);
            float[] pixels = [.. Enumerable.Range(0, Side * Side).Select(p => (p % Side / 2 == kind ? 0.6f : 0.2f) + (0.3f * random.NextSingle()))];
            return new Drawing { Label = Names[mixUp && i % 4 == 0 ? (kind + 1) % 3 : kind], Features = pixels };
        })];
    }

    private static JsonDocument Report(ITransformer model, ReportOptions options)
    {
        using var folder = new TemporaryFolder();
        model.SaveReport(folder.File("report.html"), options);
        string page = File.ReadAllText(folder.File("report.html"), Encoding.UTF8);
        return JsonDocument.Parse(Regex.Match(page, "id=\"report-data\">(.*?)</script>").Groups[1].Value);
    }

    private static string? Fact(JsonElement element, string list, string name)
        => element.GetProperty(list).EnumerateArray().Single(fact => fact.GetProperty("name").GetString() == name).GetProperty("value").GetString();

    private static JsonElement[] ImagesOf(JsonElement data, string sheet) => [.. data.GetProperty(sheet).GetProperty("images").EnumerateArray()];

    private sealed class Drawing
    {
        [VectorType(Side * Side)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Answer
    {
        public float X { get; set; }

        public bool Label { get; set; }
    }

    private sealed class Point
    {
        public float X { get; set; }

        public float Y { get; set; }
    }

    private sealed class Several
    {
        [VectorType(2)]
        public float[] X { get; set; } = [];

        [VectorType(3)]
        public bool[] Labels { get; set; } = [];

        [VectorType(2)]
        public float[] Values { get; set; } = [];
    }
}
