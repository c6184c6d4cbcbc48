using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Images;

/// <summary>Hands out pixels as the output column has them: bytes, or normalized numbers.</summary>
internal sealed class ImageTensorGetters(ImageTensorOptions options)
{
    private readonly float[][]? _tables = options.OutputType == ImageTensorType.Byte
        ? null
        : options.Normalization.ToTables(options.Channels);

    /// <summary>A ValueGetter of the column's raw type for the pixels that <paramref name="pixels"/> gives when it is called.</summary>
    public Delegate Create(Func<byte[]> pixels)
        => _tables is null ? (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> value) => Copy(pixels(), ref value))
            : options.Layout == ImageLayout.ChannelsLast
                ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => NormalizeInterleaved(pixels(), _tables, ref value))
                : (ref VBuffer<float> value) => NormalizePlanes(pixels(), _tables, ref value);

    private static void Copy(byte[] pixels, ref VBuffer<byte> value)
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, pixels.Length);
        pixels.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private static void NormalizePlanes(byte[] pixels, float[][] tables, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, pixels.Length);
        int plane = pixels.Length / tables.Length;
        for (int channel = 0; channel < tables.Length; channel++)
        {
            ReadOnlySpan<float> table = tables[channel];
            ReadOnlySpan<byte> from = pixels.AsSpan(channel * plane, plane);
            Span<float> to = editor.Values.Slice(channel * plane, plane);
            for (int i = 0; i < from.Length && i < to.Length; i++)
            {
                to[i] = table[from[i]];
            }
        }

        value = editor.Commit();
    }

    private static void NormalizeInterleaved(byte[] pixels, float[][] tables, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, pixels.Length);
        for (int channel = 0; channel < tables.Length; channel++)
        {
            float[] table = tables[channel];
            for (int i = channel; i < pixels.Length; i += tables.Length)
            {
                editor.Values[i] = table[pixels[i]];
            }
        }

        value = editor.Commit();
    }
}
