namespace Microsoft.ML.Data;

/// <summary>Columns read as numbers: Single and Double as they are, keys as their share of all keys.</summary>
internal static class ColumnNumbers
{
    public static bool IsReal(DataViewType type) => type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double);

    /// <summary>What reads the present row: a number, or of a key (key − 0.5) / count, in (0, 1). NaN where it is missing.</summary>
    public static Func<double> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        Type raw = column.Type.RawType;
        if (column.Type is not KeyDataViewType key)
            return raw == typeof(float) ? Reader<float>(value => value) : Reader<double>(value => value);
        if (raw == typeof(byte))
            return Reader<byte>(value => Share(value));
        if (raw == typeof(ushort))
            return Reader<ushort>(value => Share(value));
        return raw == typeof(uint) ? Reader<uint>(value => Share(value)) : Reader<ulong>(Share);

        Func<double> Reader<T>(Func<T, double> convert)
            where T : struct
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                getter(ref value);
                return convert(value);
            };
        }

        double Share(ulong value) => value == 0 || value > key.Count ? double.NaN : (value - 0.5) / key.Count;
    }
}
