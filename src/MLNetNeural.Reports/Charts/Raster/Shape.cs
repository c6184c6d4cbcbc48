namespace MLNetNeural.Reports.Charts.Raster;

/// <summary>Closed outlines that are filled together. Outlines that turn the same way add up to their union; one that turns the other way is a hole.</summary>
internal sealed class Shape
{
    private const double LargestError = 0.05; // of an arc: how far it lies from its chord, in pixels

    private readonly List<List<(double X, double Y)>> _outlines = [];

    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Outlines => _outlines;

    /// <summary>Adds an outline as it is.</summary>
    public void Add(List<(double X, double Y)> outline)
    {
        if (outline.Count > 2) _outlines.Add(outline);
    }

    public void AddRectangle(double left, double top, double right, double bottom) => Add([(left, top), (right, top), (right, bottom), (left, bottom)]);

    /// <summary>Adds a straight line with a width.</summary>
    public void AddLine((double X, double Y) from, (double X, double Y) to, double width)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length == 0) return;
        double x = -dy / length * width / 2, y = dx / length * width / 2;
        Add([(from.X - x, from.Y - y), (to.X - x, to.Y - y), (to.X + x, to.Y + y), (from.X + x, from.Y + y)]);
    }

    /// <summary>A disc.</summary>
    public static Shape Circle(double x, double y, double radius)
    {
        int corners = Math.Clamp((int)Math.Ceiling(Math.PI * Math.Sqrt(radius / (2 * LargestError))), 8, 96);
        var shape = new Shape();
        shape.Add([.. Enumerable.Range(0, corners).Select(i => (x + (radius * Math.Cos(2 * Math.PI * i / corners)), y + (radius * Math.Sin(2 * Math.PI * i / corners))))]);
        return shape;
    }

    /// <summary>A line with a width and round ends, in parts.</summary>
    public static IEnumerable<Shape> RoundLine((double X, double Y) from, (double X, double Y) to, double width)
    {
        yield return Circle(from.X, from.Y, width / 2);
        yield return Circle(to.X, to.Y, width / 2);
        var line = new Shape();
        line.AddLine(from, to, width);
        yield return line;
    }
}
