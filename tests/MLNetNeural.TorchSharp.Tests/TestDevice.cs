using MLNetNeural.Networks.Engines;
using MLNetNeural.TorchSharp.Natives;

namespace MLNetNeural.TorchSharp.Tests;

/// <summary>What the suite runs on, by name: with a card all of it, without one its tests skip.</summary>
internal static class TestDevice
{
    /// <summary>Test category of everything that needs TorchSharp's native part.</summary>
    public const string Category = "TorchSharp";

    public const string Cpu = "TorchSharp on CPU";

    /// <summary>The way of a card, on the processor: features are brought to the device as bytes, gathered, mirrored and normalized there.</summary>
    public const string CpuAsCard = "TorchSharp on CPU, features as on a card";

    public const string Cuda = "TorchSharp on CUDA";

    public static string[] All { get; } = [Cpu, CpuAsCard, Cuda];

    /// <summary>The engine; where there is no card, a test that asks for one is inconclusive.</summary>
    public static IEngine Engine(string name)
    {
        if (name == Cpu) return TorchSharpEngine.Cpu(1);
        if (name == CpuAsCard) return new TorchSharpEngine(TorchDevice.Cpu(1) with { KeepsFeatures = true });
        if (CudaProbe.OfThisMachine.Look().Missing is { } missing) Assert.Inconclusive($"There is no card: {missing}.");
        return TorchSharpEngine.Cuda();
    }
}
