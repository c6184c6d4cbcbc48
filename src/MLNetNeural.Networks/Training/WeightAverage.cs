using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training;

/// <summary>
/// The exponential moving average of a network's weights, a ← d·a + (1 − d)·w after every step; after the first it is w itself,
/// as in PyTorch's AveragedModel.
/// </summary>
internal sealed class WeightAverage(INetwork network, float decay) : IDisposable
{
    private bool _started;

    /// <summary>A network with the averaged weights.</summary>
    public INetwork Network { get; } = network.Clone();

    /// <summary>The averaged weights as a checkpoint has them beside the network's own, "layers.0.weight.average" and so on.</summary>
    public ITensors Tensors => new RenamedTensors(Network, ".average");

    /// <summary>Takes a step's weights in.</summary>
    public void Update()
    {
        Network.MoveTowards(network, _started ? 1 - decay : 1);
        _started = true;
    }

    /// <summary>Goes on from averaged weights that were read from a checkpoint.</summary>
    public void Resume() => _started = true;

    /// <summary>Gives the network the averaged weights, and back again the next time.</summary>
    public void Swap() => network.Swap(Network);

    public void Dispose() => Network.Dispose();
}
