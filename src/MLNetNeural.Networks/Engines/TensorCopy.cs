namespace MLNetNeural.Networks.Engines;

/// <summary>Copies all parameters from one place to another of the same shapes, in runs of rows.</summary>
internal static class TensorCopy
{
    private const int RunFloats = 1 << 20;

    public static void CopyTo(this ITensors from, ITensors to)
    {
        for (int t = 0; t < from.Infos.Count; t++)
        {
            TensorInfo info = from.Infos[t];
            int run = Math.Clamp(RunFloats / info.Columns, 1, info.Rows);
            float[] values = new float[run * info.Columns];
            for (int row = 0; row < info.Rows; row += run)
            {
                Span<float> part = values.AsSpan(0, Math.Min(run, info.Rows - row) * info.Columns);
                from.Read(t, row, part);
                to.Write(t, row, part);
            }
        }
    }
}
