using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Pads an image on all sides and cuts its own size out of that anywhere: shifts it by up to <see cref="Padding"/> pixels. It is
/// torchvision's <c>RandomCrop(size, padding=…)</c> with the size of the image, which the network needs. Needs features that are images.
/// </summary>
/// <param name="Padding">Pixels on each side; at least 1, and below width and height where the padding is mirrored.</param>
public sealed record RandomCrop(int Padding) : Augmentation
{
    /// <summary>How the image is padded. Default: with one color.</summary>
    public PaddingMode PaddingMode { get; init; }

    /// <summary>The color around the image, in all channels, from 0 to 255; where features are float32 it is normalized as pixels are. Default: 0.</summary>
    public float Fill { get; init; }

    internal override OptionErrors Check() => new OptionErrors(nameof(RandomCrop))
        .Require(Padding is >= 1 and <= 16384, Padding, "from 1 to 16384")
        .Require(Enum.IsDefined(PaddingMode), PaddingMode, "Constant, Edge, Reflect or Symmetric")
        .Require(Fill is >= 0 and <= 255, Fill, "in [0, 255]")
        .RequireThat(Fill == 0 || PaddingMode == PaddingMode.Constant, $"RandomCrop.Fill has no effect where PaddingMode is {PaddingMode}: leave it out.");

    internal override OptionErrors CheckImages(ImageShape shape)
    {
        int side = Math.Min(shape.Width, shape.Height), most = PaddingMode switch
        {
            PaddingMode.Reflect => side - 1,
            PaddingMode.Symmetric => side,
            _ => int.MaxValue,
        };
        return base.CheckImages(shape).RequireThat(
            Padding <= most, $"RandomCrop.Padding must be at most {most} where {PaddingMode} pads images of {shape.Width}×{shape.Height} pixels, got {Padding}.");
    }
}
