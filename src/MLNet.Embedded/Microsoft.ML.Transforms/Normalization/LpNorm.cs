using static Microsoft.ML.Transforms.LpNormNormalizingEstimatorBase;

namespace Microsoft.ML.Data;

/// <summary>Norms of vectors, and vectors divided by them.</summary>
internal static class LpNorm
{
    // A norm so great that its inverse is less is not divided by.
    private const float LeastScale = 1e-8f;

    /// <summary>(x - mean) / norm of that; without the mean, x / norm of x, as sparse as x.</summary>
    public static void Normalize(in VBuffer<float> items, ref VBuffer<float> result, NormFunction norm, bool ensureZeroMean)
    {
        float mean = Mean(in items);
        float subtracted = ensureZeroMean ? mean : 0;
        float divisor = norm == NormFunction.StandardDeviation ? Deviation(in items, mean) : Norm(items.GetValues(), norm, subtracted);
        float scale = divisor > 0 ? 1 / divisor : 1;
        scale = scale < LeastScale ? 1 : scale;

        if (subtracted == 0)
            items.CopyTo(ref result);
        else
            items.CopyToDense(ref result);
        VBufferEditor<float> editor = VBufferEditor.CreateFromBuffer(ref result);
        foreach (ref float item in editor.Values)
            item = (item - subtracted) * scale;
        result = editor.Commit();
    }

    private static float Mean(in VBuffer<float> items)
    {
        double sum = 0;
        foreach (float item in items.GetValues())
            sum += item;
        return items.Length == 0 ? 0 : (float)(sum / items.Length);
    }

    private static float Deviation(in VBuffer<float> items, float mean)
    {
        ReadOnlySpan<float> values = items.GetValues();
        if (values.IsEmpty)
            return 0;
        double squares = (double)mean * mean * (items.Length - values.Length);
        foreach (float item in values)
            squares += (double)(item - mean) * (item - mean);
        return (float)Math.Sqrt(squares / items.Length);
    }

    // Of the explicit items, also where the mean is subtracted: so ML.NET has it.
    private static float Norm(ReadOnlySpan<float> values, NormFunction norm, float mean)
    {
        double total = 0;
        foreach (float item in values)
        {
            double size = Math.Abs((double)(item - mean));
            total = norm switch
            {
                NormFunction.L1 => total + size,
                NormFunction.Infinity => size > total ? size : total, // passes over NaN
                _ => total + (size * size),
            };
        }
        return (float)(norm == NormFunction.L2 ? Math.Sqrt(total) : total);
    }
}
