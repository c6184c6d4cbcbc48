using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Loss and its gradient of blocks of rows that the forward pass has run.</summary>
/// <remarks>Before a batch <see cref="Begin"/>, then <see cref="Run"/> for all its rows, then <see cref="End"/>.</remarks>
internal sealed unsafe class LossPass(TrainingPlan plan, ForwardPass forward, OutputGradient gradients) : IRowBlock, IDisposable
{
    private readonly BatchLoss _loss = new(plan);

    /// <inheritdoc cref="BatchLoss.Begin"/>
    public void Begin(int* rows, int count, LossGradient gradient, BatchMix mix) => _loss.Begin(rows, count, gradient, mix);

    /// <summary>Computes the loss of rows that the forward pass has run.</summary>
    public void Run(int first, int rows, int worker)
    {
        int stride = gradients.Layer.RowStride;
        Span<float> gradient = _loss.WithGradient ? new Span<float>(gradients.Row(first), rows * stride) : [];
        _loss.Run(first, rows, forward.OutputRows(first, rows), gradient, stride);
    }

    /// <inheritdoc cref="BatchLoss.End"/>
    public BatchResult End() => _loss.End();

    public void Dispose() => _loss.Dispose();
}
