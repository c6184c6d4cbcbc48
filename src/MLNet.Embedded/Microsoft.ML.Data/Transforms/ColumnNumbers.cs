namespace Microsoft.ML.Data;

/// <summary>Columns read as numbers: Single and Double as they are, keys as their share of all keys.</summary>
internal static class ColumnNumbers
{
    public static bool IsReal(DataViewType type) => type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double);

    /// <summary>What reads the present row: a number, or of a key (key − 0.5) / count, in (0, 1). NaN where it is missing.</summary>
    public static Func<double> Reader(DataViewRow row, DataViewSchema.Column column)
        => column.Type is KeyDataViewType keyType ? OfKeys(row, column, key => key == 0 || key > keyType.Count ? double.NaN : (key - 0.5) / keyType.Count)
            : column.Type.RawType == typeof(float) ? Of<float, double>(row, column, value => value)
            : Of<double, double>(row, column, value => value);

    /// <summary>What reads and converts the value in the present row.</summary>
    public static Func<TTo> Of<TFrom, TTo>(DataViewRow row, DataViewSchema.Column column, Func<TFrom, TTo> convert)
        where TFrom : struct
    {
        ValueGetter<TFrom> getter = row.GetGetter<TFrom>(column);
        TFrom value = default;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    /// <summary>What reads and converts the key, held in any type, in the present row.</summary>
    public static Func<TTo> OfKeys<TTo>(DataViewRow row, DataViewSchema.Column column, Func<ulong, TTo> convert)
    {
        Type raw = column.Type.RawType;
        return raw == typeof(byte) ? Of<byte, TTo>(row, column, key => convert(key))
            : raw == typeof(ushort) ? Of<ushort, TTo>(row, column, key => convert(key))
            : raw == typeof(uint) ? Of<uint, TTo>(row, column, key => convert(key))
            : Of(row, column, convert);
    }
}
