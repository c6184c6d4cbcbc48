using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

[TestClass]
public class AugmentationOptionsTests
{
    private static readonly ImageShape Gray = new(1, 8, 10), Color = new(3, 8, 10), Five = new(5, 8, 10);

    [TestMethod]
    public void The_defaults_are_those_of_torchvision()
    {
        Assert.AreEqual(0.5f, new RandomHorizontalFlip().Probability);
        Assert.AreEqual(0.5f, new RandomVerticalFlip().Probability);
        Assert.AreEqual((PaddingMode.Constant, 0f), (new RandomCrop(4).PaddingMode, new RandomCrop(4).Fill));
        Assert.AreEqual(new RandomResizedCrop { Scale = (0.08f, 1), Ratio = (3 / 4f, 4 / 3f) }, new RandomResizedCrop());
        Assert.AreEqual(new RandomRotation((-15, 15)) { Filter = RotationFilter.Nearest, Fill = 0 }, new RandomRotation(15));
        Assert.AreEqual(new RandomErasing(0.5f) { Scale = (0.02f, 0.33f), Ratio = (0.3f, 3.3f), Value = 0 }, new RandomErasing());
        Assert.AreEqual(new Mixup(1, 1), new Mixup());
        Assert.AreEqual(
            new ColorJitter { Brightness = (0.75f, 1.25f), Contrast = (0, 2.5f), Saturation = (1, 1), Hue = (-0.125f, 0.125f) },
            new ColorJitter(brightness: 0.25f, contrast: 1.5f, hue: 0.125f));
    }

    [TestMethod]
    public void Every_figure_out_of_range_is_named()
    {
        Assert.AreEqual(
            "RandomVerticalFlip.Probability must be in [0, 1], got -1. "
            + "RandomCrop.Padding must be from 1 to 16384, got 0. RandomCrop.PaddingMode must be Constant, Edge, Reflect or Symmetric, got 9. "
            + "RandomCrop.Fill must be in [0, 255], got 256. RandomCrop.Fill has no effect where PaddingMode is 9: leave it out. "
            + "RandomResizedCrop.Scale must be rising within (0, 1], got 0 to 1.5. RandomResizedCrop.Ratio must be rising, greater than 0 and finite, got 2 to 1. "
            + "RandomRotation.Degrees must be rising and finite, got 5 to -5. RandomRotation.Filter must be Nearest or Bilinear, got 7. RandomRotation.Fill must be in [0, 255], got NaN. "
            + "ColorJitter.Brightness must be rising, at least 0 and finite, got 1.5 to 0.5. ColorJitter.Contrast must be rising, at least 0 and finite, got NaN to NaN. "
            + "ColorJitter.Saturation must be rising, at least 0 and finite, got -0.5 to 1. ColorJitter.Hue must be rising within [-0.5, 0.5], got -0.75 to 0.75. "
            + "RandomErasing.Probability must be in [0, 1], got 2. RandomErasing.Scale must be rising within (0, 1], got 0.5 to 0.25. "
            + "RandomErasing.Ratio must be rising, greater than 0 and finite, got 0 to 1. RandomErasing.Value must be finite, or null for noise, got Infinity. "
            + "Mixup.Alpha must be greater than 0 and finite, got 0. Mixup.Probability must be in [0, 1], got 1.5.",
            Faults(new TrainingOptions
            {
                Augmentations =
                [
                    new RandomVerticalFlip(-1),
                    new RandomCrop(0) { PaddingMode = (PaddingMode)9, Fill = 256 },
                    new RandomResizedCrop { Scale = (0, 1.5f), Ratio = (2, 1) },
                    new RandomRotation(-5) { Filter = (RotationFilter)7, Fill = float.NaN },
                    new ColorJitter(brightness: -0.5f, contrast: float.NaN, hue: 0.75f) { Saturation = (-0.5f, 1) },
                    new RandomErasing(2) { Scale = (0.5f, 0.25f), Ratio = (0, 1), Value = float.PositiveInfinity },
                    new Mixup(0, 1.5f),
                ],
            }));
        Assert.AreEqual(
            "ColorJitter has no effect: set Brightness, Contrast, Saturation or Hue, or leave it out.", Faults(new TrainingOptions { Augmentations = [new ColorJitter()] }));
    }

    [TestMethod]
    public void A_list_that_makes_no_sense_is_refused()
        => Assert.AreEqual(
            "TrainingOptions.Augmentations must not hold null. TrainingOptions.Augmentations must hold each kind at most once. "
            + "TrainingOptions.Augmentations must have Mixup last: it mixes rows that the others have changed. "
            + "TrainingOptions.Augmentations has Mixup, which has no effect on batches of 1 row: raise BatchSize, or leave it out.",
            Faults(new TrainingOptions { BatchSize = 1, Augmentations = [new Mixup(), null!, new RandomCrop(1), new RandomCrop(2)] }));

    [TestMethod]
    public void Images_that_an_augmentation_cannot_change_are_refused()
    {
        string none = "needs features that are images, but the feature column does not say that it holds any.";
        Assert.AreEqual($"RandomCrop {none} ColorJitter {none}", Faults(null, new RandomCrop(9), new ColorJitter(1), new Mixup()));
        Assert.AreEqual("", Faults(Gray, new RandomCrop(9), new RandomRotation(3), new RandomResizedCrop(), new ColorJitter(1, 1), new RandomErasing(), new Mixup()));
        Assert.AreEqual("", Faults(Color, new RandomCrop(8) { PaddingMode = PaddingMode.Symmetric }, new ColorJitter(1, 1, 1, 0.5f)));
        Assert.AreEqual(
            "RandomCrop.Padding must be at most 7 where Reflect pads images of 10×8 pixels, got 8.", Faults(Color, new RandomCrop(8) { PaddingMode = PaddingMode.Reflect }));
        Assert.AreEqual(
            "RandomCrop.Padding must be at most 8 where Symmetric pads images of 10×8 pixels, got 9.", Faults(Color, new RandomCrop(9) { PaddingMode = PaddingMode.Symmetric }));
        Assert.AreEqual(
            "ColorJitter.Saturation and Hue have no effect on gray images: leave them out, or load images in color.", Faults(Gray, new ColorJitter(1, saturation: 1)));
        Assert.AreEqual("ColorJitter needs images of 1 or 3 channels, got 5.", Faults(Five, new ColorJitter(1)));
    }

    private static string Faults(TrainingOptions options) => MessageOf(() => options.Check().ThrowIfAny());

    private static string Faults(ImageShape? shape, params Augmentation[] augmentations)
    {
        using SingleFeatures features = Toy.Singles(4, shape?.Size ?? 240, image: shape);
        return MessageOf(() => new TrainingOptions { Augmentations = [.. augmentations] }.Check(TrainingSet.WithoutValidation(features, Toy.Classes(4))).ThrowIfAny());
    }

    private static string MessageOf(Action check)
    {
        try
        {
            check();
            return "";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
