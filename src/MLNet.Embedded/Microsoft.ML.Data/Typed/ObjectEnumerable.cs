using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Objects filled from the rows of a view; each enumeration reads the view again.</summary>
internal sealed class ObjectEnumerable<TRow>(
    IDataView data, BoundColumn[] columns, DataViewSchema.Column[] sources, bool reuseRowObject) : IEnumerable<TRow>
    where TRow : class, new()
{
    public IEnumerator<TRow> GetEnumerator()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(sources);
        Action<TRow>[] setters = [.. columns.Select((column, i) => ObjectSetters<TRow>.Create(column, sources[i], cursor))];
        TRow? reused = reuseRowObject ? new TRow() : null;
        while (cursor.MoveNext())
        {
            TRow row = reused ?? new TRow();
            foreach (Action<TRow> set in setters)
            {
                set(row);
            }
            yield return row;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
