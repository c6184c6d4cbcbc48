using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Makes the getters of columns that come from members of objects.</summary>
internal static class ObjectGetters<TRow>
    where TRow : class
{
    /// <summary>The ValueGetter of the column's raw type that reads the member of <paramref name="current"/>.</summary>
    public static Delegate Create(BoundColumn column, CurrentObject<TRow> current)
    {
        Type raw = column.Type is VectorDataViewType vector ? vector.ItemType.RawType : column.Type.RawType;
        return RawTypes.Invoke<Factory, (BoundColumn, CurrentObject<TRow>), Delegate>(raw, default, (column, current));
    }

    private static ValueGetter<T> Plain<T>(MemberInfo member, CurrentObject<TRow> current)
    {
        Func<TRow, T> read = MemberAccess<TRow>.Reader<T>(member);
        return (ref T value) => value = read(current.Value!);
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text(MemberInfo member, CurrentObject<TRow> current)
    {
        Func<TRow, string?> read = MemberAccess<TRow>.Reader<string?>(member);
        return (ref ReadOnlyMemory<char> value) => value = read(current.Value!).AsMemory();
    }

    private static Delegate Key(BoundColumn column, KeyDataViewType key, CurrentObject<TRow> current)
    {
        if (key.RawType == typeof(uint)) { return Key<uint>(column.Member, key.Count, current); }
        if (key.RawType == typeof(byte)) { return Key<byte>(column.Member, key.Count, current); }
        if (key.RawType == typeof(ushort)) { return Key<ushort>(column.Member, key.Count, current); }
        Debug.Assert(key.RawType == typeof(ulong));
        return Key<ulong>(column.Member, key.Count, current);
    }

    // Members count keys from 0, columns from 1 with 0 for missing: what is out of range is missing.
    private static ValueGetter<T> Key<T>(MemberInfo member, ulong count, CurrentObject<TRow> current)
        where T : struct, IUnsignedNumber<T>
    {
        Func<TRow, T> read = MemberAccess<TRow>.Reader<T>(member);
        return (ref T value) =>
        {
            ulong zeroBased = ulong.CreateTruncating(read(current.Value!));
            value = zeroBased < count ? T.CreateTruncating(zeroBased + 1) : T.Zero;
        };
    }

    private static ValueGetter<VBuffer<T>> Array<T>(BoundColumn column, CurrentObject<TRow> current)
    {
        Func<TRow, T[]?> read = MemberAccess<TRow>.Reader<T[]?>(column.Member);
        int size = ((VectorDataViewType)column.Type).Size;
        return (ref VBuffer<T> value) =>
        {
            ReadOnlySpan<T> items = read(current.Value!);
            CheckSize(column, size, items.Length);
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, items.Length);
            items.CopyTo(editor.Values);
            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts(BoundColumn column, CurrentObject<TRow> current)
    {
        Func<TRow, string?[]?> read = MemberAccess<TRow>.Reader<string?[]?>(column.Member);
        int size = ((VectorDataViewType)column.Type).Size;
        return (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            ReadOnlySpan<string?> items = read(current.Value!);
            CheckSize(column, size, items.Length);
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, items.Length);
            for (int i = 0; i < items.Length; i++)
            {
                editor.Values[i] = items[i].AsMemory();
            }
            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<T>> Buffer<T>(BoundColumn column, CurrentObject<TRow> current)
    {
        Func<TRow, VBuffer<T>> read = MemberAccess<TRow>.Reader<VBuffer<T>>(column.Member);
        int size = ((VectorDataViewType)column.Type).Size;
        return (ref VBuffer<T> value) =>
        {
            VBuffer<T> items = read(current.Value!);
            CheckSize(column, size, items.Length);
            items.CopyTo(ref value);
        };
    }

    private static void CheckSize(BoundColumn column, int expected, int actual)
    {
        if (expected != 0 && expected != actual)
        {
            throw Marked.InvalidOperation(
                $"Member '{column.Member.Name}' holds {actual} items where its column '{column.Name}' is of type {column.Type}: "
                    + $"give it {expected} items.");
        }
    }

    private readonly struct Factory : IRawTypeVisitor<(BoundColumn Column, CurrentObject<TRow> Current), Delegate>
    {
        public Delegate Visit<T>((BoundColumn Column, CurrentObject<TRow> Current) arg)
        {
            (BoundColumn column, CurrentObject<TRow> current) = arg;
            Type member = column.MemberType;
            return column.Type is KeyDataViewType key ? Key(column, key, current)
                : member == typeof(string) ? Text(column.Member, current)
                : member == typeof(string[]) ? Texts(column, current)
                : member == typeof(T[]) ? Array<T>(column, current)
                : member == typeof(VBuffer<T>) ? Buffer<T>(column, current)
                : member == typeof(T) ? Plain<T>(column.Member, current)
                : throw Marked.InvalidOperation(
                    $"Member '{column.Member.Name}' of type {member} cannot be read as a column of type {column.Type}.");
        }
    }
}
