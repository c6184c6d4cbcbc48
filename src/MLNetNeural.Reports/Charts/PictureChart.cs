using MLNetNeural.Reports.Charts.Canvas;
using MLNetNeural.Reports.Pictures;

namespace MLNetNeural.Reports.Charts;

/// <summary>Pictures beside and below each other, with what they are below each; see <see cref="PictureGrid"/> for the pictures alone.</summary>
public static class PictureChart
{
    private const double Margin = 24, Top = 56, Gap = 12, CaptionHeight = 20, SmallestCell = 64, CharacterWidth = 6.2;

    /// <summary>Draws pictures with captions, row by row.</summary>
    /// <param name="pictures">The pictures and a caption for each; at least one.</param>
    /// <param name="title">What stands above.</param>
    /// <param name="columns">Pictures in a row, at least 1; null for as many that the chart is about twice as wide as high. Default: null.</param>
    /// <exception cref="ArgumentException">There is no picture, or the number of columns is out of range.</exception>
    public static Chart Draw(IReadOnlyList<(RgbPicture Picture, string Caption)> pictures, string title, int? columns = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(title);
        if (pictures.Count == 0) throw new ArgumentException("A chart of pictures needs at least one, got none.", nameof(pictures));
        if (columns is { } told) ArgumentOutOfRangeException.ThrowIfLessThan(told, 1, nameof(columns));

        int across = Math.Min(columns ?? (int)Math.Ceiling(Math.Sqrt(2.0 * pictures.Count)), pictures.Count), down = (pictures.Count + across - 1) / across;

        // Small pictures are shown in whole multiples of their pixels.
        int largest = pictures.Max(one => Math.Max(one.Picture.Width, one.Picture.Height));
        double zoom = Math.Max(1, Math.Floor(SmallestCell / largest)), cell = Math.Max(SmallestCell, zoom * largest);
        double width = (2 * Margin) + (across * (cell + Gap)) - Gap, height = Top + (down * (cell + CaptionHeight + Gap)) + Margin - Gap;
        var canvas = new ChartDrawing(width, height, title, $"{pictures.Count} pictures: {string.Join(", ", pictures.Select(one => one.Caption).Distinct().Take(20))}.");
        canvas.Text(Margin, 34, title, "title");
        for (int i = 0; i < pictures.Count; i++)
        {
            (RgbPicture picture, string caption) = pictures[i];
            double left = Margin + (i % across * (cell + Gap)), top = Top + (i / across * (cell + CaptionHeight + Gap));
            canvas.Image(left + ((cell - (zoom * picture.Width)) / 2), top + ((cell - (zoom * picture.Height)) / 2), zoom * picture.Width, zoom * picture.Height, picture, caption);
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
