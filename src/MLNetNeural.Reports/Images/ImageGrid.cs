namespace MLNetNeural.Reports.Images;

/// <summary>Puts images into a grid.</summary>
public static class ImageGrid
{
    private const byte Gap = 0xE5;

    /// <summary>Makes one image of many, row by row, each in the middle of its cell.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <param name="columns">Images in a row, at least 1; null for as many columns as rows. Default: null.</param>
    /// <param name="gap">Gray pixels between cells; at least 0. Default: 2.</param>
    /// <exception cref="ArgumentException">There is no image, or a number is out of range.</exception>
    public static RgbImage Arrange(IReadOnlyList<RgbImage> images, int? columns = null, int gap = 2)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0) throw new ArgumentException("A grid needs at least one image, got none.", nameof(images));
        int across = Math.Min(columns ?? (int)Math.Ceiling(Math.Sqrt(images.Count)), images.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(across, 1, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfNegative(gap);

        int down = (images.Count + across - 1) / across;
        int cellWidth = images.Max(image => image.Width), cellHeight = images.Max(image => image.Height);
        int width = checked((across * (cellWidth + gap)) - gap), height = checked((down * (cellHeight + gap)) - gap);
        byte[] pixels = new byte[checked(3 * width * height)];
        Array.Fill(pixels, Gap);
        for (int i = 0; i < images.Count; i++)
        {
            RgbImage image = images[i];
            int left = (i % across * (cellWidth + gap)) + ((cellWidth - image.Width) / 2);
            int top = (i / across * (cellHeight + gap)) + ((cellHeight - image.Height) / 2);
            for (int y = 0; y < image.Height; y++)
            {
                image.Pixels.Span.Slice(3 * y * image.Width, 3 * image.Width).CopyTo(pixels.AsSpan(3 * (((top + y) * width) + left)));
            }
        }

        return new RgbImage(width, height, pixels);
    }
}
