namespace MLNetNeural.Networks.Losses;

/// <summary>Loss of one row, for <see cref="CustomLoss"/>. Called from several threads at once.</summary>
/// <param name="outputs">Outputs of the network for the row (logits for classes), length k.</param>
/// <param name="target">The target of the row.</param>
/// <param name="gradient">Receives ∂loss/∂outputs, length k, every element; empty when only the loss is asked for.</param>
/// <returns>The loss.</returns>
public delegate double LossFunction(ReadOnlySpan<float> outputs, Target target, Span<float> gradient);
