using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Networks.Engines.Batches;

/// <summary>Changes the rows of a batch one by one, each on some thread, into a store of their own.</summary>
internal abstract unsafe class BatchChange : IParallelWork, IDisposable
{
    private int* _rows;
    private int _epoch;

    /// <summary>The rows of the batch, from row 0 on.</summary>
    public abstract FeatureStore Changed { get; }

    /// <summary>What changes the rows of a plan; null where none of its augmentations does.</summary>
    public static BatchChange? Create(TrainingPlan plan, WorkerPool pool) => !RowAugmenters.AreIn(plan.Augmentations) ? null : plan.Features switch
    {
        ByteFeatures bytes => new OfBytes(plan, bytes, pool.Workers),
        SingleFeatures singles => new OfSingles(plan, singles, pool.Workers),
        _ => throw new InvalidOperationException($"The CPU engine cannot change rows of type {plan.Features.GetType().Name}."),
    };

    /// <summary>Changes rows of the store.</summary>
    public void Run(int* rows, int count, int epoch, WorkerPool pool)
    {
        _rows = rows;
        _epoch = epoch;
        pool.Run(this, count);
    }

    /// <summary>Changes one row of the batch.</summary>
    public void Run(int part, int worker) => Change(_epoch, _rows[part], part, worker);

    public void Dispose() => Changed.Dispose();

    /// <summary>Changes a row of the store into one of the batch.</summary>
    protected abstract void Change(int epoch, int row, int position, int worker);

    private static RowScratch<T>[] Scratch<T>(RowAugmenter<T> augmenter, int workers)
        where T : unmanaged
        => [.. Enumerable.Range(0, workers).Select(_ => augmenter.CreateScratch())];

    private sealed class OfBytes : BatchChange
    {
        private readonly ByteFeatures _features;
        private readonly ByteFeatures _changed;
        private readonly RowAugmenter<byte> _augmenter;
        private readonly RowScratch<byte>[] _scratch;

        public OfBytes(TrainingPlan plan, ByteFeatures features, int workers)
        {
            _features = features;
            _augmenter = RowAugmenters.Of(features, plan.Augmentations, plan.Seed);
            _scratch = Scratch(_augmenter, workers);
            _changed = new ByteFeatures(features.Columns, features.Affine, features.Image);
            for (int position = 0; position < plan.MaxBatchSize; position++) _changed.Add(_scratch[0].Row);
        }

        public override FeatureStore Changed => _changed;

        protected override void Change(int epoch, int row, int position, int worker)
            => _augmenter.Apply(epoch, row, _features[row], new Span<byte>(_changed.Pointer(position), _changed.Columns), _scratch[worker]);
    }

    private sealed class OfSingles : BatchChange
    {
        private readonly SingleFeatures _features;
        private readonly SingleFeatures _changed;
        private readonly RowAugmenter<float> _augmenter;
        private readonly RowScratch<float>[] _scratch;

        public OfSingles(TrainingPlan plan, SingleFeatures features, int workers)
        {
            _features = features;
            _augmenter = RowAugmenters.Of(features, plan.Augmentations, plan.Seed);
            _scratch = Scratch(_augmenter, workers);
            _changed = new SingleFeatures(features.Columns, features.Image);
            for (int position = 0; position < plan.MaxBatchSize; position++) _changed.Add(_scratch[0].Row);
        }

        public override FeatureStore Changed => _changed;

        protected override void Change(int epoch, int row, int position, int worker)
            => _augmenter.Apply(epoch, row, _features[row], new Span<float>(_changed.Pointer(position), _changed.Columns), _scratch[worker]);
    }
}
