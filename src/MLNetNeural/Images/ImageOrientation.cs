namespace MLNetNeural.Images;

/// <summary>What happens to an image whose file says that it is to be turned or mirrored before it is shown (EXIF orientation).</summary>
public enum ImageOrientation
{
    /// <summary>The pixels stay as they are stored, as torchvision leaves them; a warning names the first such image.</summary>
    Ignore,

    /// <summary>The image is turned before it is resized: Pillow's <c>ImageOps.exif_transpose</c>.</summary>
    Apply,
}
