using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>The end of a training run.</summary>
/// <param name="History">Its epochs, and why there are no more; null where Fit throws.</param>
/// <param name="Error">What Fit throws, an <see cref="OperationCanceledException"/> where it was cancelled; null where there is a model.</param>
public sealed record TrainingEnd(TrainingHistory? History, Exception? Error);
