namespace MLNetNeural.Networks.Training;

/// <summary>A metric of each epoch: early stopping and schedules follow it.</summary>
public enum TrainingMetric
{
    /// <summary>Mean loss of the validation rows; lower is better.</summary>
    ValidationLoss,

    /// <summary>Share of validation rows whose class was the most likely; higher is better.</summary>
    ValidationAccuracy,

    /// <summary>Mean loss of the training rows; lower is better.</summary>
    TrainingLoss,

    /// <summary>Share of training rows whose class was the most likely; higher is better.</summary>
    TrainingAccuracy,
}
