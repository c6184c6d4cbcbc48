using Microsoft.ML;
using MLNetNeural.Images;
using MLNetNeural.Networks.Validation;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>What a report shows in addition to the training; see <see cref="ModelReport.SaveReport"/>.</summary>
public sealed record ReportOptions
{
    /// <summary>The title; not empty. Default: "Report of a neural network".</summary>
    public string Title { get; init; } = "Report of a neural network";

    /// <summary>What the data are, in a few words; null to show only how many rows and features there are. Default: null.</summary>
    public string? DataDescription { get; init; }

    /// <summary>The training data, as they are before the pipeline: the report shows images of them. Null for none. Default: null.</summary>
    public IDataView? TrainingData { get; init; }

    /// <summary>Data with labels that the model was not trained on, as they are before the pipeline; they are read once. Null for no evaluation. Default: null.</summary>
    public IDataView? TestData { get; init; }

    /// <summary>The label column; null for that of the training, or "Label" where the model was loaded. Default: null.</summary>
    public string? LabelColumnName { get; init; }

    /// <summary>The options of the trainer; null for those of the training. A loaded model no longer has them: give them to show them. Default: null.</summary>
    public MlpOptions? TrainerOptions { get; init; }

    /// <summary>How the features form an image; null to take it from their column, where LoadImageTensor notes it. Default: null.</summary>
    public ReportImageShape? ImageShape { get; init; }

    /// <summary>The most training images to show, chosen evenly from all; 0 to 1,000. Default: 48.</summary>
    public int TrainingImages { get; init; } = 48;

    /// <summary>The most wrongly classified test images to show; 0 to 1,000. Default: 24.</summary>
    public int WrongImages { get; init; } = 24;

    /// <summary>The most units of the first layer whose weights are shown as images: those with the largest weights; 0 to 1,000. Default: 32.</summary>
    public int WeightImages { get; init; } = 32;

    /// <summary>The most points of a scatter plot, chosen evenly from all; 1 to 100,000. Default: 2,000.</summary>
    public int Points { get; init; } = 2000;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
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
