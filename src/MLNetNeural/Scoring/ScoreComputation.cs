using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores blocks of rows with one product a layer; the head says what the outputs become.</summary>
internal sealed class ScoreComputation(MlpModel model, FeatureColumn features, OutputHead head, int rowsPerBlock, int blocksAhead) : BlockComputation
{
    private readonly int[] _rows = [.. Enumerable.Range(0, rowsPerBlock)];
    private Block[] _blocks = [];
    private float[] _outputs = [];

    /// <inheritdoc/>
    public override int RowsPerBlock => rowsPerBlock;

    /// <inheritdoc/>
    public override int RowsOfFirstBlock => Math.Min(rowsPerBlock, ScoreColumns.RowsPerProduct);

    /// <inheritdoc/>
    public override int BlocksAhead => blocksAhead;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots)
    {
        _outputs = new float[slots * model.Spec.Outputs];
        _blocks = [.. Enumerable.Range(0, slots / rowsPerBlock).Select(_ => new Block(model, features, input, rowsPerBlock))];
    }

    /// <inheritdoc/>
    public override void Read(int slot) => _blocks[slot / rowsPerBlock].Read(isFirst: slot % rowsPerBlock == 0);

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop)
    {
        Block block = _blocks[first / rowsPerBlock];
        int width = model.Spec.Outputs;
        for (int done = 0; done < count && !stop.IsCancellationRequested; done += ScoreColumns.RowsPerProduct)
        {
            int rows = Math.Min(ScoreColumns.RowsPerProduct, count - done);
            block.Score(_rows.AsSpan(done, rows), _outputs.AsSpan((first + done) * width, rows * width));
        }

        for (int slot = first; slot < first + count; slot++) head.Apply(_outputs.AsSpan(slot * width, width));
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row)
        => head.GetGetter(computedColumn, () => _outputs.AsSpan(row.Slot * model.Spec.Outputs, model.Spec.Outputs));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (Block block in _blocks) block.Dispose();
    }

    /// <summary>The features of a block and what scores them: blocks are scored at the same time.</summary>
    private sealed class Block : IDisposable
    {
        private readonly FeatureStore _store;
        private readonly IScorer _scorer;
        private readonly Action _append;

        public Block(MlpModel model, FeatureColumn features, DataViewRow input, int rows)
        {
            _store = model.CreateStore(rows);
            _scorer = model.Network.CreateScorer(Math.Min(rows, ScoreColumns.RowsPerProduct));
            _append = features.Appender(input, _store, model.FeatureMeans);
        }

        public void Read(bool isFirst)
        {
            if (isFirst) _store.Clear();
            _append();
        }

        public void Score(ReadOnlySpan<int> rows, Span<float> outputs) => _scorer.Score(_store, rows, outputs);

        public void Dispose()
        {
            _scorer.Dispose();
            _store.Dispose();
        }
    }
}
