using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What can be known of a schema before any data is seen: names and kinds of columns, no sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);
    private readonly Column[] _columns;

    /// <summary>A shape of these columns.</summary>
    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at that index.</summary>
    public Column this[int index] => _columns[index];

    /// <summary>The columns in order.</summary>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of the visible columns of <paramref name="schema"/>.</summary>
    internal static SchemaShape Create(DataViewSchema schema)
        => new(schema.Where(column => !column.IsHidden).Select(column => ShapeOf(column.Name, column.Type, Create(column.Annotations.Schema))));

    internal bool TryFindColumn(string name, [MaybeNullWhen(false)] out Column column)
    {
        int index = Array.FindLastIndex(_columns, candidate => candidate.Name == name);
        column = index >= 0 ? _columns[index] : default;
        return index >= 0;
    }

    internal static Column ShapeOf(string name, DataViewType type, SchemaShape? annotations = null)
    {
        Column.VectorKind kind = type is not VectorDataViewType vector ? Column.VectorKind.Scalar
            : vector.IsKnownSize ? Column.VectorKind.Vector
            : Column.VectorKind.VariableVector;
        DataViewType item = type is VectorDataViewType ofItems ? ofItems.ItemType : type;
        return item is KeyDataViewType
            ? new(name, kind, ColumnTypes.NumberOf(item.RawType), isKey: true, annotations)
            : new(name, kind, item, isKey: false, annotations);
    }
}
