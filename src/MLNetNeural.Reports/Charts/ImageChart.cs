using MLNetNeural.Reports.Charts.Canvas;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Charts;

/// <summary>A grid of images with a caption below each; see <see cref="ImageGrid"/> for the images alone.</summary>
public static class ImageChart
{
    private const double Margin = 24, Top = 56, Gap = 12, CaptionHeight = 20, SmallestCell = 64, CharacterWidth = 6.2;

    /// <summary>Draws images with captions, row by row.</summary>
    /// <param name="images">The images and a caption for each; at least one.</param>
    /// <param name="title">The title above them.</param>
    /// <param name="columns">Images in a row, at least 1; null for a chart that is about twice as wide as high. Default: null.</param>
    /// <exception cref="ArgumentException">There is no image, or the number of columns is out of range.</exception>
    public static Chart Draw(IReadOnlyList<(RgbImage Image, string Caption)> images, string title, int? columns = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(title);
        if (images.Count == 0) throw new ArgumentException("A chart of images needs at least one, got none.", nameof(images));
        if (columns is { } told) ArgumentOutOfRangeException.ThrowIfLessThan(told, 1, nameof(columns));

        int across = Math.Min(columns ?? (int)Math.Ceiling(Math.Sqrt(2.0 * images.Count)), images.Count), down = (images.Count + across - 1) / across;

        // Small images are shown in whole multiples of their pixels.
        int largest = images.Max(one => Math.Max(one.Image.Width, one.Image.Height));
        double zoom = Math.Max(1, Math.Floor(SmallestCell / largest)), cell = Math.Max(SmallestCell, zoom * largest);
        double width = (2 * Margin) + (across * (cell + Gap)) - Gap, height = Top + (down * (cell + CaptionHeight + Gap)) + Margin - Gap;
        var canvas = new ChartDrawing(width, height, title, $"{images.Count} images: {string.Join(", ", images.Select(one => one.Caption).Distinct().Take(20))}.");
        canvas.Text(Margin, 34, title, "title");
        for (int i = 0; i < images.Count; i++)
        {
            (RgbImage image, string caption) = images[i];
            double left = Margin + (i % across * (cell + Gap)), top = Top + (i / across * (cell + CaptionHeight + Gap));
            canvas.Image(left + ((cell - (zoom * image.Width)) / 2), top + ((cell - (zoom * image.Height)) / 2), zoom * image.Width, zoom * image.Height, image, caption);
            canvas.Text(left + (cell / 2), top + cell + 15, Shorten(caption, cell + Gap), "small", "middle");
        }

        return canvas.Finish();
    }

    private static string Shorten(string text, double width)
    {
        int most = Math.Max(2, (int)(width / CharacterWidth));
        return text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");
    }
}
