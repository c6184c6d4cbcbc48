using System.Globalization;

namespace MLNetNeural.Reports.Charts;

/// <summary>One axis: from values to places, with round numbers to label it.</summary>
internal sealed class Scale
{
    private const double LogRatio = 30;

    private readonly bool _isLog;
    private readonly double _from, _to;

    private Scale(double min, double max, double from, double to, bool isLog, Func<double, string> format, double[] ticks)
    {
        (Min, Max, _from, _to, _isLog) = (min, max, from, to, isLog);
        Ticks = [.. ticks.Select(tick => (tick, format(tick)))];
    }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Round values within the range, with their text.</summary>
    public (double Value, string Text)[] Ticks { get; }

    /// <summary>A linear axis that holds all finite values, with a little room.</summary>
    /// <param name="values">The values; without a finite one the axis goes from 0 to 1.</param>
    /// <param name="from">Place of the least value.</param>
    /// <param name="to">Place of the greatest value.</param>
    /// <param name="count">About how many ticks.</param>
    /// <param name="padding">Room at each end, as a share of the range.</param>
    public static Scale Linear(IEnumerable<double> values, double from, double to, int count, double padding = 0.04)
    {
        (double min, double max) = Range(values);
        double room = padding * (max - min);
        return Linear(min - room, max + room, from, to, count);
    }

    /// <summary>An axis of shares, labeled in percent, between 0 and 1.</summary>
    public static Scale Share(IEnumerable<double> values, double from, double to, int count)
    {
        (double min, double max) = Range(values);
        double room = 0.04 * (max - min);
        (min, max) = (Math.Clamp(min - room, 0, 1), Math.Clamp(max + room, 0, 1));
        if (max <= min) (min, max) = (0, 1);
        double step = Step(min, max, count);
        return new Scale(min, max, from, to, isLog: false, value => Fixed(100 * value, 100 * step) + " %", Multiples(min, max, step));
    }

    /// <summary>An axis of whole numbers, 1 and the last among its labels where there is room.</summary>
    public static Scale Counts(int last, double from, double to, int count)
    {
        if (last <= 1) return new Scale(0.5, 1.5, from, to, isLog: false, Whole, [1]);
        double step = Math.Max(1, Step(1, last, count));
        double[] ticks = [1, .. Multiples(1, last, step).Where(tick => tick >= 1 + (0.6 * step) && tick <= last - (0.6 * step)), last];
        return new Scale(1, last, from, to, isLog: false, Whole, ticks);
    }

    /// <summary>Logarithmic where positive values span more than a decade and a half, else linear.</summary>
    public static Scale Adaptive(IReadOnlyCollection<double> values, double from, double to, int count)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0 || finite.Min() <= 0 || finite.Max() / finite.Min() < LogRatio) return Linear(finite, from, to, count);

        double ratio = Math.Pow(finite.Max() / finite.Min(), 0.04), min = finite.Min() / ratio, max = finite.Max() * ratio;
        double[] ticks = [.. Decades(min, max, [1, 2, 5])];
        if (ticks.Length > count + 2) ticks = [.. Decades(min, max, [1])];
        int every = Math.Max(1, (ticks.Length + count - 1) / count);
        return new Scale(min, max, from, to, isLog: true, value => value.ToString("G4", CultureInfo.InvariantCulture), [.. ticks.Where((_, i) => i % every == 0)]);
    }

    /// <summary>The place of a finite value.</summary>
    public double Place(double value)
    {
        double share = _isLog ? Math.Log(value / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min);
        return _from + ((_to - _from) * Math.Clamp(share, -0.02, 1.02));
    }

    /// <summary>A round number, 1, 2 or 5 times a power of ten, that divides a range in about so many steps.</summary>
    public static double Step(double min, double max, int count)
    {
        double raw = (max - min) / Math.Max(1, count), power = Math.Pow(10, Math.Floor(Math.Log10(raw))), mantissa = raw / power;
        return power * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
    }

    private static Scale Linear(double min, double max, double from, double to, int count)
    {
        double step = Step(min, max, count);
        return new Scale(min, max, from, to, isLog: false, value => Fixed(value, step), Multiples(min, max, step));
    }

    private static (double Min, double Max) Range(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return (0, 1);
        (double min, double max) = (finite.Min(), finite.Max());
        double slack = Math.Max(Math.Abs(max), 1e-12);
        return max - min > 1e-9 * slack ? (min, max) : (min - (0.5 * slack), max + (0.5 * slack));
    }

    private static double[] Multiples(double min, double max, double step)
    {
        double first = Math.Ceiling((min / step) - 1e-9), last = Math.Floor((max / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    private static IEnumerable<double> Decades(double min, double max, double[] mantissas)
        => from power in Enumerable.Range((int)Math.Floor(Math.Log10(min)), (int)Math.Ceiling(Math.Log10(max)) - (int)Math.Floor(Math.Log10(min)) + 1)
           from mantissa in mantissas
           let tick = mantissa * Math.Pow(10, power)
           where tick >= min && tick <= max
           select tick;

    /// <summary>As many decimals as the step has; powers of ten where that would be long.</summary>
    private static string Fixed(double value, double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        if (decimals > 5 || Math.Abs(value) >= 1e7) return value.ToString("0.##e0", CultureInfo.InvariantCulture);
        string text = value.ToString((Math.Abs(value) >= 10_000 ? "#,0." : "0.") + new string('0', decimals), CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
