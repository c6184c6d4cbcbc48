using System.Numerics.Tensors;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Loss and its gradient of blocks of rows; the sums of the blocks are added in order.</summary>
/// <remarks>Before a batch <see cref="Begin"/>, then <see cref="Run"/> for all its rows, then <see cref="End"/>.</remarks>
internal sealed unsafe class LossPass(TrainingPlan plan, ForwardPass forward, OutputGradient gradients) : IRowBlock, IDisposable
{
    private readonly NativeBuffer<double> _losses = new((plan.MaxBatchSize / ForwardPass.RowBlock) + 1);
    private readonly NativeBuffer<double> _correct = new((plan.MaxBatchSize / ForwardPass.RowBlock) + 1);
    private readonly NativeBuffer<float>? _scratch = plan.Augmentations.OfType<Mixup>().Any()
        ? new((long)((plan.MaxBatchSize / ForwardPass.RowBlock) + 1) * Math.Max(gradients.Layer.Units, plan.Targets.Outputs))
        : null;
    private readonly bool _isWeighted = plan.Targets.AreWeighted || plan.Loss.WeighsRows;
    private double _weights;
    private double _lossWeights;
    private int* _rows;
    private int _count;
    private float _scale;
    private bool _withGradient;
    private BatchMix _mix;

    /// <summary>Begins a batch.</summary>
    /// <param name="rows">Its rows; they stay where they are until its end.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="gradient">Which gradient is wanted.</param>
    /// <param name="mix">How its rows are mixed.</param>
    public void Begin(int* rows, int count, LossGradient gradient, BatchMix mix)
    {
        _mix = mix;
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
        int stride = gradients.Layer.Stride, block = first / ForwardPass.RowBlock;
        Span<float> gradient = _withGradient ? new Span<float>(gradients.Row(first), rows * stride) : [];
        _losses.Pointer[block] = _mix.IsOn
            ? RunMixed(first, rows, stride, gradient)
            : plan.Loss.Rows(forward.OutputRows(first, rows), stride, plan.Targets, new ReadOnlySpan<int>(_rows + first, rows), _scale, gradient);
        double correct = 0;
        for (int r = first; plan.Targets.AreClasses && r < first + rows; r++)
        {
            int largest = TensorPrimitives.IndexOfMax(forward.OutputRow(r));
            correct += _mix.Share * Correct(_rows[r], largest);
            if (_mix.IsOn) correct += (1 - _mix.Share) * Correct(_rows[_mix.Partner(r)], largest);
        }

        _correct.Pointer[block] = correct;
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

    private double RunMixed(int first, int rows, int stride, Span<float> gradient)
    {
        int units = gradients.Layer.Units;
        int room = (int)(_scratch!.Length / ((plan.MaxBatchSize / ForwardPass.RowBlock) + 1));
        Span<float> scratch = _scratch.Slice((long)(first / ForwardPass.RowBlock) * room, room);
        double loss = 0;
        for (int r = 0; r < rows; r++)
        {
            Span<float> slopes = gradient.IsEmpty ? [] : gradient.Slice(r * stride, units);
            loss += plan.Loss.MixedRow(forward.OutputRow(first + r), plan.Targets, _rows[first + r], _rows[_mix.Partner(first + r)], _mix.Share, _scale, slopes, scratch);
        }

        return loss;
    }

    /// <summary>The weight of a row if its class is the one given, else 0.</summary>
    private double Correct(int row, int @class) => plan.Targets[row].Class == @class ? plan.Targets.Weight(row) : 0;

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
        _scratch?.Dispose();
    }
}
