namespace MLNetNeural.Networks.Engines;

/// <summary>What the values of a tensor are to the network.</summary>
public enum TensorRole
{
    /// <summary>The weights of a layer.</summary>
    Weight,

    /// <summary>The bias of a layer.</summary>
    Bias,

    /// <summary>The trained scales γ of a normalization; initially 1.</summary>
    NormWeight,

    /// <summary>The trained shifts β of a normalization; initially 0.</summary>
    NormBias,

    /// <summary>The running means of a batch normalization: measured, not trained; 0 at first.</summary>
    RunningMean,

    /// <summary>The running variances of a batch normalization: measured, not trained; 1 at first.</summary>
    RunningVariance,

    /// <summary>Number of batches in the running statistics, kept where they are plain averages; 0 at first.</summary>
    BatchCount,
}
