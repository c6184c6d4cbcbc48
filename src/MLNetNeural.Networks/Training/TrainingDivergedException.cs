namespace MLNetNeural.Networks.Training;

/// <summary>The loss became infinite or not a number.</summary>
/// <param name="message">Where it happened, and what to do.</param>
public sealed class TrainingDivergedException(string message) : InvalidOperationException(message);
