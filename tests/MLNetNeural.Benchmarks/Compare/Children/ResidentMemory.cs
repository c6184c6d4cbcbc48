using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare.Children;

/// <summary>Memory of this process that is resident, as Linux counts it.</summary>
internal static class ResidentMemory
{
    /// <summary>Bytes now.</summary>
    public static long Now => Read("VmRSS:");

    /// <summary>Most bytes since the start, or since <see cref="ForgetPeak"/>.</summary>
    public static long Peak => Read("VmHWM:");

    /// <summary>Lets the peak begin anew with what is resident now.</summary>
    public static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static long Read(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
