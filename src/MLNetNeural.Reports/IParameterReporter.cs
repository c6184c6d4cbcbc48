using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports;

/// <summary>A reporter that may look at the weights and gradients of the network.</summary>
internal interface IParameterReporter
{
    /// <summary>Whether it does. Training keeps no gradients for one that does not.</summary>
    bool WantsParameters { get; }

    /// <summary>Called after each epoch, on the training thread, before its metrics.</summary>
    /// <param name="parameters">The weights and the gradient, during the call.</param>
    void Parameters(EpochParameters parameters);
}
