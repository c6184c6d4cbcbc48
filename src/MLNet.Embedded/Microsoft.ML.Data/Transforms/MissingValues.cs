using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Tells rows with missing values: NaN of type Single and Double, 0 of keys; of vectors any such item.</summary>
internal static class MissingValues
{
    /// <summary>Whether values of the type, or items of the vector, can be missing.</summary>
    public static bool CanBeIn(DataViewType type) => ColumnTypes.ItemTypeOf(type) is { } item && (item is KeyDataViewType || ColumnNumbers.IsReal(item));

    /// <summary>What tells whether a value is missing in the present row.</summary>
    public static Func<bool> Test(DataViewRow row, DataViewSchema.Column column)
    {
        Type raw = ColumnTypes.ItemTypeOf(column.Type).RawType;
        return raw == typeof(float) ? Test(row, column, float.NaN)
            : raw == typeof(double) ? Test(row, column, double.NaN)
            : raw == typeof(byte) ? Test<byte>(row, column, 0)
            : raw == typeof(ushort) ? Test<ushort>(row, column, 0)
            : raw == typeof(uint) ? Test<uint>(row, column, 0)
            : Test<ulong>(row, column, 0);
    }

    private static Func<bool> Test<T>(DataViewRow row, DataViewSchema.Column column, T missing)
        where T : struct, IEquatable<T>, INumber<T>
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                getter(ref value);
                return value.Equals(missing);
            };
        }
        ValueGetter<VBuffer<T>> vectorGetter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            vectorGetter(ref vector);
            // Items that a sparse vector leaves out are 0: missing keys.
            return (!vector.IsDense && default(T).Equals(missing)) || vector.GetValues().Contains(missing);
        };
    }
}
