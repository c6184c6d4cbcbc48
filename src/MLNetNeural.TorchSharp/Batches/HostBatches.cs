using MLNetNeural.Networks.Engines.Batches;
using MLNetNeural.Networks.Features;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Batches;

/// <summary>
/// Makes each batch in the process's memory and brings it to the device: for processors, which need no second copy of the features, for
/// features that do not fit a card, and for sparse ones, which are written out with their zeros.
/// </summary>
internal sealed unsafe class HostBatches(FeatureStore features, TorchDevice device) : IBatchSource
{
    /// <summary>Rows that one thread copies at one time.</summary>
    private const int RowsOfPart = 8;

    /// <inheritdoc/>
    public Tensor Gather(ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored)
    {
        int count = rows.Length, columns = features.Columns;
        Tensor batch = empty(count, columns, ScalarType.Float32, CPU);
        nint values = batch.Address();
        fixed (int* row = rows)
        fixed (bool* mirror = mirrored)
        {
            nint firstRow = (nint)row, firstMirrored = mirrored.IsEmpty ? 0 : (nint)mirror; // lambdas take no pointers that are fixed
            void CopyPart(int part)
            {
                int first = part * RowsOfPart, length = Math.Min(RowsOfPart, count - first);
                float* target = (float*)values + ((long)first * columns);
                if (features is SparseFeatures sparse) WriteOut(sparse, (int*)firstRow + first, length, target);
                else RowGatherer.Copy(features, (int*)firstRow + first, firstMirrored == 0 ? null : (bool*)firstMirrored + first, length, 0, columns, target, columns);
            }

            int parts = (count + RowsOfPart - 1) / RowsOfPart;
            if (parts == 1) CopyPart(0);
            else Parallel.For(0, parts, CopyPart);
        }

        return device.Bring(batch);
    }

    public void Dispose()
    {
        // Nothing is kept between batches.
    }

    private static void WriteOut(SparseFeatures sparse, int* rows, int count, float* target)
    {
        for (int r = 0; r < count; r++, target += sparse.Columns)
        {
            new Span<float>(target, sparse.Columns).Clear();
            ReadOnlySpan<int> columns = sparse.ColumnsOf(rows[r]);
            ReadOnlySpan<float> values = sparse.ValuesOf(rows[r]);
            for (int i = 0; i < columns.Length; i++) target[columns[i]] = values[i];
        }
    }
}
