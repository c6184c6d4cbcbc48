using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>A live row with computed columns: they are computed anew, once, whenever the input's position has changed.</summary>
internal sealed class ComputedRow : DataViewRow, ISlotRow
{
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly BlockComputation? _computation;
    private long _computed = -1;

    /// <summary>A row over another.</summary>
    /// <param name="columns">The computed columns.</param>
    /// <param name="input">The row below; owned and disposed of.</param>
    /// <param name="active">Per column of the output schema, whether it will be asked for.</param>
    public ComputedRow(ComputedColumns columns, DataViewRow input, bool[] active)
    {
        Schema = columns.OutputSchema;
        _input = input;
        _active = active;
        if (!columns.NeedsComputing(active)) return;
        _computation = columns.CreateComputation(singleRow: true);
        _computation.Start(input, slots: 1);
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public override long Position => _input.Position;

    /// <inheritdoc/>
    public override long Batch => _input.Batch;

    /// <inheritdoc/>
    public int Slot
    {
        get
        {
            if (_computed == _input.Position) return 0;
            _computation!.Read(0);
            _computation.Compute(0, 1, CancellationToken.None);
            _computed = _input.Position;
            return 0;
        }
    }

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        ColumnGetter.CheckBelongs(Schema, column);
        return _active[column.Index];
    }

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnGetter.Check(Schema, column, _active);
        return column.Index < _input.Schema.Count
            ? _input.GetGetter<TValue>(_input.Schema[column.Index])
            : ColumnGetter.As<TValue>(_computation!.GetGetter(column.Index - _input.Schema.Count, this), column);
    }

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _computation?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
