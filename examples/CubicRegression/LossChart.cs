using System.Globalization;
using System.Text;

namespace CubicRegression;

/// <summary>A curve of losses in lines of text, from 0 to the greatest.</summary>
internal static class LossChart
{
    private const int Columns = 72;
    private const int Rows = 14;

    /// <summary>Draws the mean of each run of epochs as a column; finer than a line by eighths of it.</summary>
    public static string Draw(double[] losses)
    {
        int columns = Math.Min(Columns, losses.Length);
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
        chart.Append("   loss   epoch 1").Append(losses.Length.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(1, columns - 8)));
        return chart.ToString();
    }
}
