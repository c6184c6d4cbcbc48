using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Says which items of a column are NaN.</summary>
internal static class MissingIndicator
{
    /// <summary>What reads whether the value, or which items of the vector, of a column is NaN in the present row.</summary>
    public static Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
        => ColumnTypes.ItemTypeOf(source.Type).RawType == typeof(float) ? MakeGetter<float>(row, source) : MakeGetter<double>(row, source);

    private static Delegate MakeGetter<T>(DataViewRow row, DataViewSchema.Column source)
        where T : struct, INumberBase<T>
    {
        if (source.Type is not VectorDataViewType)
        {
            ValueGetter<T> read = row.GetGetter<T>(source);
            T value = default;
            return (ValueGetter<bool>)((ref bool result) =>
            {
                read(ref value);
                result = T.IsNaN(value);
            });
        }
        ValueGetter<VBuffer<T>> readVector = row.GetGetter<VBuffer<T>>(source);
        VBuffer<T> items = default;
        VectorBuilder<bool> missing = new();
        return (ValueGetter<VBuffer<bool>>)((ref VBuffer<bool> result) =>
        {
            readVector(ref items);
            ReadOnlySpan<T> values = items.GetValues();
            ReadOnlySpan<int> places = items.GetIndices();
            missing.Reset(values.Length);
            for (int i = 0; i < values.Length; i++)
                missing.Add(items.IsDense ? i : places[i], T.IsNaN(values[i]));
            missing.GetResult(items.Length, ref result);
        });
    }
}
