namespace MLNetNeural.Networks.Training;

/// <summary>A rate that was tried.</summary>
/// <param name="Rate">The learning rate of a step.</param>
/// <param name="Loss">The smoothed loss before it.</param>
public readonly record struct LearningRatePoint(double Rate, double Loss);
