using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Batches;

/// <summary>Copies a stretch of some feature rows, as float32, into scratch that the kernels read; mirrors images on the way.</summary>
internal static unsafe class RowGatherer
{
    /// <summary>Fewer floats than this are copied sooner than a call for it is made.</summary>
    private const int FewFeatures = 8;

    /// <summary>Bytes of a stretch in which the processor looks ahead by itself after the first lines; to ask for all of it takes longer.</summary>
    private const int LongStretch = 1024;

    /// <summary>Copies features [start, start + length) of rows.</summary>
    /// <param name="features">The store.</param>
    /// <param name="rows">Zero-based rows of the store; the caller has checked them.</param>
    /// <param name="mirrored">For each row whether each row of pixels is read from right to left; null for none. Needs a store of images.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="start">First feature, counted after mirroring.</param>
    /// <param name="length">Number of features.</param>
    /// <param name="destination">Receives them, row after row.</param>
    /// <param name="stride">Distance of two rows of the destination.</param>
    public static void Copy(FeatureStore features, int* rows, bool* mirrored, int count, int start, int length, float* destination, int stride)
    {
        switch (features)
        {
            case ByteFeatures bytes: Copy(bytes, rows, mirrored, count, start, length, destination, stride); break;
            case SingleFeatures singles: Copy(singles, rows, mirrored, count, start, length, destination, stride); break;
            default: throw new InvalidOperationException($"The CPU engine cannot read features of type {features.GetType().Name}.");
        }
    }

    /// <summary>
    /// Asks for features that will be copied next, if it is little of each row. Rows lie far apart, where the processor does not look
    /// ahead by itself: a shuffled batch would wait for memory at every stretch.
    /// </summary>
    public static void Prefetch(FeatureStore features, int* rows, bool* mirrored, int count, int start, int length)
    {
        int end = Math.Min(start + length, features.Columns);
        if (start >= end) return;
        Stretch stretch = Stretch.At(start, end, mirrored == null ? features.Columns : features.Image!.Width);
        int size = features is ByteFeatures ? sizeof(byte) : sizeof(float);
        if (stretch.Length * size >= LongStretch) return;
        for (int r = 0; r < count; r++)
        {
            byte* row = features is ByteFeatures bytes ? bytes.Pointer(rows[r]) : (byte*)((SingleFeatures)features).Pointer(rows[r]);
            CachePrefetch.Bytes(row + ((nint)(mirrored != null && mirrored[r] ? stretch.Mirrored : start) * size), stretch.Length * size);
        }
    }

    private static void Copy(SingleFeatures features, int* rows, bool* mirrored, int count, int start, int length, float* destination, int stride)
    {
        int width = mirrored == null ? features.Columns : features.Image!.Width;
        for (int end = start + length; start < end;)
        {
            Stretch stretch = Stretch.At(start, end, width);
            for (int r = 0; r < count; r++)
            {
                if (mirrored == null && stretch.Length < FewFeatures)
                {
                    float* source = features.Pointer(rows[r]) + start;
                    for (int i = 0; i < stretch.Length; i++) destination[((nint)r * stride) + i] = source[i];
                    continue;
                }

                bool mirror = mirrored != null && mirrored[r];
                var target = new Span<float>(destination + ((nint)r * stride), stretch.Length);
                new ReadOnlySpan<float>(features.Pointer(rows[r]) + (mirror ? stretch.Mirrored : start), stretch.Length).CopyTo(target);
                if (mirror) target.Reverse();
            }

            start += stretch.Length;
            destination += stretch.Length;
        }
    }

    private static void Copy(ByteFeatures features, int* rows, bool* mirrored, int count, int start, int length, float* destination, int stride)
    {
        int plane = features.Columns / features.Affine.Scale.Length;
        int width = mirrored == null ? plane : features.Image!.Width;
        for (int end = start + length; start < end;)
        {
            Stretch stretch = Stretch.At(start, end, width);
            float scale = features.Affine.Scale[start / plane], offset = features.Affine.Offset[start / plane];
            for (int r = 0; r < count; r++)
            {
                byte* source = features.Pointer(rows[r]);
                float* target = destination + ((nint)r * stride);
                if (mirrored != null && mirrored[r]) AffineKernel.ConvertMirrored(source + stretch.Mirrored, target, stretch.Length, scale, offset);
                else AffineKernel.Convert(source + start, target, stretch.Length, scale, offset);
            }

            start += stretch.Length;
            destination += stretch.Length;
        }
    }

    /// <summary>Features that lie together forwards and mirrored: within one row of pixels, or one plane when nothing is mirrored.</summary>
    /// <param name="Length">Number of features.</param>
    /// <param name="Mirrored">Where the stretch begins in the store when its row of pixels is read backwards.</param>
    private readonly record struct Stretch(int Length, int Mirrored)
    {
        public static Stretch At(int start, int end, int width)
        {
            int x = start % width, length = Math.Min(width - x, end - start);
            return new Stretch(length, start - x + width - x - length);
        }
    }
}
