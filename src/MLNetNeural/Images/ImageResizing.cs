namespace MLNetNeural.Images;

/// <summary>How a picture gets the width and height of the tensor.</summary>
public enum ImageResizing
{
    /// <summary>Both sides are stretched: torchvision's <c>Resize((height, width))</c>.</summary>
    Stretch,

    /// <summary>The whole picture is resized to the largest size that fits, in its own proportions, and lies in the middle of the pad colour:
    /// Pillow's <c>ImageOps.pad</c>.</summary>
    Fit,

    /// <summary>The picture is resized to the smallest size that covers the tensor, in its own proportions, and what reaches beyond is cut off on both
    /// sides alike: for a square torchvision's <c>Resize(size)</c> and <c>CenterCrop(size)</c>.</summary>
    Crop,

    /// <summary>The picture keeps its size: its middle is cut out, and the pad colour surrounds it where it is smaller: torchvision's
    /// <c>CenterCrop((height, width))</c>.</summary>
    None,
}
