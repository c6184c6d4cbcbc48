using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Batches;

/// <summary>
/// Makes a batch of changed and mixed rows, which the passes then read in the place of the store: a row is changed once, though it is
/// read on the way forth and back. What becomes of a row depends on nothing but seed, step and its number.
/// </summary>
internal sealed unsafe class BatchAugmenter : IDisposable
{
    private readonly TrainingPlan _plan;
    private readonly WorkerPool _pool;
    private readonly BatchChange? _change;
    private readonly Mixup? _mixup;
    private readonly BatchMixer? _mixer;
    private readonly NativeBuffer<int> _positions;

    private BatchAugmenter(TrainingPlan plan, WorkerPool pool)
    {
        _plan = plan;
        _pool = pool;
        _change = BatchChange.Create(plan, pool);
        _mixup = plan.Augmentations.OfType<Mixup>().SingleOrDefault();
        if (_mixup is not null) _mixer = new BatchMixer(plan.Features.Columns, plan.MaxBatchSize);
        _positions = new NativeBuffer<int>(plan.MaxBatchSize);
        for (int position = 0; position < plan.MaxBatchSize; position++) _positions.Pointer[position] = position;
    }

    /// <summary>How the batch is mixed.</summary>
    public BatchMix Mix { get; private set; } = BatchMix.None;

    /// <summary>What changes the batches of a plan; null where rows are read as they are, or mirrored while they are read.</summary>
    public static BatchAugmenter? Create(TrainingPlan plan, WorkerPool pool)
        => plan.Augmentations.IsDefaultOrEmpty || MirrorWhileReading(plan) is not null ? null : new BatchAugmenter(plan, pool);

    /// <summary>The flip that is all there is to do, and that is done while rows are read; null where it is not.</summary>
    public static RandomHorizontalFlip? MirrorWhileReading(TrainingPlan plan)
        => plan.Augmentations is [RandomHorizontalFlip flip] && plan.Features.Image is { IsInterleaved: false } ? flip : null;

    /// <summary>Changes the rows of a batch.</summary>
    /// <param name="rows">Rows of the store; they stay where they are until this returns.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="step">The step.</param>
    /// <param name="batchRows">The rows of the batch in what is returned.</param>
    public FeatureStore Run(int* rows, int count, StepContext step, out int* batchRows)
    {
        FeatureStore batch = _plan.Features;
        batchRows = rows;
        if (_change is not null)
        {
            _change.Run(rows, count, step.Epoch, _pool);
            batch = _change.Changed;
            batchRows = _positions.Pointer;
        }

        if (_mixup is null) return batch;
        Mix = _mixup.Draw(_plan.Seed, step.Epoch, step.Batch, count);
        if (!Mix.IsOn && batch is not SparseFeatures) return batch; // the passes of a session read sparse rows always or never
        _mixer!.Run(batch, batchRows, count, Mix, _pool);
        batchRows = _positions.Pointer;
        return _mixer.Mixed;
    }

    public void Dispose()
    {
        _change?.Dispose();
        _mixer?.Dispose();
        _positions.Dispose();
    }
}
