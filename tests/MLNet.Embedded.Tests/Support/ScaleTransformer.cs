using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Support;

/// <summary>Someone else's transformer, on public members only, with as many weights as asked for; the first is the factor.</summary>
internal sealed class ScaleTransformer(string input, string output, float[] weights) : ITransformer, IDisposable
{
    public float[] Weights => weights;

    public bool IsDisposed { get; private set; }

    /// <summary>How often the product was computed.</summary>
    public int Computed { get; set; }

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new Mapper(this, inputSchema).OutputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(this, inputSchema);

    public IDataView Transform(IDataView input1) => new View(input1, new Mapper(this, input1.Schema));

    public void Save(ModelSaveContext ctx) => ThirdPartyModel.Save(ctx, input, output, weights);

    public void Dispose() => IsDisposed = true;

    private sealed class Mapper : IRowToRowMapper
    {
        public Mapper(ScaleTransformer owner, DataViewSchema inputSchema)
        {
            Owner = owner;
            InputSchema = inputSchema;
            Source = inputSchema.GetColumnOrNull(owner.Input)
                ?? throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Could not find input column '{owner.Input}'");
            DataViewSchema.Builder builder = new();
            builder.AddColumns(inputSchema);
            builder.AddColumn(owner.Output, NumberDataViewType.Single);
            OutputSchema = builder.ToSchema();
        }

        public ScaleTransformer Owner { get; }

        public DataViewSchema.Column Source { get; }

        public DataViewSchema InputSchema { get; }

        public DataViewSchema OutputSchema { get; }

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
            => dependingColumns.Select(column => column.Index < InputSchema.Count ? InputSchema[column.Index] : Source).DistinctBy(column => column.Index);

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
            => new Row(this, input, [.. activeColumns.Select(column => column.Index)]);
    }

    private sealed class Row(Mapper mapper, DataViewRow input, HashSet<int> active) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < mapper.InputSchema.Count)
            {
                return input.GetGetter<TValue>(mapper.InputSchema[column.Index]);
            }
            ValueGetter<float> source = input.GetGetter<float>(mapper.Source);
            return (ValueGetter<TValue>)(Delegate)(ValueGetter<float>)((ref float value) =>
            {
                source(ref value);
                value *= mapper.Owner.Weights[0];
                mapper.Owner.Computed++;
            });
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }
            base.Dispose(disposing);
        }
    }

    private sealed class View(IDataView input, Mapper mapper) : IDataView
    {
        public bool CanShuffle => input.CanShuffle;

        public DataViewSchema Schema => mapper.OutputSchema;

        public long? GetRowCount() => input.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            DataViewSchema.Column[] needed = [.. columnsNeeded];
            return new Cursor(mapper, input.GetRowCursor(mapper.GetDependencies(needed), rand), needed);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        {
            DataViewSchema.Column[] needed = [.. columnsNeeded];
            return [.. input.GetRowCursorSet(mapper.GetDependencies(needed), n, rand).Select(cursor => new Cursor(mapper, cursor, needed))];
        }
    }

    private sealed class Cursor(Mapper mapper, DataViewRowCursor input, DataViewSchema.Column[] needed) : DataViewRowCursor
    {
        private readonly DataViewRow _row = mapper.GetRow(input, needed);

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool MoveNext() => input.MoveNext();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _row.Dispose();
            }
            base.Dispose(disposing);
        }
    }

    private string Input => input;

    private string Output => output;
}
