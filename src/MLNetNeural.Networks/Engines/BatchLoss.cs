using System.Numerics.Tensors;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines;

/// <summary>
/// Loss of a batch and its gradient with respect to the outputs, by blocks of rows from any thread; the sums of the blocks are added in
/// order. It is what the loss itself says, in every engine: an engine whose outputs lie elsewhere brings them here, a few values a row.
/// </summary>
/// <remarks>Before a batch <see cref="Begin"/>, then <see cref="Run"/> for all its rows, then <see cref="End"/>.</remarks>
internal sealed unsafe class BatchLoss(TrainingPlan plan) : IDisposable
{
    /// <summary>Rows of a block; the first row of a block is a multiple of it.</summary>
    public const int RowBlock = 64;

    private readonly NativeBuffer<double> _losses = new((plan.MaxBatchSize / RowBlock) + 1);
    private readonly NativeBuffer<double> _correct = new((plan.MaxBatchSize / RowBlock) + 1);
    private readonly bool _isWeighted = plan.Targets.AreWeighted || plan.Loss.WeighsRows;
    private double _weights;
    private double _lossWeights;
    private int* _rows;
    private int _count;
    private float _scale;

    /// <summary>Whether the batch asks for a gradient.</summary>
    public bool WithGradient { get; private set; }

    /// <summary>Begins a batch.</summary>
    /// <param name="rows">Its rows; they stay where they are until its end.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="gradient">Which gradient is wanted.</param>
    public void Begin(int* rows, int count, LossGradient gradient)
    {
        _rows = rows;
        _count = count;
        _lossWeights = _weights = count;
        if (_isWeighted) SumWeights();
        _scale = gradient == LossGradient.OfSum ? 1 : _lossWeights > 0 ? (float)(1 / _lossWeights) : 0; // rows that all have weight 0 change nothing
        WithGradient = gradient != LossGradient.None;
    }

    /// <summary>Takes a block of rows in.</summary>
    /// <param name="first">Position of the first row in the batch, a multiple of <see cref="RowBlock"/>.</param>
    /// <param name="rows">Number of rows, at most <see cref="RowBlock"/>.</param>
    /// <param name="outputs">Outputs of the network, row after row.</param>
    /// <param name="gradient">Receives the gradient, in rows as far apart; empty when none is asked for.</param>
    /// <param name="stride">Distance of two rows, at least the outputs of a row.</param>
    public void Run(int first, int rows, ReadOnlySpan<float> outputs, Span<float> gradient, int stride)
    {
        double correct = 0;
        _losses.Pointer[first / RowBlock] = plan.Loss.Rows(outputs, stride, plan.Targets, new ReadOnlySpan<int>(_rows + first, rows), _scale, gradient);
        for (int r = 0, classes = plan.Targets.Outputs; plan.Targets.AreClasses && r < rows; r++)
        {
            int row = _rows[first + r];
            if (TensorPrimitives.IndexOfMax(outputs.Slice(r * stride, classes)) == plan.Targets[row].Class) correct += plan.Targets.Weight(row);
        }

        _correct.Pointer[first / RowBlock] = correct;
    }

    /// <summary>Ends a batch.</summary>
    public BatchResult End()
    {
        double loss = 0, correct = 0;
        for (int block = 0; block * RowBlock < _count; block++)
        {
            loss += _losses.Pointer[block];
            correct += _correct.Pointer[block];
        }

        return new BatchResult(loss, _lossWeights, correct, _weights);
    }

    public void Dispose()
    {
        _losses.Dispose();
        _correct.Dispose();
    }

    private void SumWeights()
    {
        _lossWeights = _weights = 0;
        for (int r = 0; r < _count; r++)
        {
            double weight = plan.Targets.Weight(_rows[r]);
            _weights += weight;
            _lossWeights += weight * plan.Loss.Weight(plan.Targets[_rows[r]]);
        }
    }
}
