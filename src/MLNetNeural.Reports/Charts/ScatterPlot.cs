using MLNetNeural.Reports.Charts.Canvas;

namespace MLNetNeural.Reports.Charts;

/// <summary>Points in a plane: data and what a model makes of them.</summary>
public static class ScatterPlot
{
    private const double Width = 720, Height = 480, Left = 76, Top = 64, Right = 696, Bottom = 424;

    /// <summary>Draws data as dots and a model's output as a line over them: for models of one feature.</summary>
    /// <param name="points">The feature, the true value and the model's output of each row; at least one. Rows that are not finite are left out.</param>
    /// <param name="xTitle">The name of the feature.</param>
    /// <param name="yTitle">The name of the value.</param>
    /// <param name="title">The title. Default: "Data and model".</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Chart DataAndModel(IReadOnlyList<(double X, double True, double Predicted)> points, string xTitle, string yTitle, string title = "Data and model")
    {
        Check(points?.Count, nameof(points));
        (double X, double Y)[] data = [.. points!.Select(point => (point.X, point.True))];
        (double X, double Y)[] model = [.. points!.Where(point => double.IsFinite(point.X)).OrderBy(point => point.X).Select(point => (point.X, point.Predicted))];
        ChartDrawing canvas = Begin(title, $"{points!.Count} points of {yTitle} against {xTitle}, with the model's output as a line.");
        Panel panel = Draw(canvas, [.. data, .. model], xTitle, yTitle);
        panel.Dots(data, "a");
        panel.Line(model, "b");
        Key(canvas, Right - 140, "data", "a", isLine: false);
        Key(canvas, Right - 46, "model", "b", isLine: true);
        return canvas.Finish();
    }

    /// <summary>Draws what a model says against what is true; on the diagonal it is right.</summary>
    /// <param name="points">The true value and the model's output of each row; at least one. Rows that are not finite are left out.</param>
    /// <param name="title">The title. Default: "Predicted against true".</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Chart PredictedAgainstTrue(IReadOnlyList<(double True, double Predicted)> points, string title = "Predicted against true")
    {
        Check(points?.Count, nameof(points));
        ChartDrawing canvas = Begin(title, $"{points!.Count} points; on the diagonal the model is right.");
        double[] all = [.. points!.SelectMany(point => new[] { point.True, point.Predicted }).Where(double.IsFinite)];
        (double X, double Y)[] diagonal = all.Length == 0 ? [] : [(all.Min(), all.Min()), (all.Max(), all.Max())];
        Panel panel = Draw(canvas, [.. points!, .. diagonal], "true", "predicted");
        panel.Line(diagonal, "c");
        panel.Dots([.. points!], "a");
        Key(canvas, Right - 110, "predicted = true", "c", isLine: true);
        return canvas.Finish();
    }

    private static ChartDrawing Begin(string title, string description)
    {
        ArgumentNullException.ThrowIfNull(title);
        var canvas = new ChartDrawing(Width, Height, title, description);
        canvas.Text(24, 34, title, "title");
        return canvas;
    }

    private static Panel Draw(IChartCanvas canvas, (double X, double Y)[] points, string xTitle, string yTitle)
    {
        Scale x = Scale.Linear(points.Select(point => point.X), Left, Right, 8), y = Scale.Linear(points.Select(point => point.Y), Bottom, Top, 8);
        var panel = new Panel(canvas, x, y, (Left, Top, Right, Bottom));
        panel.Frame(xTitle, yTitle);
        return panel;
    }

    private static void Key(IChartCanvas canvas, double x, string name, string style, bool isLine)
    {
        if (isLine) canvas.Line(x - 26, 30, x - 6, 30, $"line {style}");
        else canvas.Circle(x - 12, 30, 4, $"f{style}");
        canvas.Text(x, 34, name);
    }

    private static void Check(int? count, string name)
    {
        if (count is null) throw new ArgumentNullException(name);
        if (count == 0) throw new ArgumentException("A scatter plot needs at least one point, got none.", name);
    }
}
