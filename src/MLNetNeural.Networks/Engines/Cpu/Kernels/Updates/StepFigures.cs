namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>What changes from step to step in an optimizer's rule.</summary>
/// <param name="LearningRate">lr.</param>
/// <param name="Number">Number of the step, counted from 1.</param>
/// <param name="Momentum">Momentum, or β₁ in its place; null for that of the optimizer.</param>
internal readonly record struct StepFigures(float LearningRate, int Number, float? Momentum = null);
