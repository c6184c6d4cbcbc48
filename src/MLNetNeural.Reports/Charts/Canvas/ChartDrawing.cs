using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Charts.Canvas;

/// <summary>Remembers what is drawn, to draw it as vectors or as pixels.</summary>
/// <param name="width">Width in pixels; viewers may scale.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="title">What it is.</param>
/// <param name="description">What it shows, in words.</param>
internal sealed class ChartDrawing(double width, double height, string title, string description) : IChartCanvas
{
    /// <summary>Width of an average character of the smaller text; which font a viewer has is not known.</summary>
    public const double CharWidth = 7;

    private readonly List<Action<IChartCanvas>> _steps = [];

    public double Width => width;

    public double Height => height;

    public string Title => title;

    public string Description => description;

    /// <summary>Ends the image.</summary>
    public Chart Finish() => new(this);

    /// <summary>Draws it all, in the same order.</summary>
    public void DrawOn(IChartCanvas canvas)
    {
        foreach (Action<IChartCanvas> step in _steps) step(canvas);
    }

    /// <inheritdoc/>
    public void Text(double x, double y, string text, string style = "", string anchor = "start", double rotate = 0) => _steps.Add(canvas => canvas.Text(x, y, text, style, anchor, rotate));

    /// <inheritdoc/>
    public void Line(double x1, double y1, double x2, double y2, string style) => _steps.Add(canvas => canvas.Line(x1, y1, x2, y2, style));

    /// <inheritdoc/>
    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null)
        => _steps.Add(canvas => canvas.Rectangle(x, y, width, height, style, opacity, tip));

    /// <inheritdoc/>
    public void Circle(double x, double y, double radius, string style, double opacity = 1, string? tip = null) => _steps.Add(canvas => canvas.Circle(x, y, radius, style, opacity, tip));

    /// <inheritdoc/>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string style)
    {
        (double X, double Y)[] kept = [.. points]; // the caller may use its list again
        _steps.Add(canvas => canvas.Polyline(kept, style));
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<(double X, double Y)> points, double radius, string style, double opacity)
    {
        (double X, double Y)[] kept = [.. points];
        _steps.Add(canvas => canvas.Dots(kept, radius, style, opacity));
    }

    /// <inheritdoc/>
    public void Image(double x, double y, double width, double height, RgbImage image, string tip) => _steps.Add(canvas => canvas.Image(x, y, width, height, image, tip));
}
