namespace MLNetNeural.Networks.Engines;

/// <summary>Trains a network batch by batch. The engine gathers, augments and converts the rows itself.</summary>
public interface ITrainingSession : IDisposable
{
    /// <summary>The network that is trained; its weights are those after the last step. It outlives the session.</summary>
    INetwork Network { get; }

    /// <summary>The state of the optimizer, named "layers.0.weight.velocity" and so on.</summary>
    ITensors OptimizerState { get; }

    /// <summary>
    /// The gradient that the last step that shows it went by, of the mean over its rows: added up and clipped, without weight decay; named and shaped
    /// as the weights. Null where the plan shows none, or the engine has none to show.
    /// </summary>
    ITensors? Gradients => null;

    /// <summary>
    /// Number of steps made so far. With <see cref="OptimizerState"/> and the network's tensors it is all that a session keeps
    /// from step to step: written back into a new session, the next step gives the bits that this one would give.
    /// </summary>
    int StepCount { get; set; }

    /// <summary>Says which rows the batch after the next one will have, so that they can be brought nearer while that one runs. Need not be called.</summary>
    /// <param name="rows">Zero-based rows; copied.</param>
    void Expect(ReadOnlySpan<int> rows)
    {
    }

    /// <summary>One step: forward, loss, backward, update.</summary>
    /// <param name="rows">Zero-based rows of the batch.</param>
    /// <param name="step">Where the step stands in the run.</param>
    /// <returns>Metrics before the update, in training mode (with dropout).</returns>
    BatchResult TrainBatch(ReadOnlySpan<int> rows, StepContext step);

    /// <summary>Loss and accuracy of rows, without dropout and augmentation.</summary>
    /// <param name="rows">Zero-based rows, at most a batch of them.</param>
    BatchResult EvaluateBatch(ReadOnlySpan<int> rows);

    /// <summary>Zero-based first layer whose outputs for the last batch are not all finite; null when all layers' are.</summary>
    int? FindNonFiniteLayer();
}
