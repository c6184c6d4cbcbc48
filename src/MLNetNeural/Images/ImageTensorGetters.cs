using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Images;

/// <summary>Hands out pixels as the output column has them: bytes, or normalised numbers.</summary>
internal sealed class ImageTensorGetters(ImageTensorOptions options)
{
    private readonly float[][]? _tables = options.OutputType == ImageTensorType.Byte
        ? null
        : [.. Enumerable.Range(0, ChannelNormalization.Channels).Select(options.Normalization.TableOf)];

    /// <summary>A ValueGetter of the column's raw type for the pixels that <paramref name="planes"/> gives when it is called.</summary>
    public Delegate Create(Func<byte[]> planes)
        => _tables is null
            ? (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> value) => Copy(planes(), ref value))
            : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Normalize(planes(), _tables, ref value));

    private static void Copy(byte[] planes, ref VBuffer<byte> value)
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, planes.Length);
        planes.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private static void Normalize(byte[] planes, float[][] tables, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, planes.Length);
        int plane = planes.Length / tables.Length;
        for (int channel = 0; channel < tables.Length; channel++)
        {
            ReadOnlySpan<float> table = tables[channel];
            ReadOnlySpan<byte> from = planes.AsSpan(channel * plane, plane);
            Span<float> to = editor.Values.Slice(channel * plane, plane);
            for (int i = 0; i < from.Length && i < to.Length; i++)
            {
                to[i] = table[from[i]];
            }
        }

        value = editor.Commit();
    }
}
