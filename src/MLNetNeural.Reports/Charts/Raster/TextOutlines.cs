using System.Text;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Charts.Raster;

/// <summary>Text as shapes: in Inter, of which the Latin, Greek and Cyrillic letters are part of the assembly. A character that it lacks is an empty box.</summary>
internal static class TextOutlines
{
    private const int CurveParts = 5;
    private const double BoxWidth = 0.6, BoxHeight = 0.7, BoxLine = 0.06;

    private static readonly Lazy<TrueTypeFont[]> Regular = new(() => Open("latin-400", "latin-ext-400", "greek-400", "cyrillic-400"));
    private static readonly Lazy<TrueTypeFont[]> Bold = new(() => [.. Open("latin-600"), .. Regular.Value]);

    /// <summary>The width of a line of text, in pixels.</summary>
    public static double Measure(string text, double size, bool isBold) => text.EnumerateRunes().Sum(rune => Find(rune, isBold) is var (font, glyph) ? size * font.AdvanceOf(glyph) / font.UnitsPerEm : size * (BoxWidth + 0.1));

    /// <summary>Adds a line of text to a shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">Pixels of an em.</param>
    /// <param name="isBold">Whether it is bold.</param>
    /// <param name="place">From pixels right of the beginning and below the base line to where they are.</param>
    public static void Add(Shape shape, string text, double size, bool isBold, Func<double, double, (double X, double Y)> place)
    {
        double x = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Find(rune, isBold) is not var (font, glyph))
            {
                AddBox(shape, x, size, place);
                x += size * (BoxWidth + 0.1);
                continue;
            }

            double scale = size / font.UnitsPerEm, start = x;
            foreach ((double X, double Y, bool IsOn)[] outline in font.OutlinesOf(glyph)) shape.Add(Flatten(outline, (u, v) => place(start + (scale * u), -scale * v)));
            x += scale * font.AdvanceOf(glyph);
        }
    }

    /// <summary>Curves as short lines. Points off the curve are those of quadratic Bézier curves; between two of them lies one on the curve.</summary>
    private static List<(double X, double Y)> Flatten((double X, double Y, bool IsOn)[] points, Func<double, double, (double X, double Y)> place)
    {
        var line = new List<(double X, double Y)>();
        if (points.Length < 2) return line;
        (double X, double Y) Middle(int i, int j) => ((points[i].X + points[j].X) / 2, (points[i].Y + points[j].Y) / 2);
        for (int i = 0; i < points.Length; i++)
        {
            int before = (i + points.Length - 1) % points.Length, after = (i + 1) % points.Length;
            (double X, double Y, bool IsOn) = points[i];
            if (IsOn)
            {
                line.Add(place(X, Y));
                continue;
            }

            (double X, double Y) from = points[before].IsOn ? (points[before].X, points[before].Y) : Middle(before, i), to = points[after].IsOn ? (points[after].X, points[after].Y) : Middle(i, after);
            for (int part = points[before].IsOn ? 1 : 0; part <= CurveParts; part++)
            {
                double t = (double)part / CurveParts, s = 1 - t;
                line.Add(place((s * s * from.X) + (2 * s * t * X) + (t * t * to.X), (s * s * from.Y) + (2 * s * t * Y) + (t * t * to.Y)));
            }
        }

        return line;
    }

    private static void AddBox(Shape shape, double x, double size, Func<double, double, (double X, double Y)> place)
    {
        (double left, double right, double top, double bottom, double inner) = (x + (0.05 * size), x + (BoxWidth * size), -BoxHeight * size, 0, BoxLine * size);
        shape.Add([place(left, top), place(right, top), place(right, bottom), place(left, bottom)]);
        shape.Add([place(left + inner, top + inner), place(left + inner, bottom - inner), place(right - inner, bottom - inner), place(right - inner, top + inner)]);
    }

    private static (TrueTypeFont Font, int Glyph)? Find(Rune rune, bool isBold)
    {
        foreach (TrueTypeFont font in (isBold ? Bold : Regular).Value)
        {
            if (font.GlyphOf(rune) is { } glyph) return (font, glyph);
        }

        return null;
    }

    private static TrueTypeFont[] Open(params string[] names) => [.. names.Select(name =>
    {
        using Stream file = Asset.Open($"fonts/inter-{name}-normal.woff");
        return new TrueTypeFont(file);
    })];
}
