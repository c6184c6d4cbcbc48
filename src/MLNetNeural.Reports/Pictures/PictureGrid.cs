namespace MLNetNeural.Reports.Pictures;

/// <summary>Puts pictures beside and below each other.</summary>
public static class PictureGrid
{
    private const byte Gap = 0xE5;

    /// <summary>One picture of many, row by row, each in the middle of its cell.</summary>
    /// <param name="pictures">The pictures; at least one.</param>
    /// <param name="columns">Pictures in a row, at least 1; null for as many columns as rows. Default: null.</param>
    /// <param name="gap">Grey pixels between cells; at least 0. Default: 2.</param>
    /// <exception cref="ArgumentException">There is no picture, or a number is out of range.</exception>
    public static RgbPicture Arrange(IReadOnlyList<RgbPicture> pictures, int? columns = null, int gap = 2)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0) throw new ArgumentException("A grid needs at least one picture, got none.", nameof(pictures));
        int across = Math.Min(columns ?? (int)Math.Ceiling(Math.Sqrt(pictures.Count)), pictures.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(across, 1, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfNegative(gap);

        int down = (pictures.Count + across - 1) / across;
        int cellWidth = pictures.Max(picture => picture.Width), cellHeight = pictures.Max(picture => picture.Height);
        int width = checked((across * (cellWidth + gap)) - gap), height = checked((down * (cellHeight + gap)) - gap);
        byte[] pixels = new byte[checked(3 * width * height)];
        Array.Fill(pixels, Gap);
        for (int i = 0; i < pictures.Count; i++)
        {
            RgbPicture picture = pictures[i];
            int left = (i % across * (cellWidth + gap)) + ((cellWidth - picture.Width) / 2);
            int top = (i / across * (cellHeight + gap)) + ((cellHeight - picture.Height) / 2);
            for (int y = 0; y < picture.Height; y++)
            {
                picture.Pixels.Span.Slice(3 * y * picture.Width, 3 * picture.Width).CopyTo(pixels.AsSpan(3 * (((top + y) * width) + left)));
            }
        }

        return new RgbPicture(width, height, pixels);
    }
}
