using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports;

/// <summary>A reporter that may look at what the network is made of.</summary>
internal interface IParameterReporter
{
    /// <summary>Whether it does; training keeps no gradients for one that does not.</summary>
    bool WantsParameters { get; }

    /// <summary>An epoch is done; called on the training thread, before its figures.</summary>
    /// <param name="parameters">The weights and the gradient, during the call.</param>
    void Parameters(EpochParameters parameters);
}
