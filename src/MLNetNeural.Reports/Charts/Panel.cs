using MLNetNeural.Reports.Charts.Canvas;

namespace MLNetNeural.Reports.Charts;

/// <summary>A rectangle with two axes, and what is drawn between them.</summary>
/// <param name="canvas">The image.</param>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
/// <param name="area">The rectangle in pixels: left, top, right, bottom.</param>
internal sealed class Panel(IChartCanvas canvas, Scale x, Scale y, (double Left, double Top, double Right, double Bottom) area)
{
    private const int MostPoints = 1600;

    /// <summary>Draws grid, axes and labels.</summary>
    public void Frame(string xTitle, string yTitle, bool hasGrid = true)
    {
        foreach ((double value, string text) in y.Ticks)
        {
            if (hasGrid) canvas.Line(area.Left, y.Place(value), area.Right, y.Place(value), "grid");
            canvas.Text(area.Left - 8, y.Place(value) + 4, text, "small", "end");
        }

        canvas.Line(area.Left, area.Bottom, area.Right, area.Bottom, "axis");
        foreach ((double value, string text) in x.Ticks)
        {
            canvas.Line(x.Place(value), area.Bottom, x.Place(value), area.Bottom + 4, "axis");
            canvas.Text(x.Place(value), area.Bottom + 18, text, "small", "middle");
        }

        canvas.Text((area.Left + area.Right) / 2, area.Bottom + 36, xTitle, "small", "middle");
        if (yTitle.Length > 0) canvas.Text(area.Left - 52, (area.Top + area.Bottom) / 2, yTitle, "small", "middle", rotate: -90);
    }

    /// <summary>Draws a line through points in the order of x; it has a gap where a value is not finite.</summary>
    public void Line(IReadOnlyList<(double X, double Y)> points, string style)
    {
        var run = new List<(double X, double Y)>();
        foreach ((double X, double Y) point in Thin(points).Append((double.NaN, double.NaN)))
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y))
            {
                run.Add((x.Place(point.X), y.Place(point.Y)));
                continue;
            }

            canvas.Polyline(run, style);
            run.Clear();
        }
    }

    /// <summary>Draws steps: a value holds from its x to the next.</summary>
    public void Steps(IReadOnlyList<(double X, double Y)> points, string style)
        => Line([.. points.SelectMany((point, i) => i == 0 ? [point] : new[] { (point.X, points[i - 1].Y), point })], style);

    /// <summary>Draws dots; of very many, an even choice.</summary>
    public void Dots(IReadOnlyList<(double X, double Y)> points, string style, int most = 4000)
    {
        int every = (points.Count + most - 1) / most;
        (double X, double Y)[] seen = [.. points.Where((point, i) => i % Math.Max(1, every) == 0 && double.IsFinite(point.X) && double.IsFinite(point.Y))];
        canvas.Dots([.. seen.Select(point => (x.Place(point.X), y.Place(point.Y)))], seen.Length > 500 ? 1.6 : 2.6, style, seen.Length > 500 ? 0.45 : 0.7);
    }

    /// <summary>Of very many points, the least and the greatest of each run, in their order: what sticks out stays.</summary>
    public static IEnumerable<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= MostPoints) return points;
        const int runs = MostPoints / 2;
        return Enumerable.Range(0, runs).SelectMany(run =>
        {
            int first = (int)((long)run * points.Count / runs), end = (int)((run + 1L) * points.Count / runs);
            int low = first, high = first;
            for (int i = first; i < end; i++)
            {
                // What is not a number must not hide behind its neighbors.
                if (!double.IsFinite(points[i].Y)) return [points[i]];
                if (points[i].Y < points[low].Y) low = i;
                if (points[i].Y > points[high].Y) high = i;
            }

            return low == high ? new[] { points[low] } : [points[Math.Min(low, high)], points[Math.Max(low, high)]];
        }).Append(points[^1]);
    }
}
