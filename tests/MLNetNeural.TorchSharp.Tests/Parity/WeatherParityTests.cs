using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Tests;
using MLNetNeural.Trainers;

namespace MLNetNeural.TorchSharp.Tests.Parity;

/// <summary>The weather recipe on small images: photographs, mirrored, with dropout, momentum and a schedule, on two engines.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
[TestCategory(RealData.Category)]
public class WeatherParityTests
{
    private const int Side = 48;

    /// <summary>Of losses and of shares of right images: half a percent.</summary>
    private const double Tolerance = 0.005;

    public static IEnumerable<object[]> Devices => [[Device.TorchCpu.Name], [Device.Cuda().Name]];

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void Final_metrics_on_the_weather_photographs_are_those_of_the_CPU_engine(string device)
    {
        string train = RealData.Find("data/weather/train"), test = RealData.Find("data/weather/test");
        if (device != Device.TorchCpu.Name) TestDevice.Engine(TestDevice.Cuda);
        var ml = new MLContext(seed: 1);
        IDataView images = Tensors(ml, train), tested = Tensors(ml, test);

        (TrainingHistory expected, MulticlassClassificationMetrics expectedMetrics) = Train(ml, images, tested, Device.Cpu);
        (TrainingHistory history, MulticlassClassificationMetrics metrics) = Train(ml, images, tested, device == Device.TorchCpu.Name ? Device.TorchCpu : Device.Cuda());

        Assert.AreEqual(expected.Best!.Epoch, history.Best!.Epoch);
        Assert.AreEqual(expected.Epochs[^1].TrainingLoss, history.Epochs[^1].TrainingLoss, Tolerance * expected.Epochs[^1].TrainingLoss);
        Assert.AreEqual(expected.Epochs[^1].ValidationLoss!.Value, history.Epochs[^1].ValidationLoss!.Value, Tolerance * expected.Epochs[^1].ValidationLoss!.Value);
        Assert.AreEqual(expectedMetrics.LogLoss, metrics.LogLoss, Tolerance * expectedMetrics.LogLoss);
        Assert.AreEqual(expectedMetrics.MicroAccuracy, metrics.MicroAccuracy, Tolerance);
    }

    private static IDataView Tensors(MLContext ml, string folder)
    {
        IDataView files = ml.Data.LoadImageFolder(folder);
        IDataView tensors = ml.Transforms.LoadImageTensor("Features", "ImagePath", Side, Side, ChannelNormalization.Symmetric).Fit(files).Transform(files);
        return ml.Data.Cache(ml.Transforms.Conversion.MapValueToKey("Label").Fit(tensors).Transform(tensors));
    }

    private static (TrainingHistory History, MulticlassClassificationMetrics Metrics) Train(MLContext ml, IDataView images, IDataView test, Device device)
    {
        Scoring.MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [128, 64, 32],
            Dropout = 0.5f,
            Optimizer = new Sgd(0.01f, 0.9f),
            LearningRateSchedule = new MultiStepSchedule([3, 7], 0.1),
            MaxEpochs = 6,
            ValidationSetFraction = 0.2,
            Augmentation = [new RandomHorizontalFlip()],
            Device = device,
        }).Fit(images);
        return (model.Model.TrainingHistory, ml.MulticlassClassification.Evaluate(model.Transform(test)));
    }
}
