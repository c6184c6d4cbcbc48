using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Docs;

/// <summary>The first block of the README, so that the compiler reads it too; <see cref="DocumentTests"/> compares the two.</summary>
internal static class ReadmeSnippets
{
    public static MulticlassClassificationMetrics Weather()
    {
        // <docs>
        var ml = new MLContext(seed: 1);
        IDataView images = ml.Data.LoadImageFolder("weather/train");            // Label = folder name
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImageTensor("Features", "ImagePath", width: 256, height: 256,
                normalization: ChannelNormalization.Symmetric))                 // (x/255 - .5) / .5, planar CHW
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
            {
                HiddenLayers = [128, 64, 32],
                Activation = Activation.Relu,
                Dropout = .5f,
                Optimizer = new Sgd(learningRate: .01f, momentum: .9f),
                LearningRateSchedule = new MultiStepSchedule(milestones: [3, 7], gamma: .1),
                BatchSize = 64,
                MaxEpochs = 20,
                ValidationSetFraction = .2,
                Augmentation = [new RandomHorizontalFlip()],
                Device = Device.Auto,
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        ITransformer model = pipeline.Fit(images);
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(ml.Data.LoadImageFolder("weather/test")));
        ml.Model.Save(model, images.Schema, "weather.zip");                     // ml.Model.Load needs no registration
        // </docs>
        return metrics;
    }
}
