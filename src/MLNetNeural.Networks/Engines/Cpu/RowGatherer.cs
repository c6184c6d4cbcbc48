using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Copies stretches of feature rows, as float32, into scratch that the kernels read; mirrors pictures on the way.</summary>
internal static unsafe class RowGatherer
{
    /// <summary>Copies features [start, start + length) of a row.</summary>
    /// <param name="features">The store.</param>
    /// <param name="row">Zero-based row.</param>
    /// <param name="mirrored">Whether each row of pixels is read from right to left; then the store holds pictures.</param>
    /// <param name="start">First feature, counted after mirroring.</param>
    /// <param name="length">Number of features.</param>
    /// <param name="destination">Receives them.</param>
    public static void Copy(FeatureStore features, int row, bool mirrored, int start, int length, float* destination)
    {
        switch (features)
        {
            case ByteFeatures bytes: Copy(bytes, row, mirrored, start, length, destination); break;
            case SingleFeatures singles: Copy(singles, row, mirrored, start, length, destination); break;
            default: throw new InvalidOperationException($"The CPU engine cannot read features of type {features.GetType().Name}.");
        }
    }

    private static void Copy(SingleFeatures features, int row, bool mirrored, int start, int length, float* destination)
    {
        ReadOnlySpan<float> source = features[row];
        if (!mirrored)
        {
            source.Slice(start, length).CopyTo(new Span<float>(destination, length));
            return;
        }

        int width = features.Image!.Width;
        for (int end = start + length; start < end;)
        {
            // The pixels from x on of one pixel row, read backwards from its mirrored place.
            int x = start % width, count = Math.Min(width - x, end - start), left = start - x;
            source.Slice(left + width - x - count, count).CopyTo(new Span<float>(destination, count));
            new Span<float>(destination, count).Reverse();
            start += count;
            destination += count;
        }
    }

    private static void Copy(ByteFeatures features, int row, bool mirrored, int start, int length, float* destination)
    {
        int plane = features.Columns / features.Affine.Scale.Length;
        int width = mirrored ? features.Image!.Width : plane;
        fixed (byte* source = features[row])
        {
            for (int end = start + length; start < end;)
            {
                int channel = start / plane;
                float scale = features.Affine.Scale[channel], offset = features.Affine.Offset[channel];
                int x = start % width, count = Math.Min(width - x, end - start), left = start - x;
                if (mirrored) AffineKernel.ConvertMirrored(source + left + width - x - count, destination, count, scale, offset);
                else AffineKernel.Convert(source + start, destination, count, scale, offset);
                start += count;
                destination += count;
            }
        }
    }
}
