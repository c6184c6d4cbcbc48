namespace MLNetNeural.Trainers;

/// <summary>What to do with missing feature values (NaN).</summary>
public enum MissingValueHandling
{
    /// <summary>Training stops with an error that names the column and the row; a scored row has no score.</summary>
    Error,

    /// <summary>Each is replaced by the mean of its feature over the training rows, in training and, kept in the model, in scoring.</summary>
    ReplaceByMean,
}
