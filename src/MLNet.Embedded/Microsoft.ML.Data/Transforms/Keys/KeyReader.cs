using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads keys of any width as UInt32; a key too large for that is missing, 0.</summary>
internal static class KeyReader
{
    /// <summary>The vector of keys in the present row; of a column of single keys, a vector of one.</summary>
    public static ValueGetter<VBuffer<uint>> AsVector(DataViewRow row, DataViewSchema.Column column)
    {
        Type key = ColumnTypes.ItemTypeOf(column.Type).RawType;
        return key == typeof(uint) ? Make<uint>(row, column)
            : key == typeof(byte) ? Make<byte>(row, column)
            : key == typeof(ushort) ? Make<ushort>(row, column)
            : Make<ulong>(row, column);
    }

    private static ValueGetter<VBuffer<uint>> Make<TKey>(DataViewRow row, DataViewSchema.Column column)
        where TKey : struct, IBinaryInteger<TKey>
    {
        ValueGetter<VBuffer<TKey>> readKeys = ItemReader.AsVector<TKey>(row, column);
        if (readKeys is ValueGetter<VBuffer<uint>> same)
            return same;
        VBuffer<TKey> keys = default;
        return (ref VBuffer<uint> result) =>
        {
            readKeys(ref keys);
            ReadOnlySpan<TKey> values = keys.GetValues();
            VBufferEditor<uint> editor = VBufferEditor.Create(ref result, keys.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = Narrow(values[i]);
            keys.GetIndices().CopyTo(editor.Indices);
            result = editor.Commit();
        };
    }

    private static uint Narrow<TKey>(TKey key)
        where TKey : struct, IBinaryInteger<TKey>
        => ulong.CreateTruncating(key) is var wide && wide <= uint.MaxValue ? (uint)wide : 0;
}
