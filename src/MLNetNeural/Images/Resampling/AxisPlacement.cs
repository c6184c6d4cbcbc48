namespace MLNetNeural.Images.Resampling;

/// <summary>Where a side of a resized image lies on the side of its target.</summary>
/// <param name="Scaled">Length of the whole resized side.</param>
/// <param name="First">Its first position that is seen.</param>
/// <param name="Count">How many positions are seen.</param>
/// <param name="Offset">Where on the target the first one lies.</param>
internal readonly record struct AxisPlacement(int Scaled, int First, int Count, int Offset)
{
    /// <summary>Places an image's width and height.</summary>
    public static (AxisPlacement Horizontal, AxisPlacement Vertical) Of(ImageResizing resizing, int width, int height, int targetWidth, int targetHeight)
    {
        (int scaledWidth, int scaledHeight) = resizing switch
        {
            ImageResizing.Fit => FittingSize(width, height, targetWidth, targetHeight),
            ImageResizing.Crop => CoveringSize(width, height, targetWidth, targetHeight),
            ImageResizing.None => (width, height),
            _ => (targetWidth, targetHeight),
        };
        return (Center(scaledWidth, targetWidth, resizing), Center(scaledHeight, targetHeight, resizing));
    }

    // Pillow pads by a rounded half (ImageOps.pad), torchvision's CenterCrop by a half that is cut off; crops are rounded, 6.5 to 6.
    private static AxisPlacement Center(int scaled, int target, ImageResizing resizing)
    {
        if (scaled >= target) return new(scaled, (int)Math.Round((scaled - target) / 2.0), target, 0);
        int offset = resizing == ImageResizing.Fit ? (int)Math.Round((target - scaled) / 2.0) : (target - scaled) / 2;
        return new(scaled, 0, scaled, offset);
    }

    // In doubles and with halves to even, as Pillow computes it.
    private static (int Width, int Height) FittingSize(int width, int height, int targetWidth, int targetHeight)
    {
        double ratio = (double)width / height, targetRatio = (double)targetWidth / targetHeight;
        return ratio > targetRatio ? (targetWidth, Math.Max(1, (int)Math.Round((double)height / width * targetWidth)))
            : ratio < targetRatio ? (Math.Max(1, (int)Math.Round(ratio * targetHeight)), targetHeight)
            : (targetWidth, targetHeight);
    }

    // torchvision: the long side is cut off to a whole number.
    private static (int Width, int Height) CoveringSize(int width, int height, int targetWidth, int targetHeight)
        => (long)targetWidth * height >= (long)targetHeight * width
            ? (targetWidth, (int)((long)targetWidth * height / width))
            : ((int)((long)targetHeight * width / height), targetHeight);
}
