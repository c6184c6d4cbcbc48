using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Engines;

/// <summary>Trains and scores networks on a device: the processor, a GPU.</summary>
public interface IEngine
{
    /// <summary>The device and what of it is used, to be shown, as in "CPU, 2 threads, AVX-512".</summary>
    string Description { get; }

    /// <summary>
    /// The options that this engine does not support: a sentence each, with the option, its value and the engines that can; empty when it
    /// can do all. Asked when options are validated, before any work.
    /// </summary>
    /// <param name="options">Options that have no other faults.</param>
    IReadOnlyList<string> FaultsOf(TrainingOptions options);

    /// <summary>A network with all parameters 0.</summary>
    /// <param name="spec">Its shape.</param>
    INetwork CreateNetwork(MlpSpec spec);

    /// <summary>Starts training a network of this engine.</summary>
    /// <param name="network">The network; its weights are changed by every step.</param>
    /// <param name="plan">What is trained on and how.</param>
    ITrainingSession CreateSession(INetwork network, TrainingPlan plan);
}
