using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Charts.Canvas;

/// <summary>What charts draw on. Places are pixels from the top left; a style is one of the words of <see cref="ChartTheme"/>, or several.</summary>
internal interface IChartCanvas
{
    /// <summary>Draws a line of text.</summary>
    /// <param name="x">Where it begins, has its middle, or ends, as the anchor says.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">"title", "strong", "small", "cell", or several.</param>
    /// <param name="anchor">"start", "middle" or "end".</param>
    /// <param name="rotate">Degrees around the place, clockwise.</param>
    void Text(double x, double y, string text, string style = "", string anchor = "start", double rotate = 0);

    void Line(double x1, double y1, double x2, double y2, string style);

    void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null);

    void Circle(double x, double y, double radius, string style, double opacity = 1, string? tip = null);

    /// <summary>Draws a line through points; one alone is a dot.</summary>
    void Polyline(IReadOnlyList<(double X, double Y)> points, string style);

    /// <summary>Draws dots of one kind.</summary>
    void Dots(IReadOnlyList<(double X, double Y)> points, double radius, string style, double opacity);

    /// <summary>Draws an image into a rectangle.</summary>
    void Image(double x, double y, double width, double height, RgbImage image, string tip);
}
