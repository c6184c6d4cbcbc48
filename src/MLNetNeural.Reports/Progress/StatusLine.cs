namespace MLNetNeural.Reports.Progress;

/// <summary>A bar with words behind it, in one line of a terminal.</summary>
internal static class StatusLine
{
    private const int MostBar = 24, LeastBar = 6;

    /// <summary>
    /// The line, cut at the width of the terminal: a longer one would wrap, and a wrapped line cannot be erased. The bar gets the room
    /// that the words leave, and is left out where that is too little.
    /// </summary>
    /// <param name="done">The share of the work, in [0, 1].</param>
    /// <param name="text">The words; control characters are left out.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static string Of(double done, string text, int width)
    {
        string words = string.Concat(text.Where(c => !char.IsControl(c)));
        int bar = Math.Min(MostBar, width - 2 - words.Length);
        int full = (int)(bar * Math.Clamp(done, 0, 1));
        string line = bar < LeastBar ? words : $"{new string('━', full)}{new string('─', bar - full)} {words}";
        return line.Length < width ? line : line[..Math.Max(0, width - 1)];
    }
}
