using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Cuts a part of random area and aspect ratio out of an image and stretches it to the image's size, with the bilinear filter. It is
/// torchvision's <c>RandomResizedCrop</c> with the size of the image, which the network needs. Needs features that are images.
/// </summary>
/// <remarks>
/// The area is drawn uniformly, the logarithm of the ratio too; where 10 tries fit no part into the image, it is the largest in the middle
/// whose ratio is in range. Rows of bytes are resized in Pillow's integers (22 fractional bits, bytes between the passes); float32 in float32.
/// </remarks>
public sealed record RandomResizedCrop : Augmentation
{
    /// <summary>Area of the part as a share of the image's; 0 &lt; minimum ≤ maximum ≤ 1. Default: 0.08 to 1.</summary>
    public ValueRange Scale { get; init; } = (0.08f, 1);

    /// <summary>Width of the part over its height; 0 &lt; minimum ≤ maximum. Default: 3/4 to 4/3.</summary>
    public ValueRange Ratio { get; init; } = (3 / 4f, 4 / 3f);

    internal override OptionErrors Check() => new OptionErrors(nameof(RandomResizedCrop))
        .Require(Scale.IsWithin(float.Epsilon, 1), Scale, "rising within (0, 1]")
        .Require(Ratio.IsWithin(float.Epsilon, float.MaxValue), Ratio, "rising, greater than 0 and finite");
}
