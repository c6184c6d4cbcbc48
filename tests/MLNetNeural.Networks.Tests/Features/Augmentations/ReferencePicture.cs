using System.Text.Json;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

/// <summary>A picture of augmentations.json, in any layout and order of channels.</summary>
internal sealed record ReferencePicture(ImageShape Shape, byte[] Pixels)
{
    /// <summary>Every layout and order that a picture of so many channels can have.</summary>
    public static IEnumerable<(bool IsInterleaved, bool IsBlueFirst)> Forms(int channels)
        => from interleaved in new[] { false, true } from blueFirst in new[] { false, channels == 3 } select (interleaved, blueFirst);

    public static ReferencePicture Read(JsonElement picture, string data)
    {
        int height = picture.GetProperty("height").GetInt32(), width = picture.GetProperty("width").GetInt32();
        byte[] pixels = picture.GetProperty(data).GetBytesFromBase64();
        return new ReferencePicture(new ImageShape(pixels.Length / (height * width), height, width) { IsInterleaved = true }, pixels);
    }

    public ReferencePicture As(bool isInterleaved, bool isBlueFirst)
    {
        ImageShape shape = Shape with { IsInterleaved = isInterleaved, IsBlueFirst = isBlueFirst };
        byte[] pixels = new byte[Pixels.Length];
        for (int i = 0; i < Pixels.Length; i++)
        {
            int c = i % Shape.Channels, pixel = i / Shape.Channels;
            pixels[((isBlueFirst ? Shape.Channels - 1 - c : c) * shape.ChannelStride) + (pixel * shape.PixelStride)] = Pixels[i];
        }

        return new ReferencePicture(shape, pixels);
    }
}
