using Microsoft.ML;
using MLNetNeural.Images;
using MLNetNeural.Networks.Validation;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>What a report shows beside the training; see <see cref="ModelReport.SaveReport"/>.</summary>
public sealed record ReportOptions
{
    /// <summary>What stands above; not empty. Default: "Report of a neural network".</summary>
    public string Title { get; init; } = "Report of a neural network";

    /// <summary>What the data are, in a few words; null for the numbers of rows and features alone. Default: null.</summary>
    public string? DataDescription { get; init; }

    /// <summary>Data as the model was trained on, before the pipeline; images are shown of it. Null for none. Default: null.</summary>
    public IDataView? TrainingData { get; init; }

    /// <summary>Data with labels that the model was not trained on, before the pipeline; it is read once. Null for no evaluation. Default: null.</summary>
    public IDataView? TestData { get; init; }

    /// <summary>Column with what is to be predicted; null for that of the training, and for "Label" where the model was loaded. Default: null.</summary>
    public string? LabelColumnName { get; init; }

    /// <summary>The options of the trainer; null for those of the training, which a model that was loaded no longer has. Default: null.</summary>
    public MlpOptions? TrainerOptions { get; init; }

    /// <summary>How the features are an image; null for what their column says, as one of LoadImageTensor does. Default: null.</summary>
    public ReportImageShape? ImageShape { get; init; }

    /// <summary>Most training images, an even choice of all; 0 to 1,000. Default: 48.</summary>
    public int TrainingImages { get; init; } = 48;

    /// <summary>Most wrongly classified test images; 0 to 1,000. Default: 24.</summary>
    public int WrongImages { get; init; } = 24;

    /// <summary>Most units whose first-layer weights are shown as images, those with the largest ones; 0 to 1,000. Default: 32.</summary>
    public int WeightImages { get; init; } = 32;

    /// <summary>Most points of a scatter, an even choice of all; 1 to 100,000. Default: 2,000.</summary>
    public int Points { get; init; } = 2000;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">Some option is out of range; the message has all faults.</exception>
    internal void Validate() => new OptionErrors(nameof(ReportOptions))
        .Require(!string.IsNullOrWhiteSpace(Title), Title, "a title")
        .Require(LabelColumnName is null || !string.IsNullOrWhiteSpace(LabelColumnName), LabelColumnName, "the name of a column, or null")
        .Require(TrainingImages is >= 0 and <= 1000, TrainingImages, "from 0 to 1000")
        .Require(WrongImages is >= 0 and <= 1000, WrongImages, "from 0 to 1000")
        .Require(WeightImages is >= 0 and <= 1000, WeightImages, "from 0 to 1000")
        .Require(Points is >= 1 and <= 100_000, Points, "from 1 to 100000")
        .Require(ImageShape is not { Width: < 1 } and not { Height: < 1 }, ImageShape, "at least 1 wide and high")
        .Require(ImageShape is null || (Enum.IsDefined(ImageShape.Channels) && Enum.IsDefined(ImageShape.Layout)), ImageShape, $"of {nameof(ImageChannels)} and {nameof(ImageLayout)} that exist")
        .ThrowIfAny();
}
