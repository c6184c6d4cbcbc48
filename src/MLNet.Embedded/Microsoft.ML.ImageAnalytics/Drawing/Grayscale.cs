using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image.Drawing;

/// <summary>Pictures without colour.</summary>
internal static class Grayscale
{
    /// <summary>Each pixel becomes 0.3·red + 0.59·green + 0.11·blue, times alpha: what is transparent becomes black. The result is opaque.</summary>
    public static MLImage Of(MLImage source)
    {
        ReadOnlySpan<byte> from = source.Pixels;
        MLImage target = MLImage.CreateEmpty(source.Width, source.Height, MLPixelFormat.Bgra32, out Span<byte> to);
        int blue = source.PixelFormat == MLPixelFormat.Bgra32 ? 0 : 2;
        for (int i = 0; i < from.Length; i += 4)
        {
            float gray = ((0.3f * from[i + 2 - blue]) + (0.59f * from[i + 1]) + (0.11f * from[i + blue])) * (from[i + 3] / 255f);
            to.Slice(i, 3).Fill((byte)(gray + 0.5f));
            to[i + 3] = byte.MaxValue;
        }
        return target;
    }
}
