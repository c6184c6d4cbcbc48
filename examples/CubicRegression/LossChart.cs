using System.Globalization;
using System.Text;

namespace CubicRegression;

/// <summary>A curve of losses in lines of text, from 0 to the greatest.</summary>
internal static class LossChart
{
    private const int MaxColumns = 72;
    private const int MarginColumns = 10;
    private const int Rows = 14;

    /// <summary>Columns of the terminal; those of an ordinary one where the output goes elsewhere.</summary>
    public static int TerminalColumns => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? MaxColumns + MarginColumns : Console.WindowWidth;

    /// <summary>Draws the mean of each run of epochs as a column; finer than a line by eighths of it.</summary>
    /// <param name="losses">The loss of each epoch.</param>
    /// <param name="width">Columns of the chart with its margin.</param>
    public static string Draw(double[] losses, int width)
    {
        int columns = Math.Min(Math.Clamp(width - MarginColumns, 16, MaxColumns), losses.Length);
        double[] means = [.. Enumerable.Range(0, columns).Select(column =>
        {
            int first = (int)((long)column * losses.Length / columns), end = (int)((column + 1L) * losses.Length / columns);
            return losses.AsSpan(first, end - first).ToArray().Average();
        })];
        double top = means.Max();

        var chart = new StringBuilder();
        for (int row = Rows - 1; row >= 0; row--)
        {
            double scale = top * (row + 1) / Rows;
            chart.Append(row % 3 == 1 ? scale.ToString("0", CultureInfo.InvariantCulture).PadLeft(7) : new string(' ', 7)).Append(" │");
            foreach (double mean in means)
            {
                int eighths = top > 0 ? (int)Math.Clamp(Math.Round(((mean / top * Rows) - row) * 8), 0, 8) : 0;
                chart.Append(" ▁▂▃▄▅▆▇█"[eighths]);
            }

            chart.Append('\n');
        }

        chart.Append(' ', 8).Append('└').Append('─', columns).Append('\n');
        string last = losses.Length.ToString(CultureInfo.InvariantCulture);
        chart.Append("   loss  epoch 1").Append(last.PadLeft(Math.Max(last.Length + 1, columns - 7)));
        return chart.ToString();
    }
}
