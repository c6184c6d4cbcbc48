using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Embedded.Tests.Support;

/// <summary>A user's own IDataView, from arrays. It counts what is read, and can be read in parallel.</summary>
internal sealed class ColumnsView : IDataView
{
    private const int RowsPerBatch = 3;

    private readonly DataViewSchema.Builder _builder = new();
    private readonly List<Func<Func<int>, Delegate>> _getters = [];
    private DataViewSchema? _schema;
    private int _rowsRead;
    private int _valuesRead;

    /// <summary>Rows that cursors have moved to.</summary>
    public int RowsRead => _rowsRead;

    /// <summary>Values that getters have given.</summary>
    public int ValuesRead => _valuesRead;

    /// <summary>Cursor sets that were asked for, and their sizes.</summary>
    public List<int> CursorSets { get; } = [];

    public bool IsParallel { get; init; }

    public bool HidesRowCount { get; init; }

    public int Rows { get; private set; } = -1;

    public DataViewSchema Schema => _schema ??= _builder.ToSchema();

    public bool CanShuffle => false;

    public ColumnsView Add<T>(string name, DataViewType type, IReadOnlyList<T> values, DataViewSchema.Annotations? annotations = null)
        where T : struct
        => AddColumn(name, type, values, (T from, ref T to) => to = from, annotations);

    public ColumnsView AddVectors<T>(
        string name, PrimitiveDataViewType itemType, int size, IReadOnlyList<VBuffer<T>> values, DataViewSchema.Annotations? annotations = null)
        => AddColumn(name, new VectorDataViewType(itemType, size), values, (VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to), annotations);

    public ColumnsView AddText(string name, params string?[] values)
        => Add(name, TextDataViewType.Instance, Array.ConvertAll(values, v => v.AsMemory()));

    public ColumnsView AddSingles(string name, params float[] values) => Add(name, NumberDataViewType.Single, values);

    public ColumnsView AddSingleVectors(string name, int size, params float[][] values)
        => AddVectors(name, NumberDataViewType.Single, size, Array.ConvertAll(values, Dense));

    public ColumnsView AddKeys(string name, ulong count, params uint[] values) => Add(name, new KeyDataViewType(typeof(uint), count), values);

    public ColumnsView AddImage(string name, params MLImage[] images)
        => AddColumn(name, new ImageDataViewType(), images, (MLImage from, ref MLImage to) => to = from, null);

    public static VBuffer<T> Dense<T>(T[] values) => new(values.Length, values);

    public static DataViewSchema.Annotations Texts(string kind, params string[] values)
    {
        ReadOnlyMemory<char>[] texts = Array.ConvertAll(values, v => v.AsMemory());
        return Annotation(kind, TextDataViewType.Instance, texts);
    }

    public static DataViewSchema.Annotations Annotation<T>(string kind, PrimitiveDataViewType type, T[] values)
    {
        DataViewSchema.Annotations.Builder builder = new();
        builder.Add(kind, new VectorDataViewType(type, values.Length), (ref VBuffer<T> value) => value = new(values.Length, [.. values]));
        return builder.ToAnnotations();
    }

    public long? GetRowCount() => HidesRowCount ? null : Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(this, columnsNeeded, 0, 1);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        n = IsParallel ? n : 1;
        CursorSets.Add(n);
        return [.. Enumerable.Range(0, n).Select(i => new Cursor(this, columns, i, n))];
    }

    private delegate void Copy<T>(T from, ref T to);

    private ColumnsView AddColumn<T>(string name, DataViewType type, IReadOnlyList<T> values, Copy<T> copy, DataViewSchema.Annotations? annotations)
    {
        Assert.IsTrue(Rows < 0 || Rows == values.Count, $"Column '{name}' has {values.Count} rows, the others {Rows}.");
        Rows = values.Count;
        _builder.AddColumn(name, type, annotations);
        _getters.Add(row => (ValueGetter<T>)((ref T value) =>
        {
            Interlocked.Increment(ref _valuesRead);
            copy(values[row()], ref value);
        }));
        return this;
    }

    private sealed class Cursor(ColumnsView view, IEnumerable<DataViewSchema.Column> columns, int member, int members) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. columns.Select(c => c.Index)];
        private int _row = -1;
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => _row / RowsPerBatch;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' was not asked for.");
            return (ValueGetter<TValue>)view._getters[column.Index](() => _row);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_row, 0);

        public override bool MoveNext()
        {
            do
                _row++;
            while (_row < view.Rows && Batch % members != member);
            if (_row >= view.Rows)
                return false;
            _position++;
            Interlocked.Increment(ref view._rowsRead);
            return true;
        }
    }
}
