namespace MLNetNeural.Reports.Progress;

/// <summary>A bar with words behind it, in one line of a terminal.</summary>
internal static class StatusLine
{
    private const int BarWidth = 24;

    /// <summary>The line, cut where the terminal ends: a longer one would break, and what is broken cannot be taken back.</summary>
    /// <param name="done">The share of the work, in [0, 1].</param>
    /// <param name="text">The words; control characters are left out.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static string Of(double done, string text, int width)
    {
        int full = (int)(BarWidth * Math.Clamp(done, 0, 1));
        string words = string.Concat(text.Where(c => !char.IsControl(c)));
        string line = $"{new string('━', full)}{new string('─', BarWidth - full)} {words}";
        return line.Length < width ? line : line[..Math.Max(0, width - 1)];
    }
}
