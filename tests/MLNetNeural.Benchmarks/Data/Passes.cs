using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Benchmarks.Data;

/// <summary>One pass over a view, every column active, every value read.</summary>
internal static class Passes
{
    public static double OverScalars(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<float>[] getters = [.. view.Schema.Select(cursor.GetGetter<float>)];
        double sum = 0;
        float value = 0;
        while (cursor.MoveNext())
        {
            foreach (ValueGetter<float> getter in getters)
            {
                getter(ref value);
                sum += value;
            }
        }
        return sum;
    }

    public static double OverVector(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(view.Schema[0]);
        double sum = 0;
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            sum += value.GetValues()[0];
        }
        return sum;
    }
}
