using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores blocks of rows with one product a layer; the head says what the outputs become.</summary>
internal sealed class ScoreComputation(MlpModel model, FeatureColumn features, OutputHead head, int rowsPerBlock) : BlockComputation
{
    private readonly FeatureStore _store = model.CreateStore();
    private readonly IScorer _scorer = model.Network.CreateScorer(rowsPerBlock);
    private readonly int[] _rows = [.. Enumerable.Range(0, rowsPerBlock)];
    private readonly float[] _outputs = new float[rowsPerBlock * model.Spec.Outputs];
    private Action? _append;

    /// <inheritdoc/>
    public override int RowsPerBlock => rowsPerBlock;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots) => _append = features.Appender(input, _store, model.FeatureMeans);

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        if (slot == 0) _store.Clear();
        _append!();
    }

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop)
    {
        int width = model.Spec.Outputs;
        _scorer.Score(_store, _rows.AsSpan(first, count), _outputs.AsSpan(first * width, count * width));
        for (int slot = first; slot < first + count; slot++) head.Apply(_outputs.AsSpan(slot * width, width));
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row)
        => head.GetGetter(computedColumn, () => _outputs.AsSpan(row.Slot * model.Spec.Outputs, model.Spec.Outputs));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _scorer.Dispose();
        _store.Dispose();
    }
}
