using System.Numerics.Tensors;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Loss and its gradient of blocks of rows; the sums of the blocks are added in order.</summary>
/// <remarks>Before a batch <see cref="Begin"/>, then <see cref="Run"/> for all its rows, then <see cref="End"/>.</remarks>
internal sealed unsafe class LossPass(TrainingPlan plan, ForwardPass forward, OutputGradient gradients) : IRowBlock, IDisposable
{
    private readonly NativeBuffer<double> _losses = new((plan.MaxBatchSize / ForwardPass.RowBlock) + 1);
    private readonly NativeBuffer<double> _correct = new((plan.MaxBatchSize / ForwardPass.RowBlock) + 1);
    private readonly bool _isWeighted = plan.Targets.AreWeighted || plan.Loss.WeighsRows;
    private double _weights;
    private double _lossWeights;
    private int* _rows;
    private int _count;
    private float _scale;
    private bool _withGradient;

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
        _withGradient = gradient != LossGradient.None;
    }

    /// <summary>Computes the loss of rows that the forward pass has run.</summary>
    public void Run(int first, int rows, int worker)
    {
        int stride = gradients.Layer.Stride;
        double correct = 0;
        Span<float> gradient = _withGradient ? new Span<float>(gradients.Row(first), rows * stride) : [];
        _losses.Pointer[first / ForwardPass.RowBlock] = plan.Loss.Rows(forward.OutputRows(first, rows), stride, plan.Targets, new ReadOnlySpan<int>(_rows + first, rows), _scale, gradient);
        for (int r = first; plan.Targets.AreClasses && r < first + rows; r++)
        {
            if (TensorPrimitives.IndexOfMax(forward.OutputRow(r)) == plan.Targets[_rows[r]].Class) correct += plan.Targets.Weight(_rows[r]);
        }

        _correct.Pointer[first / ForwardPass.RowBlock] = correct;
    }

    /// <summary>Ends a batch.</summary>
    public BatchResult End()
    {
        double loss = 0, correct = 0;
        for (int block = 0; block * ForwardPass.RowBlock < _count; block++)
        {
            loss += _losses.Pointer[block];
            correct += _correct.Pointer[block];
        }

        return new BatchResult(loss, _lossWeights, correct, _weights);
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

    public void Dispose()
    {
        _losses.Dispose();
        _correct.Dispose();
    }
}
