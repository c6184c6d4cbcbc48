using System.Collections.Immutable;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a view, in memory.</summary>
public sealed partial class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Schema = data.Schema;
        List<RowInfo> rows = [];
        using (DataViewRowCursor cursor = data.GetRowCursor(Schema))
        {
            Func<object?>[] readers = [.. Schema.Select(column =>
                RawTypes.InvokeAny<Reader, (DataViewRow, DataViewSchema.Column), Func<object?>>(column.Type.RawType, default, (cursor, column)))];
            while (rows.Count < maxRows && cursor.MoveNext())
            {
                rows.Add(new([.. readers.Select((read, i) => KeyValuePair.Create(Schema[i].Name, read()!))]));
            }
        }
        RowView = [.. rows];
        ColumnView = [.. Schema.Select(column => new ColumnInfo(column, [.. rows.Select(row => row.Values[column.Index].Value)]))];
    }

    /// <summary>The columns of the view.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The values by column.</summary>
    public ImmutableArray<ColumnInfo> ColumnView { get; }

    /// <summary>The values by row.</summary>
    public ImmutableArray<RowInfo> RowView { get; }

    /// <summary>For example "3 columns, 100 rows".</summary>
    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private readonly struct Reader : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Column), Func<object?>>
    {
        public Func<object?> Visit<T>((DataViewRow Row, DataViewSchema.Column Column) arg)
        {
            ValueGetter<T> getter = arg.Row.GetGetter<T>(arg.Column);
            return () =>
            {
                T value = default!;
                getter(ref value);
                return value;
            };
        }
    }
}
