using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Data;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores blocks of rows with one product a layer: the predicted key, then the probabilities.</summary>
internal sealed class MulticlassComputation(MlpModel model, FeatureColumn features, int rowsPerBlock) : BlockComputation
{
    private readonly FeatureStore _store = model.CreateStore();
    private readonly IScorer _scorer = model.Network.CreateScorer(rowsPerBlock);
    private readonly int[] _rows = [.. Enumerable.Range(0, rowsPerBlock)];
    private readonly float[] _scores = new float[rowsPerBlock * model.Spec.Outputs];
    private Action? _append;

    /// <inheritdoc/>
    public override int RowsPerBlock => rowsPerBlock;

    private int Classes => model.Spec.Outputs;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots) => _append = features.Appender(input, _store, rejectMissing: false);

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        if (slot == 0) _store.Clear();
        _append!();
    }

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop)
    {
        _scorer.Score(_store, _rows.AsSpan(first, count), _scores.AsSpan(first * Classes, count * Classes));
        for (int slot = first; slot < first + count; slot++) Softmax.InPlace(_scores.AsSpan(slot * Classes, Classes));
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row) => computedColumn == 0
        ? (ValueGetter<uint>)((ref uint key) => key = PredictedKey(row.Slot))
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> scores) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref scores, Classes);
            Probabilities(row.Slot).CopyTo(editor.Values);
            scores = editor.Commit();
        });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _scorer.Dispose();
        _store.Dispose();
    }

    private ReadOnlySpan<float> Probabilities(int slot) => _scores.AsSpan(slot * Classes, Classes);

    /// <summary>The most likely class as a key, from 1, the first of equally likely ones; 0 (missing) when a feature was missing.</summary>
    private uint PredictedKey(int slot)
    {
        ReadOnlySpan<float> scores = Probabilities(slot);
        int best = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (float.IsNaN(scores[c])) return 0;
            if (scores[c] > scores[best]) best = c;
        }

        return (uint)best + 1;
    }
}
