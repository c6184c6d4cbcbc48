using System.Globalization;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Reports.Charts.Canvas;

namespace MLNetNeural.Reports.Tests.Charts;

[TestClass]
public class CellContrastTests
{
    /// <summary>WCAG 2.2, 1.4.3.</summary>
    private const double LeastContrast = 4.5;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Text_can_be_read_on_a_cell_of_every_share(bool isDark)
    {
        ChartTheme theme = isDark ? ChartTheme.Dark : ChartTheme.Light;
        for (int percent = 0; percent <= 100; percent++)
        {
            double share = percent / 100d;
            double[] paper = Parse(theme.Paper), heat = Parse(theme.Heat), text = Parse(theme.ColorOf(ConfusionHeatMap.StyleOf(share), isDark));
            double cell = Luminance([.. paper.Zip(heat, (below, above) => below + (share * (above - below)))]), ink = Luminance(text);

            double contrast = (Math.Max(cell, ink) + 0.05) / (Math.Min(cell, ink) + 0.05);

            Assert.IsGreaterThanOrEqualTo(LeastContrast, contrast, $"share {share}");
        }
    }

    private static double[] Parse(string color)
        => [.. Enumerable.Range(0, 3).Select(i => (double)int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static double Luminance(double[] rgb)
    {
        double[] linear = [.. rgb.Select(value => value / 255).Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
