using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNetNeural.TorchSharp;

/// <summary>Recognizes what libtorch says when memory runs out, and says it in bytes.</summary>
internal static partial class MemoryFailure
{
    /// <summary>The exception to throw in place of another; null when that is about something else.</summary>
    /// <param name="exception">What was caught.</param>
    /// <param name="device">Where it happened.</param>
    public static DeviceOutOfMemoryException? Of(Exception exception, TorchDevice device)
    {
        if (exception is DeviceOutOfMemoryException known) return known;
        string said = exception.Message;
        if (!said.Contains("out of memory", StringComparison.OrdinalIgnoreCase) && !said.Contains("allocate memory", StringComparison.OrdinalIgnoreCase)) return null;
        long? requested = Bytes(OnCard().Match(said), "asked") ?? Bytes(OnProcessor().Match(said), "asked");
        long? free = Bytes(FreeOnCard().Match(said), "free") ?? (device.IsCpu ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet : null);
        return new DeviceOutOfMemoryException(
            $"The memory of {device} does not suffice: {Figure(requested)} bytes were asked for and {Figure(free)} are left; choose a smaller batch size, with AccumulateBatches for the same steps, or a smaller network.",
            exception)
        {
            RequestedBytes = requested,
            FreeBytes = free,
        };
    }

    private static string Figure(long? bytes) => bytes is { } known ? known.ToString(CultureInfo.InvariantCulture) : "unknown";

    private static long? Bytes(Match match, string name)
    {
        if (!match.Success) return null;
        double number = double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        return (long)(number * match.Groups[$"{name}Unit"].Value switch
        {
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            _ => 1L,
        });
    }

    // "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 7.79 GiB total capacity; 5.51 GiB already allocated; 1.19 GiB free; …", and later
    // "… Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB of which 1.19 GiB is free. …".
    [GeneratedRegex(@"Tried to allocate (?<asked>[\d.]+) (?<askedUnit>bytes|KiB|MiB|GiB)")]
    private static partial Regex OnCard();

    [GeneratedRegex(@"(?<free>[\d.]+) (?<freeUnit>bytes|KiB|MiB|GiB)(?: is)? free")]
    private static partial Regex FreeOnCard();

    // "DefaultCPUAllocator: can't allocate memory: you tried to allocate 4000000000000 bytes. Error code 12 (Cannot allocate memory)".
    [GeneratedRegex(@"you tried to allocate (?<asked>\d+) (?<askedUnit>bytes)")]
    private static partial Regex OnProcessor();
}
