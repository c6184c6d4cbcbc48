using MLNetNeural.Reports.Images;
using SkiaSharp;

namespace MLNetNeural.Reports.Charts.Canvas;

/// <summary>Draws a chart in pixels by SkiaSharp; the twin of <see cref="SvgWriter"/>.</summary>
internal sealed class SkiaCanvas : IChartCanvas
{
    private const float NormalText = 12, SmallText = 11, TitleText = 16, SeriesLine = 2, RingLine = 2, DotRadius = 3;

    private static readonly SKPathEffect Dashes = SKPathEffect.CreateDash([4, 3], 0);

    private readonly SKCanvas _canvas;
    private readonly bool _isDark;
    private readonly ChartTheme _theme;

    private SkiaCanvas(SKCanvas canvas, bool isDark) => (_canvas, _isDark, _theme) = (canvas, isDark, isDark ? ChartTheme.Dark : ChartTheme.Light);

    /// <summary>A drawing as an image.</summary>
    public static RgbImage Draw(ChartDrawing drawing, double scale, bool isDark)
    {
        using var bitmap = new SKBitmap(RgbImage.SkiaInfo((int)Math.Ceiling(drawing.Width * scale), (int)Math.Ceiling(drawing.Height * scale)));
        using var canvas = new SKCanvas(bitmap);
        var chart = new SkiaCanvas(canvas, isDark);
        canvas.Clear(chart.ColorOf("paper"));
        canvas.Scale((float)scale);
        drawing.DrawOn(chart);
        return RgbImage.FromSkia(bitmap);
    }

    /// <inheritdoc/>
    public void Text(double x, double y, string text, string style = "", string anchor = "start", double rotate = 0)
    {
        bool isTitle = Has(style, "title");
        (SKTextBlob? shape, float width) = ChartFont.Lay(text, isTitle ? TitleText : Has(style, "small") ? SmallText : NormalText, isTitle || Has(style, "strong"));
        if (shape is null) return;
        float before = anchor switch { "end" => width, "middle" => width / 2, _ => 0 };
        using (shape)
        using (SKPaint paint = Fill(style))
        using (new SKAutoCanvasRestore(_canvas))
        {
            _canvas.Translate((float)x, (float)y);
            _canvas.RotateDegrees((float)rotate);
            _canvas.DrawText(shape, -before, 0, paint);
        }
    }

    /// <inheritdoc/>
    public void Line(double x1, double y1, double x2, double y2, string style)
    {
        using SKPaint paint = Stroke(style);
        _canvas.DrawLine((float)x1, (float)y1, (float)x2, (float)y2, paint);
    }

    /// <inheritdoc/>
    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null)
    {
        using SKPaint paint = Has(style, "frame") ? Stroke(style) : Fill(style, opacity);
        _canvas.DrawRect((float)x, (float)y, (float)width, (float)height, paint);
    }

    /// <inheritdoc/>
    public void Circle(double x, double y, double radius, string style, double opacity = 1, string? tip = null)
    {
        bool isRing = Has(style, "ring");
        if (isRing) Circle(x, y, radius + (RingLine / 2), "paper");
        using SKPaint paint = Fill(style, opacity);
        _canvas.DrawCircle((float)x, (float)y, (float)radius - (isRing ? RingLine / 2 : 0), paint);
    }

    /// <inheritdoc/>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string style)
    {
        if (points.Count == 1) Circle(points[0].X, points[0].Y, DotRadius, style);
        if (points.Count < 2) return;
        using var path = new SKPath();
        path.AddPoly([.. points.Select(Point)], close: false);
        using SKPaint paint = Stroke($"line {style}");
        _canvas.DrawPath(path, paint);
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<(double X, double Y)> points, double radius, string style, double opacity)
    {
        // In one path, as in the SVG image: dots that overlap do not get darker.
        using var path = new SKPath();
        foreach ((double X, double Y) point in points) path.AddCircle((float)point.X, (float)point.Y, (float)radius);
        using SKPaint paint = Fill(style, opacity);
        _canvas.DrawPath(path, paint);
    }

    /// <inheritdoc/>
    public void Image(double x, double y, double width, double height, RgbImage image, string tip)
    {
        using SKImage pixels = image.ToSkia();
        var place = SKRect.Create((float)x, (float)y, (float)width, (float)height);

        // Pixels stay pixels where they are enlarged.
        using var paint = new SKPaint { FilterQuality = _canvas.TotalMatrix.MapRect(place).Width < image.Width ? SKFilterQuality.Medium : SKFilterQuality.None };
        _canvas.DrawImage(pixels, place, paint);
    }

    private static bool Has(string style, string word) => style.Split(' ').Contains(word);

    private static SKPoint Point((double X, double Y) point) => new((float)point.X, (float)point.Y);

    private SKColor ColorOf(string style) => SKColor.Parse(_theme.ColorOf(style, _isDark));

    private SKPaint Fill(string style, double opacity = 1) => new() { IsAntialias = true, Color = ColorOf(style).WithAlpha((byte)Math.Round(255 * opacity)) };

    private SKPaint Stroke(string style)
    {
        SKPaint paint = Fill(style);
        (paint.IsStroke, paint.StrokeWidth) = (true, 1);
        if (Has(style, "line")) (paint.StrokeWidth, paint.StrokeCap, paint.StrokeJoin) = (SeriesLine, SKStrokeCap.Round, SKStrokeJoin.Round);
        if (Has(style, "mark")) paint.PathEffect = Dashes;
        return paint;
    }
}
