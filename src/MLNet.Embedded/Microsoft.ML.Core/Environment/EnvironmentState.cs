using Microsoft.ML.Runtime;

namespace Microsoft.ML.Internal;

/// <summary>What all hosts of one context share.</summary>
internal sealed class EnvironmentState(int? seed, Action<ChannelMessage, string> log)
{
    public int? Seed { get; } = seed;

    public ComponentCatalog ComponentCatalog { get; } = new();

    public string TempFilePath { get; set; } = Path.GetTempPath();

    public bool FallbackToCpu { get; set; }

    public int? GpuDeviceId { get; set; }

    public bool IsCanceled { get; set; }

    /// <summary>Guards the random numbers of hosts.</summary>
    public Lock Lock { get; } = new();

    public void Log(ChannelMessage message, string source) => log(message, source);
}
