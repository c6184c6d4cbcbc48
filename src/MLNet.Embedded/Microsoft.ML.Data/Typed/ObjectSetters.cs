using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Makes what writes the columns of a row into the members of an object.</summary>
internal static class ObjectSetters<TRow>
    where TRow : class
{
    /// <summary>The columns of <paramref name="schema"/> that the bound columns are filled from, in their order.</summary>
    /// <param name="schema">The columns there are.</param>
    /// <param name="columns">The columns wanted; those left out for want of a column are removed.</param>
    /// <param name="ignoreMissing">Whether a column that is wanted and not there is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there.</exception>
    /// <exception cref="InvalidOperationException">A column is of another type than its member.</exception>
    public static DataViewSchema.Column[] Sources(DataViewSchema schema, ref BoundColumn[] columns, bool ignoreMissing)
    {
        List<BoundColumn> bound = [];
        List<DataViewSchema.Column> sources = [];
        foreach (BoundColumn column in columns)
        {
            if (schema.GetColumnOrNull(column.Name) is not { } source)
            {
                if (ignoreMissing)
                {
                    continue;
                }
                throw SchemaErrors.MissingColumn("Schema", "", column.Name);
            }
            if (!column.Fits(source.Type))
            {
                throw Marked.InvalidOperation(
                    $"Can't bind the IDataView column '{column.Name}' of type '{source.Type}' "
                        + $"to field or property '{column.Member.Name}' of type '{column.MemberType.FullName}'.");
            }
            bound.Add(column);
            sources.Add(source);
        }
        columns = [.. bound];
        return [.. sources];
    }

    /// <summary>What writes <paramref name="source"/> of the present <paramref name="row"/> into the member.</summary>
    public static Action<TRow> Create(BoundColumn column, DataViewSchema.Column source, DataViewRow row)
    {
        Type raw = source.Type is VectorDataViewType vector ? vector.ItemType.RawType : source.Type.RawType;
        return RawTypes.Invoke<Factory, (BoundColumn, DataViewSchema.Column, DataViewRow), Action<TRow>>(raw, default, (column, source, row));
    }

    private static Action<TRow> Plain<T>(BoundColumn column, ValueGetter<T> getter)
    {
        Action<TRow, T> write = MemberAccess<TRow>.Writer<T>(column.Member);
        T value = default!;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> Text(BoundColumn column, ValueGetter<ReadOnlyMemory<char>> getter)
    {
        Action<TRow, string> write = MemberAccess<TRow>.Writer<string>(column.Member);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.ToString());
        };
    }

    // An array that is there and has the right length is written in place.
    private static Action<TRow> Array<T, TItem>(BoundColumn column, ValueGetter<VBuffer<T>> getter, Action<VBuffer<T>, TItem[]> copy)
    {
        Func<TRow, TItem[]?> read = MemberAccess<TRow>.Reader<TItem[]?>(column.Member);
        Action<TRow, TItem[]> write = MemberAccess<TRow>.Writer<TItem[]>(column.Member);
        VBuffer<T> value = default;
        return target =>
        {
            getter(ref value);
            TItem[]? items = read(target);
            if ((items?.Length ?? 0) != value.Length)
            {
                items = new TItem[value.Length];
                write(target, items);
            }
            copy(value, items ?? []);
        };
    }

    private static Action<TRow> Buffer<T>(BoundColumn column, ValueGetter<VBuffer<T>> getter)
    {
        Func<TRow, VBuffer<T>> read = MemberAccess<TRow>.Reader<VBuffer<T>>(column.Member);
        Action<TRow, VBuffer<T>> write = MemberAccess<TRow>.Writer<VBuffer<T>>(column.Member);
        return target =>
        {
            VBuffer<T> value = read(target);
            getter(ref value);
            write(target, value);
        };
    }

    private static void CopyTexts(VBuffer<ReadOnlyMemory<char>> source, string[] destination)
    {
        System.Array.Fill(destination, "");
        foreach (KeyValuePair<int, ReadOnlyMemory<char>> item in source.Items())
        {
            destination[item.Key] = item.Value.ToString();
        }
    }

    private readonly struct Factory : IRawTypeVisitor<(BoundColumn Column, DataViewSchema.Column Source, DataViewRow Row), Action<TRow>>
    {
        public Action<TRow> Visit<T>((BoundColumn Column, DataViewSchema.Column Source, DataViewRow Row) arg)
        {
            (BoundColumn column, DataViewSchema.Column source, DataViewRow row) = arg;
            Type member = column.MemberType;
            return member == typeof(string) ? Text(column, row.GetGetter<ReadOnlyMemory<char>>(source))
                : member == typeof(string[]) ? Array<ReadOnlyMemory<char>, string>(
                    column, row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source), CopyTexts)
                : member == typeof(T[]) ? Array<T, T>(
                    column, row.GetGetter<VBuffer<T>>(source), (items, destination) => items.CopyTo(destination))
                : member == typeof(VBuffer<T>) ? Buffer(column, row.GetGetter<VBuffer<T>>(source))
                : member == typeof(T) ? Plain(column, row.GetGetter<T>(source))
                : throw Marked.InvalidOperation(
                    $"Member '{column.Member.Name}' of type {member} cannot be filled from a column of type {source.Type}.");
        }
    }
}
