using MLNetNeural.Networks.Engines.Batches;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Training on the processor; every buffer is taken here, and a step allocates nothing.</summary>
internal sealed unsafe class CpuSession : ITrainingSession
{
    private readonly TrainingPlan _plan;
    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly ParameterUpdate _update;
    private readonly BackwardPass _backward;
    private readonly LossPass _loss;
    private readonly LossAndBackward _lossAndBackward;
    private readonly RandomHorizontalFlip? _flip;
    private readonly bool[] _mirrored;
    private readonly BatchAugmenter? _augmenter;
    private readonly NextRows _next;

    public CpuSession(CpuNetwork network, TrainingPlan plan)
    {
        plan.CheckFor(network.Spec);
        _plan = plan;
        _network = network;
        _flip = BatchAugmenter.MirrorWhileReading(plan);
        _mirrored = new bool[_flip is null ? 0 : plan.MaxBatchSize];
        _augmenter = BatchAugmenter.Create(plan, network.Pool);
        _forward = new ForwardPass(network, plan.MaxBatchSize, forTraining: true);
        _update = new ParameterUpdate(network, plan);
        _backward = new BackwardPass(network, _forward, _update, _augmenter is null && plan.Features is SparseFeatures);
        _loss = new LossPass(plan, _forward, _backward.Gradients[^1]);
        _next = new NextRows(plan);
        _lossAndBackward = new LossAndBackward(_loss, _backward, _next);
    }

    /// <inheritdoc/>
    public INetwork Network => _network;

    /// <inheritdoc/>
    public ITensors OptimizerState => _update.State;

    /// <inheritdoc/>
    public ITensors? Gradients => _update.Gradients;

    /// <inheritdoc/>
    public int StepCount { get; set; }

    /// <inheritdoc/>
    public void Expect(ReadOnlySpan<int> rows) => _next.Set(rows);

    /// <inheritdoc/>
    public BatchResult TrainBatch(ReadOnlySpan<int> rows, StepContext step)
    {
        _plan.CheckStep(step);
        ReadOnlySpan<bool> mirrored = DrawFlips(rows, step.Epoch);
        fixed (int* row = rows)
        fixed (bool* mirror = mirrored)
        {
            FeatureStore features = _plan.Features;
            int* featureRow = row;
            if (_augmenter is not null) features = _augmenter.Run(row, rows.Length, step, out featureRow);
            _loss.Begin(row, rows.Length, _update.WantsSums ? LossGradient.OfSum : LossGradient.OfMean, _augmenter?.Mix ?? BatchMix.None);
            _backward.Begin(features, featureRow, mirrored.IsEmpty ? null : mirror, rows.Length);
            _forward.Run(features, new ReadOnlySpan<int>(featureRow, rows.Length), mirrored, (_plan.Seed, step.Epoch, step.Batch), _lossAndBackward);
            BatchResult result = _loss.End();
            _update.Begin(new StepFigures(step.LearningRate, StepCount + 1, step.Momentum), result.WeightSum, isLast: !step.KeepsGradient, step.ShowsGradient);
            _backward.End();
            _update.End();
            if (!step.KeepsGradient) StepCount++;
            return result;
        }
    }

    /// <inheritdoc/>
    public BatchResult EvaluateBatch(ReadOnlySpan<int> rows)
    {
        fixed (int* row = rows)
        {
            _loss.Begin(row, rows.Length, LossGradient.None, BatchMix.None);
            _forward.Run(_plan.Features, rows, [], step: null, _loss);
        }

        return _loss.End();
    }

    /// <inheritdoc/>
    public int? FindNonFiniteLayer() => _forward.FindNonFiniteLayer();

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        _update.Dispose();
        _loss.Dispose();
        _augmenter?.Dispose();
    }

    private ReadOnlySpan<bool> DrawFlips(ReadOnlySpan<int> rows, int epoch)
    {
        if (_flip is null) return [];
        StepDraws.Flips(_flip, _plan.Seed, epoch, rows, _mirrored);
        return _mirrored.AsSpan(0, rows.Length);
    }

    /// <summary>What follows the last layer for a block of rows: one piece of work, while the rows are in the cache.</summary>
    private sealed class LossAndBackward(LossPass loss, BackwardPass backward, NextRows next) : IRowBlock
    {
        public void Run(int first, int rows, int worker)
        {
            next.Prefetch(first, rows);
            loss.Run(first, rows, worker);
            backward.Run(first, rows, worker);
        }
    }
}
