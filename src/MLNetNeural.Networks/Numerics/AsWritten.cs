using System.Globalization;

namespace MLNetNeural.Networks.Numerics;

/// <summary>Options are float32 and people write decimal: 0.1f is 0.100000001490116, but what was meant is 0.1.</summary>
internal static class AsWritten
{
    /// <summary>The number that the shortest decimal of <paramref name="value"/> says.</summary>
    public static double Of(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
