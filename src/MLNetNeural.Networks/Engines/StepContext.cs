namespace MLNetNeural.Networks.Engines;

/// <summary>Where a training step stands in the run; random draws are a function of it, so that a resumed run draws the same.</summary>
/// <param name="Epoch">Zero-based epoch.</param>
/// <param name="Batch">Zero-based batch of the epoch.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="Momentum">Momentum of the step (β₁ of Adam and its relatives); null for that of the optimizer.</param>
/// <param name="KeepsGradient">
/// Whether the gradient is only kept and added to that of the next batch; the first batch that does not keep it makes a step with
/// the gradient of the mean over the rows of all of them. Needs <see cref="TrainingPlan.AccumulatesBatches"/>. Default: false.
/// </param>
/// <param name="ShowsGradient">
/// Whether <see cref="ITrainingSession.Gradients"/> is to have the gradient of this step. Needs <see cref="TrainingPlan.ShowsGradients"/>. Default: false.
/// </param>
public readonly record struct StepContext(int Epoch, int Batch, float LearningRate, float? Momentum = null, bool KeepsGradient = false, bool ShowsGradient = false);
