using System.Globalization;

namespace MLNetNeural.Reports.Progress;

/// <summary>Times as people say them.</summary>
internal static class Duration
{
    /// <summary>"12 s", "3:05 min" or "1:02:03 h".</summary>
    public static string Text(TimeSpan time)
    {
        var seconds = TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
        return seconds.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds.Seconds} s")
            : seconds.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds.Minutes}:{seconds.Seconds:00} min")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)seconds.TotalHours}:{seconds.Minutes:00}:{seconds.Seconds:00} h");
    }
}
