using MLNetNeural.Networks.Engines;
using MLNetNeural.TorchSharp.Natives;

namespace MLNetNeural.TorchSharp.Tests;

/// <summary>What the suite runs on, by name. A test whose device is not there skips and says why.</summary>
[TestClass]
public class TestDevice
{
    /// <summary>Test category of the whole suite.</summary>
    public const string Category = "TorchSharp";

    public const string Cpu = "TorchSharp on CPU";

    /// <summary>The way of a card, on the processor: features are brought to the device as bytes, gathered, mirrored and normalized there.</summary>
    public const string CpuAsCard = "TorchSharp on CPU, features as on a card";

    public const string Cuda = "TorchSharp on CUDA";

    public static string[] All { get; } = [Cpu, CpuAsCard, Cuda];

    /// <summary>Why TorchSharp's native part cannot be loaded here; null where it can.</summary>
    public static string? MissingNatives { get; } = NativeParts.FaultOf("TorchSharp-cpu");

    /// <summary>Why there is no card here; null where there is one.</summary>
    public static string? MissingCard { get; } = CudaProbe.OfThisMachine.Look().Missing;

    /// <summary>Consoles show the names of tests that skip, without the reason: it is said once.</summary>
    [AssemblyInitialize]
    public static void SayWhatIsMissing(TestContext context)
    {
        if (MissingNatives is { } natives) context.DisplayMessage(MessageLevel.Warning, $"Tests of TorchSharp skip: {natives}.");
        else if (MissingCard is { } card) context.DisplayMessage(MessageLevel.Warning, $"Tests on a card skip: {card}.");
    }

    /// <summary>Rows of a test: every case on every device; for a device that is not there one row in place of all its cases.</summary>
    public static IEnumerable<object[]> Rows(IEnumerable<string> devices, string[] cases)
        => devices.SelectMany(device => (Missing(device) is null ? cases : [$"all {cases.Length} cases"]).Select(name => new object[] { device, name }));

    /// <summary>The engine; where there is no card, a test that asks for one is inconclusive.</summary>
    public static IEngine Engine(string name)
    {
        if (Missing(name) is { } missing) Assert.Inconclusive($"{missing}.");
        return name switch
        {
            Cpu => TorchSharpEngine.Cpu(1),
            CpuAsCard => new TorchSharpEngine(TorchDevice.Cpu(1) with { KeepsFeatures = true }),
            _ => TorchSharpEngine.Cuda(),
        };
    }

    private static string? Missing(string device) => device == Cuda ? MissingCard : MissingNatives;
}
