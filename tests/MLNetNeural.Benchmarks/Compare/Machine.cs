using System.Runtime.InteropServices;
using MLNetNeural.Networks.Engines.Cpu;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>Where and when it was measured.</summary>
/// <param name="Date">Day of the measurement.</param>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">Number of its cores.</param>
/// <param name="Engine">What of it our engine uses.</param>
/// <param name="Framework">The .NET version.</param>
internal sealed record Machine(string Date, string Processor, int Cores, string Engine, string Framework)
{
    public static Machine This { get; } = new(
        DateTime.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ProcessorName(),
        Environment.ProcessorCount,
        new CpuEngine().Description,
        RuntimeInformation.FrameworkDescription);

    /// <inheritdoc/>
    public override string ToString() => $"{Date}; {Processor}, {Cores} core{(Cores == 1 ? "" : "s")}; {Engine}; {Framework}";

    private static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
