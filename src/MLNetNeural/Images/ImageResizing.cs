namespace MLNetNeural.Images;

/// <summary>How an image gets the width and height of the tensor.</summary>
public enum ImageResizing
{
    /// <summary>Both sides are stretched: torchvision's <c>Resize((height, width))</c>.</summary>
    Stretch,

    /// <summary>The whole image is resized to the largest size that fits, in its own proportions, and lies in the middle of the pad color:
    /// Pillow's <c>ImageOps.pad</c>.</summary>
    Fit,

    /// <summary>The image is resized to the smallest size that covers the tensor, in its own proportions, and what reaches beyond is cut off on both
    /// sides alike: for a square torchvision's <c>Resize(size)</c> and <c>CenterCrop(size)</c>.</summary>
    Crop,

    /// <summary>The image keeps its size: its middle is cut out, and the pad color surrounds it where it is smaller: torchvision's
    /// <c>CenterCrop((height, width))</c>.</summary>
    None,
}
