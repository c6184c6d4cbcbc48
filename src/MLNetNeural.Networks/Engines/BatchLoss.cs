using System.Numerics.Tensors;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
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
    private readonly int _outputs = plan.Loss.OutputsFor(plan.Targets);
    private readonly NativeBuffer<float>? _scratch = plan.Augmentations.OfType<Mixup>().Any() ? new((long)((plan.MaxBatchSize / RowBlock) + 1) * RoomOfMix(plan)) : null;
    private readonly bool _isWeighted = plan.Targets.AreWeighted || plan.Loss.WeighsRows;
    private double _weights;
    private double _lossWeights;
    private int* _rows;
    private int _count;
    private float _scale;
    private BatchMix _mix = BatchMix.None;

    /// <summary>Whether the batch asks for a gradient.</summary>
    public bool WithGradient { get; private set; }

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
        _losses.Pointer[first / RowBlock] = _mix.IsOn
            ? RunMixed(first, rows, outputs, gradient, stride)
            : plan.Loss.Rows(outputs, stride, plan.Targets, new ReadOnlySpan<int>(_rows + first, rows), _scale, gradient);
        double correct = 0;
        for (int r = 0, classes = plan.Targets.Outputs; plan.Targets.AreClasses && r < rows; r++)
        {
            int largest = TensorPrimitives.IndexOfMax(outputs.Slice(r * stride, classes));
            correct += _mix.Share * Correct(_rows[first + r], largest);
            if (_mix.IsOn) correct += (1 - _mix.Share) * Correct(_rows[_mix.Partner(first + r)], largest);
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
        _scratch?.Dispose();
    }

    private double RunMixed(int first, int rows, ReadOnlySpan<float> outputs, Span<float> gradient, int stride)
    {
        int room = RoomOfMix(plan);
        Span<float> scratch = _scratch!.Slice((long)(first / RowBlock) * room, room);
        double loss = 0;
        for (int r = 0; r < rows; r++)
        {
            Span<float> slopes = gradient.IsEmpty ? [] : gradient.Slice(r * stride, _outputs);
            loss += plan.Loss.MixedRow(
                outputs.Slice(r * stride, _outputs), plan.Targets, _rows[first + r], _rows[_mix.Partner(first + r)], _mix.Share, _scale, slopes, scratch);
        }

        return loss;
    }

    /// <summary>A second gradient of a row, or its mixed values.</summary>
    private static int RoomOfMix(TrainingPlan plan) => Math.Max(plan.Loss.OutputsFor(plan.Targets), plan.Targets.Outputs);

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
}
