using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>Figures as people read them: three digits and a fitting unit.</summary>
internal static class Figure
{
    private static readonly (double Size, string Name)[] Seconds = [(1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];

    private static readonly (double Size, string Name)[] Bytes = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "B")];

    public static string Format(double value, Unit unit) => unit switch
    {
        Unit.Seconds => Scale(value, Seconds),
        Unit.Bytes => Scale(value, Bytes),
        _ => $"{Digits(value)}×",
    };

    private static string Scale(double value, (double Size, string Name)[] units)
    {
        (double size, string name) = units.FirstOrDefault(unit => Math.Abs(value) >= unit.Size, units[^1]);
        return $"{Digits(value / size)} {name}";
    }

    private static string Digits(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
