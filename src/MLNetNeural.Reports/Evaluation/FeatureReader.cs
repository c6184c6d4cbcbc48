using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Reads a feature column as numbers: a plain Single, or a vector of Single or Byte.</summary>
internal static class FeatureReader
{
    /// <summary>A function that gives the numbers of the row that the cursor is at; the next call overwrites them.</summary>
    public static Func<float[]> Of(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector) return Single(row.GetGetter<float>(column));
        return vector.ItemType == NumberDataViewType.Byte
            ? Vector(row.GetGetter<VBuffer<byte>>(column), value => value)
            : Vector(row.GetGetter<VBuffer<float>>(column), value => value);
    }

    private static Func<float[]> Single(ValueGetter<float> getter)
    {
        float[] value = [0];
        return () =>
        {
            getter(ref value[0]);
            return value;
        };
    }

    private static Func<float[]> Vector<T>(ValueGetter<VBuffer<T>> getter, Func<T, float> number)
    {
        VBuffer<T> buffer = default;
        float[] values = [];
        return () =>
        {
            getter(ref buffer);
            if (values.Length != buffer.Length) values = new float[buffer.Length];
            if (!buffer.IsDense) Array.Clear(values);
            ReadOnlySpan<T> there = buffer.GetValues();
            ReadOnlySpan<int> slots = buffer.GetIndices();
            for (int i = 0; i < there.Length; i++) values[buffer.IsDense ? i : slots[i]] = number(there[i]);
            return values;
        };
    }
}
