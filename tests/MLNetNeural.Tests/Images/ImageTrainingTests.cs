using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Images;

/// <summary>From image files to a trained, saved and loaded model, in every form that LoadImageTensor gives images.</summary>
[TestClass]
public sealed class ImageTrainingTests
{
    private const int Side = 16, Classes = 3;
    private static readonly MLContext ML = new(seed: 1);

    private static readonly MlpMulticlassOptions Options = new()
    {
        HiddenLayers = [16],
        BatchSize = 16,
        MaxEpochs = 25,
        Optimizer = new Sgd(0.05f),
        ValidationSetFraction = 0.2,
        RestoreBestWeights = false,
        Seed = 3,
        NumberOfThreads = 2,
    };

    [TestMethod]
    [DataRow(ImageLayout.ChannelsLast, ImageChannels.Rgb, ImageTensorType.Byte)]
    [DataRow(ImageLayout.ChannelsLast, ImageChannels.Bgr, ImageTensorType.Single)]
    [DataRow(ImageLayout.ChannelsFirst, ImageChannels.Bgr, ImageTensorType.Byte)]
    [DataRow(ImageLayout.ChannelsFirst, ImageChannels.Rgb, ImageTensorType.Single)]
    [DataRow(ImageLayout.ChannelsFirst, ImageChannels.Gray, ImageTensorType.Byte)]
    [DataRow(ImageLayout.ChannelsLast, ImageChannels.Gray, ImageTensorType.Byte)]
    [DataRow(ImageLayout.ChannelsFirst, ImageChannels.Gray, ImageTensorType.Single)]
    public void Images_of_every_form_are_learned_with_augmentations_and_the_saved_model_says_the_same(ImageLayout layout, ImageChannels channels, ImageTensorType type)
    {
        using var folder = new TemporaryFolder();
        IDataView train = Draw(folder, "train", 60), test = Draw(folder, "test", 30);
        ImmutableArray<Augmentation> augmentations =
        [
            new RandomCrop(1) { PaddingMode = PaddingMode.Edge },
            new RandomResizedCrop { Scale = (0.8f, 1) },
            new RandomRotation(10) { Filter = RotationFilter.Bilinear },
            channels == ImageChannels.Gray ? new ColorJitter(0.2f, 0.2f) : new ColorJitter(0.2f, 0.2f, 0.2f, 0.1f),
            new RandomErasing(0.3f) { Scale = (0.02f, 0.1f) },
            new Mixup(0.2f),
        ];
        var tensor = new ImageTensorOptions { Width = Side, Height = Side, Layout = layout, Channels = channels, OutputType = type };

        ITransformer model = Pipeline(tensor, Options with { Augmentation = augmentations }).Fit(train);
        IDataView scored = model.Transform(test);
        ML.Model.Save(model, train.Schema, folder.File("model.zip"));
        IDataView scoredAgain = new MLContext().Model.Load(folder.File("model.zip"), out _).Transform(test);

        Assert.IsGreaterThan(0.95, ML.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        float[] scores = Scores(scored);
        CollectionAssert.AreEqual(scores, Scores(scoredAgain));
        CollectionAssert.AreNotEqual(scores, Scores(Pipeline(tensor, Options).Fit(train).Transform(test)), "the augmentations changed nothing");
    }

    [TestMethod]
    public void Planes_and_pixels_side_by_side_give_the_same_figures_up_to_the_order_of_sums()
    {
        using var folder = new TemporaryFolder();
        IDataView train = Draw(folder, "train", 30);
        var tensor = new ImageTensorOptions { Width = Side, Height = Side };

        // Two epochs of a linear model whose weights begin at 0: rounding has no time to grow.
        MlpMulticlassOptions options = Options with
        {
            HiddenLayers = [],
            WeightInitializer = MLNetNeural.Networks.Architecture.WeightInitializer.Zeros,
            MaxEpochs = 2,
            Augmentation = [new RandomHorizontalFlip(), new RandomRotation(15), new ColorJitter(0.3f, 0.3f, 0.3f, 0.1f), new RandomErasing()],
        };
        double[] Losses(ImageLayout layout)
        {
            List<double> losses = [];
            Pipeline(tensor with { Layout = layout }, options with { MetricsCallback = epoch => losses.Add(epoch.TrainingLoss) }).Fit(train);
            return [.. losses];
        }

        double[] planes = Losses(ImageLayout.ChannelsFirst), pixels = Losses(ImageLayout.ChannelsLast);

        Assert.HasCount(2, planes);
        for (int epoch = 0; epoch < 2; epoch++) Assert.AreEqual(planes[epoch], pixels[epoch], 1e-4);
    }

    [TestMethod]
    public void What_an_augmentation_cannot_do_to_the_images_of_a_column_is_said_before_training()
    {
        using var folder = new TemporaryFolder();
        IDataView train = Draw(folder, "train", 6);
        var gray = new ImageTensorOptions { Width = Side, Height = Side, Channels = ImageChannels.Gray };

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => Pipeline(gray, Options with
        {
            Augmentation = [new ColorJitter(saturation: 0.5f), new RandomCrop(16) { PaddingMode = PaddingMode.Reflect }],
        }).Fit(train));

        Assert.AreEqual(
            "ColorJitter.Saturation and Hue have no effect on gray images: leave them out, or load images in color. "
            + "RandomCrop.Padding must be at most 15 where Reflect pads images of 16×16 pixels, got 16.",
            e.Message);
    }

    private static IEstimator<ITransformer> Pipeline(ImageTensorOptions tensor, MlpMulticlassOptions options) => ML.Transforms.Conversion.MapValueToKey("Label")
        .Append(ML.Transforms.LoadImageTensor(tensor))
        .Append(ML.MulticlassClassification.Trainers.MultilayerPerceptron(options));

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues())];

    /// <summary>Images that are bright above, below or on the left, with noise.</summary>
    private static IDataView Draw(TemporaryFolder folder, string name, int count)
        => ML.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            int label = i % Classes;
            byte[] pixels = TestImages.Noise(Side, Side, seed: (name.Length * 1000) + i);
            for (int p = 0; p < Side * Side; p++)
            {
                bool isBright = label switch { 0 => p / Side < Side / 2, 1 => p / Side >= Side / 2, _ => p % Side < Side / 2 };
                for (int c = 0; c < 3; c++) pixels[(4 * p) + c] = (byte)((pixels[(4 * p) + c] / 2) + (isBright ? 120 : 0));
            }

            return new LabelledImage { Label = $"class {label}", ImagePath = TestImages.Save(folder.File(name, $"{i}.png"), Side, Side, pixels) };
        }).ToArray());

    private sealed class LabelledImage
    {
        public string Label { get; set; } = "";

        public string ImagePath { get; set; } = "";
    }
}
