using System.Runtime.InteropServices;
using MLNetNeural.Reports.Charts.Canvas;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Charts.Raster;

/// <summary>Draws a chart in pixels, smoothed at edges; the twin of <see cref="SvgWriter"/>.</summary>
internal sealed class RasterCanvas : IChartCanvas
{
    private const double NormalText = 12, SmallText = 11, TitleText = 16, SeriesLine = 2, RingLine = 2, DashLength = 4, DashGap = 3;

    private readonly int _width, _height;
    private readonly double _scale;
    private readonly bool _isDark;
    private readonly ChartTheme _theme;
    private readonly byte[] _pixels;

    private RasterCanvas(int width, int height, double scale, bool isDark)
    {
        (_width, _height, _scale, _isDark) = (width, height, scale, isDark);
        _theme = isDark ? ChartTheme.Dark : ChartTheme.Light;
        _pixels = new byte[3 * width * height];
        Rgb paper = Rgb.Parse(_theme.Paper);
        for (int i = 0; i < _pixels.Length; i += 3) (_pixels[i], _pixels[i + 1], _pixels[i + 2]) = (paper.Red, paper.Green, paper.Blue);
    }

    /// <summary>A drawing as an image.</summary>
    public static RgbImage Draw(ChartDrawing drawing, double scale, bool isDark)
    {
        var canvas = new RasterCanvas((int)Math.Ceiling(drawing.Width * scale), (int)Math.Ceiling(drawing.Height * scale), scale, isDark);
        drawing.DrawOn(canvas);
        return new RgbImage(canvas._width, canvas._height, canvas._pixels);
    }

    /// <inheritdoc/>
    public void Text(double x, double y, string text, string style = "", string anchor = "start", double rotate = 0)
    {
        bool isTitle = Has(style, "title"), isBold = isTitle || Has(style, "strong");
        double size = isTitle ? TitleText : Has(style, "small") ? SmallText : NormalText;
        double before = anchor switch { "end" => 1, "middle" => 0.5, _ => 0 } * TextOutlines.Measure(text, size, isBold);
        (double sin, double cos) = Math.SinCos(rotate * Math.PI / 180);
        var shape = new Shape();
        TextOutlines.Add(shape, text, size, isBold, (u, v) => (_scale * (x + ((u - before) * cos) - (v * sin)), _scale * (y + ((u - before) * sin) + (v * cos))));
        Fill([shape], style, 1);
    }

    /// <inheritdoc/>
    public void Line(double x1, double y1, double x2, double y2, string style)
    {
        if (Has(style, "line"))
        {
            Polyline([(x1, y1), (x2, y2)], style);
            return;
        }

        var shape = new Shape();
        foreach (((double X, double Y) from, (double X, double Y) to) in Has(style, "mark") ? Dashes((x1, y1), (x2, y2)) : [((x1, y1), (x2, y2))])
        {
            shape.AddLine(Scaled(from), Scaled(to), _scale);
        }

        Fill([shape], style, 1);
    }

    /// <inheritdoc/>
    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null)
    {
        if (Has(style, "frame"))
        {
            (double, double)[] corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
            for (int i = 0; i < 4; i++) Line(corners[i].Item1, corners[i].Item2, corners[(i + 1) % 4].Item1, corners[(i + 1) % 4].Item2, style);
            return;
        }

        var shape = new Shape();
        shape.AddRectangle(_scale * x, _scale * y, _scale * (x + width), _scale * (y + height));
        Fill([shape], style, opacity);
    }

    /// <inheritdoc/>
    public void Circle(double x, double y, double radius, string style, double opacity = 1, string? tip = null)
    {
        if (Has(style, "ring")) FillCircle(x, y, radius + (RingLine / 2), "paper", 1);
        FillCircle(x, y, Has(style, "ring") ? radius - (RingLine / 2) : radius, style, opacity);
    }

    /// <inheritdoc/>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string style)
    {
        if (points.Count == 1) FillCircle(points[0].X, points[0].Y, 3, style, 1);
        Fill(Enumerable.Range(1, Math.Max(0, points.Count - 1)).SelectMany(i => Shape.RoundLine(Scaled(points[i - 1]), Scaled(points[i]), _scale * SeriesLine)), style, 1);
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<(double X, double Y)> points, double radius, string style, double opacity)
    {
        // Together, as an SVG path of one stroke: dots that overlap do not get darker.
        Fill(points.Select(point => Shape.Circle(_scale * point.X, _scale * point.Y, _scale * radius)), style, opacity);
    }

    /// <inheritdoc/>
    public void Image(double x, double y, double width, double height, RgbImage image, string tip)
    {
        (int left, int top, int right, int bottom) = ((int)Math.Round(_scale * x), (int)Math.Round(_scale * y), (int)Math.Round(_scale * (x + width)), (int)Math.Round(_scale * (y + height)));
        for (int v = Math.Max(0, top); v < Math.Min(_height, bottom); v++)
        {
            for (int u = Math.Max(0, left); u < Math.Min(_width, right); u++)
            {
                int from = 3 * ((((v - top) * image.Height / (bottom - top)) * image.Width) + ((u - left) * image.Width / (right - left)));
                image.Pixels.Span.Slice(from, 3).CopyTo(_pixels.AsSpan(3 * ((v * _width) + u)));
            }
        }
    }

    private static bool Has(string style, string word) => style.Split(' ').Contains(word);

    private static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Dashes((double X, double Y) from, (double X, double Y) to)
    {
        double length = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
        (double X, double Y) At(double way) => (from.X + ((to.X - from.X) * way / length), from.Y + ((to.Y - from.Y) * way / length));
        for (double way = 0; way < length; way += DashLength + DashGap) yield return (At(way), At(Math.Min(length, way + DashLength)));
    }

    private (double X, double Y) Scaled((double X, double Y) point) => (_scale * point.X, _scale * point.Y);

    private void FillCircle(double x, double y, double radius, string style, double opacity) => Fill([Shape.Circle(_scale * x, _scale * y, _scale * radius)], style, opacity);

    /// <summary>Fills the union of shapes: each pixel by the shape that covers most of it, so that parts of a line do not show where they meet.</summary>
    private void Fill(IEnumerable<Shape> shapes, string style, double opacity)
    {
        Rgb color = Rgb.Parse(_theme.ColorOf(style, _isDark));
        var covered = new Dictionary<int, float>();
        foreach (Shape shape in shapes)
        {
            new Coverage(shape, _width, _height).ForEach((x, y, share) =>
            {
                ref float most = ref CollectionsMarshal.GetValueRefOrAddDefault(covered, (y * _width) + x, out _);
                most = Math.Max(most, share);
            });
        }

        foreach ((int pixel, float share) in covered)
        {
            int at = 3 * pixel;
            double amount = share * opacity;
            _pixels[at] = Mix(_pixels[at], color.Red, amount);
            _pixels[at + 1] = Mix(_pixels[at + 1], color.Green, amount);
            _pixels[at + 2] = Mix(_pixels[at + 2], color.Blue, amount);
        }
    }

    private static byte Mix(byte below, byte above, double amount) => (byte)Math.Round(below + ((above - below) * amount));
}
