using Microsoft.ML;
using Microsoft.ML.Transforms.Image;
using MLNetNeural.Images;

namespace MLNetNeural.Tests.Docs;

/// <summary>The blocks of docs/images.md.</summary>
internal static class ImagesSnippets
{
    public static object Options(MLContext ml)
    {
        // <docs>
        IDataView images = ml.Data.LoadImageFolder("weather/train");           // ImagePath, and Label = folder name
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImageTensor(new ImageTensorOptions
            {
                Width = 224,
                Height = 224,
                Resizing = ImageResizing.Crop,
                Normalization = ChannelNormalization.ImageNet,
                CacheFolder = "cache",
            }))
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron());
        // </docs>
        return pipeline.Fit(images);
    }

    public static string Uploads(MLContext ml, ITransformer model, byte[] bytes)
    {
        // <docs>
        var engine = ml.Model.CreatePredictionEngine<Upload, Prediction>(model);
        Prediction prediction = engine.Predict(new Upload { ImagePath = bytes });
        // </docs>
        return prediction.PredictedLabel;
    }

    public static object OwnSteps(MLContext ml)
    {
        // <docs>
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Image", "weather/train", "ImagePath"))
            .Append(ml.Transforms.ResizeImages("Image", 64, 64, "Image", ImageResizingEstimator.ResizingKind.Fill))
            .Append(ml.Transforms.ExtractPixels("Features", "Image", offsetImage: 127.5f, scaleImage: 1 / 127.5f))
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron());
        // </docs>
        return pipeline;
    }

    // <docs>
    public sealed class Upload
    {
        public byte[] ImagePath { get; set; } = [];                         // the column's name stays
    }
    // </docs>

    public sealed class Prediction
    {
        public string PredictedLabel { get; set; } = "";
    }
}
