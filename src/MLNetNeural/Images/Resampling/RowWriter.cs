using System.Runtime.Intrinsics;

namespace MLNetNeural.Images.Resampling;

/// <summary>Writes rows of three-byte pixels into a result, in its channels and layout.</summary>
/// <param name="form">What the result looks like.</param>
/// <param name="target">The result's first byte.</param>
/// <param name="isBlueFirst">Whether a pixel's bytes are blue, green, red; otherwise red, green, blue.</param>
/// <param name="useVectors">Whether vector kernels are used where the processor has them.</param>
internal readonly unsafe struct RowWriter(ImageForm form, byte* target, bool isBlueFirst, bool useVectors)
{
    private readonly bool _useVectors = useVectors && Vector128.IsHardwareAccelerated;

    /// <summary>Fills the whole result with the pad color.</summary>
    public void Pad()
    {
        byte[] bytes = form.PadBytes;
        var all = new Span<byte>(target, form.Size);
        int plane = form.Width * form.Height;
        for (int channel = 0; channel < bytes.Length; channel++)
        {
            if (form.Layout == ImageLayout.ChannelsFirst)
            {
                all.Slice(channel * plane, plane).Fill(bytes[channel]);
            }
            else
            {
                for (int i = channel; i < all.Length; i += bytes.Length) all[i] = bytes[channel];
            }
        }
    }

    /// <summary>Writes a row.</summary>
    /// <param name="pixels">Its pixels, 3 bytes each.</param>
    /// <param name="count">How many.</param>
    /// <param name="x">Where the first one goes.</param>
    /// <param name="y">Which row of the result it is.</param>
    public void Write(byte* pixels, int count, int x, int y)
    {
        nint place = ((nint)y * form.Width) + x;
        bool swaps = isBlueFirst == (form.Channels == ImageChannels.Rgb);
        if (form.Channels == ImageChannels.Gray)
        {
            ResampleKernels.Luma(pixels, count, target + place, isBlueFirst);
        }
        else if (form.Layout == ImageLayout.ChannelsLast)
        {
            ResampleKernels.Interleave(pixels, count, target + (3 * place), swaps, _useVectors);
        }
        else
        {
            byte* first = target + place;
            nint plane = (nint)form.Width * form.Height;
            byte* third = first + (2 * plane);
            if (_useVectors) ResampleKernels.SplitVector(pixels, count, swaps ? third : first, first + plane, swaps ? first : third);
            else ResampleKernels.SplitScalar(pixels, count, swaps ? third : first, first + plane, swaps ? first : third);
        }
    }
}
