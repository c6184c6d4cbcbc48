using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Changes brightness, contrast, saturation and hue of an image, in random order, by factors that are drawn uniformly, as torchvision's
/// <c>ColorJitter</c> does. Needs features that are images, for saturation and hue of three channels.
/// </summary>
/// <remarks>
/// Brightness mixes the image with black, contrast with the mean of its luma, saturation with the luma of each pixel (Pillow's, as of
/// <c>ImageEnhance</c>: (19595·red + 38470·green + 7471·blue + 32768) ≫ 16); hue turns the color circle of HSV. Bytes are cut off, not
/// rounded, after each of the four, as Pillow does. Features that are float32 are taken back to 0 … 255 and changed in float32 by the same
/// formulas, without any rounding to whole numbers.
/// </remarks>
public sealed record ColorJitter : Augmentation
{
    private static readonly ValueRange One = ValueRange.Of(1);

    /// <summary>Draws factors around 1, and shifts of the hue around 0: <c>new ColorJitter(brightness: .2f)</c>.</summary>
    /// <param name="brightness">Factors from 1 − brightness, at least 0, to 1 + brightness; at least 0. Default: 0 (off).</param>
    /// <param name="contrast">Likewise. Default: 0 (off).</param>
    /// <param name="saturation">Likewise. Default: 0 (off).</param>
    /// <param name="hue">Shifts from −hue to hue; in [0, 0.5]. Default: 0 (off).</param>
    public ColorJitter(float brightness = 0, float contrast = 0, float saturation = 0, float hue = 0)
    {
        Brightness = Around(brightness);
        Contrast = Around(contrast);
        Saturation = Around(saturation);
        Hue = (-hue, hue);
    }

    /// <summary>Factor of the brightness: 0 is black, 1 changes nothing; at least 0.</summary>
    public ValueRange Brightness { get; init; }

    /// <summary>Factor of the contrast: 0 is one gray, 1 changes nothing; at least 0.</summary>
    public ValueRange Contrast { get; init; }

    /// <summary>Factor of the saturation: 0 is a gray image, 1 changes nothing; at least 0.</summary>
    public ValueRange Saturation { get; init; }

    /// <summary>Shift of the hue in turns of the color circle; in [−0.5, 0.5], 0 changes nothing.</summary>
    public ValueRange Hue { get; init; }

    internal bool ChangesBrightness => Brightness != One;

    internal bool ChangesContrast => Contrast != One;

    internal bool ChangesSaturation => Saturation != One;

    internal bool ChangesHue => Hue != default;

    internal override OptionErrors Check() => new OptionErrors(nameof(ColorJitter))
        .Require(Brightness.IsWithin(0, float.MaxValue), Brightness, "rising, at least 0 and finite")
        .Require(Contrast.IsWithin(0, float.MaxValue), Contrast, "rising, at least 0 and finite")
        .Require(Saturation.IsWithin(0, float.MaxValue), Saturation, "rising, at least 0 and finite")
        .Require(Hue.IsWithin(-0.5f, 0.5f), Hue, "rising within [-0.5, 0.5]")
        .RequireThat(
            ChangesBrightness || ChangesContrast || ChangesSaturation || ChangesHue,
            "ColorJitter has no effect: set Brightness, Contrast, Saturation or Hue, or leave it out.");

    internal override OptionErrors CheckImages(ImageShape shape) => base.CheckImages(shape)
        .RequireThat(shape.Channels is 1 or 3, $"ColorJitter needs images of 1 or 3 channels, got {shape.Channels}.")
        .RequireThat(
            shape.Channels != 1 || !(ChangesSaturation || ChangesHue),
            "ColorJitter.Saturation and Hue have no effect on gray images: leave them out, or load images in color.");

    // A factor that is no number, or less than 0, gives a range that Check refuses.
    private static ValueRange Around(float value) => value > 1 ? (0, 1 + value) : (1 - value, 1 + value);
}
