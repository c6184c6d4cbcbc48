using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>The values of type <typeparamref name="TValue"/> that the keys of a column stand for.</summary>
internal sealed class KeyToValueMap<TValue>(PrimitiveDataViewType valueType, DataViewSchema.Column column) : KeyToValueMap(valueType)
{
    private static readonly TValue Missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
        : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN
        : default!;

    // Read when the first row is, as schemas are asked for more often than rows.
    private readonly Lazy<TValue[]> _values = new(() =>
    {
        VBuffer<TValue> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues()];
    });

    private static bool IsMissingDefault => EqualityComparer<TValue>.Default.Equals(Missing, default);

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        Type key = ColumnTypes.ItemTypeOf(source.Type).RawType;
        return key == typeof(uint) ? MakeGetter<uint>(row, source)
            : key == typeof(byte) ? MakeGetter<byte>(row, source)
            : key == typeof(ushort) ? MakeGetter<ushort>(row, source)
            : MakeGetter<ulong>(row, source);
    }

    private static TValue ValueOf<TKey>(TValue[] values, TKey key)
        where TKey : struct, IBinaryInteger<TKey>
    {
        ulong place = ulong.CreateTruncating(key) - 1;
        return place < (ulong)values.Length ? values[place] : Missing;
    }

    private static void MapSparse<TKey>(TValue[] values, in VBuffer<TKey> keys, ref VBuffer<TValue> result)
        where TKey : struct, IBinaryInteger<TKey>
    {
        ReadOnlySpan<TKey> explicitKeys = keys.GetValues();
        ReadOnlySpan<int> places = keys.GetIndices();
        VBufferEditor<TValue> editor = VBufferEditor.Create(ref result, keys.Length, explicitKeys.Length);
        int count = 0;
        for (int i = 0; i < explicitKeys.Length; i++)
        {
            TValue value = ValueOf(values, explicitKeys[i]);
            if (EqualityComparer<TValue>.Default.Equals(value, default))
                continue;
            editor.Values[count] = value;
            editor.Indices[count++] = places[i];
        }
        result = editor.CommitTruncated(count);
    }

    private static void MapDense<TKey>(TValue[] values, in VBuffer<TKey> keys, ref VBuffer<TValue> result)
        where TKey : struct, IBinaryInteger<TKey>
    {
        ReadOnlySpan<TKey> explicitKeys = keys.GetValues();
        ReadOnlySpan<int> places = keys.GetIndices();
        VBufferEditor<TValue> editor = VBufferEditor.Create(ref result, keys.Length);
        if (!keys.IsDense)
            editor.Values.Fill(Missing);
        for (int i = 0; i < explicitKeys.Length; i++)
            editor.Values[keys.IsDense ? i : places[i]] = ValueOf(values, explicitKeys[i]);
        result = editor.Commit();
    }

    private Delegate MakeGetter<TKey>(DataViewRow row, DataViewSchema.Column source)
        where TKey : struct, IBinaryInteger<TKey>
    {
        TValue[] values = _values.Value;
        if (source.Type is not VectorDataViewType)
        {
            ValueGetter<TKey> readKey = row.GetGetter<TKey>(source);
            TKey key = default;
            return (ValueGetter<TValue>)((ref TValue value) =>
            {
                readKey(ref key);
                value = ValueOf(values, key);
            });
        }
        ValueGetter<VBuffer<TKey>> readKeys = row.GetGetter<VBuffer<TKey>>(source);
        VBuffer<TKey> keys = default;
        return (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> result) =>
        {
            readKeys(ref keys);
            if (!keys.IsDense && IsMissingDefault)
                MapSparse(values, in keys, ref result);
            else
                MapDense(values, in keys, ref result);
        });
    }
}
