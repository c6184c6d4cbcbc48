namespace MLNetNeural.Networks.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    MaxEpochs,

    /// <summary>The metric had not improved for as many epochs as <see cref="EarlyStoppingCriteria.Patience"/> allows.</summary>
    EarlyStopping,

    /// <summary>The metric reached <see cref="EarlyStoppingCriteria.StopAtMetric"/>.</summary>
    TargetReached,

    /// <summary><see cref="TrainingOptions.MaxTrainingTime"/> was over.</summary>
    MaxTrainingTime,

    /// <summary>A callback asked for it by <see cref="EpochMetrics.Stop"/>.</summary>
    Callback,

    /// <summary>A person asked for it, as by the stop button of a live page; see <see cref="EpochMetrics.StopOnRequest"/>.</summary>
    Requested,
}
