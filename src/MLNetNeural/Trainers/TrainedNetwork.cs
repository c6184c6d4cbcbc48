using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>Brings trained networks to where models score: to the processor.</summary>
internal static class TrainedNetwork
{
    /// <summary>The network as one of the CPU engine; one of another engine is copied and disposed of.</summary>
    public static INetwork ToProcessor(INetwork network)
    {
        if (network is CpuNetwork) return network;
        INetwork? copy = null;
        try
        {
            copy = new CpuEngine().CreateNetwork(network.Spec);
            network.CopyTo(copy);
            return copy;
        }
        catch
        {
            copy?.Dispose();
            throw;
        }
        finally
        {
            network.Dispose();
        }
    }

    /// <summary>The same for the network that comes with an exception.</summary>
    public static void ToProcessor(TrainingDivergedException exception)
    {
        if (exception.BestNetwork is { } best) exception.BestNetwork = ToProcessor(best);
    }
}
