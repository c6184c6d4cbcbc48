using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Images;

/// <summary>ML.NET's own steps for images compose with the trainers, as docs/images.md shows.</summary>
[TestClass]
public sealed class MLNetStepsTests
{
    private const int Side = 8;

    [TestMethod]
    public void LoadImages_ResizeImages_and_ExtractPixels_train_save_load_and_predict()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        Row[] rows = [.. Enumerable.Range(0, 60).Select(i => Draw(folder, i))];
        IDataView images = ml.Data.LoadFromEnumerable(rows);
        IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Image", folder.Path, "ImagePath"))
            .Append(ml.Transforms.ResizeImages("Image", Side, Side, "Image", ImageResizingEstimator.ResizingKind.Fill))
            .Append(ml.Transforms.ExtractPixels("Features", "Image", offsetImage: 127.5f, scaleImage: 1 / 127.5f))
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
            {
                HiddenLayers = [16],
                BatchSize = 16,
                MaxEpochs = 20,
                Optimizer = new Sgd(0.05f),
                Seed = 3,
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        ITransformer model = pipeline.Fit(images);
        ml.Model.Save(model, images.Schema, folder.File("model.zip"));
        var fresh = new MLContext();
        ITransformer loaded = fresh.Model.Load(folder.File("model.zip"), out _);
        using PredictionEngine<Row, Prediction> engine = fresh.Model.CreatePredictionEngine<Row, Prediction>(loaded);

        Assert.IsGreaterThan(0.95, ml.MulticlassClassification.Evaluate(model.Transform(images)).MicroAccuracy);
        string[] predicted = [.. rows.Select(row => engine.Predict(row).PredictedLabel)];
        CollectionAssert.AreEqual(model.Transform(images).GetColumn<string>("PredictedLabel").ToArray(), predicted);
    }

    private static Row Draw(TemporaryFolder folder, int i)
    {
        const int width = 14, height = 10;
        byte[] pixels = TestImages.Noise(width, height, seed: i);
        for (int p = 0; p < width * height; p++)
        {
            bool isBright = p / width < height / 2 == (i % 2 == 0);
            for (int c = 0; c < 3; c++) pixels[(4 * p) + c] = (byte)((pixels[(4 * p) + c] / 2) + (isBright ? 120 : 0));
        }

        TestImages.Save(folder.File($"{i}.png"), width, height, pixels);
        return new Row { ImagePath = $"{i}.png", Label = i % 2 == 0 ? "above" : "below" };
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class Prediction
    {
        public string PredictedLabel { get; set; } = "";
    }
}
