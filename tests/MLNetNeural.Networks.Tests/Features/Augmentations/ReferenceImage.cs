using System.Text.Json;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

/// <summary>An image of augmentations.json, in any layout and order of channels.</summary>
internal sealed record ReferenceImage(ImageShape Shape, byte[] Pixels)
{
    /// <summary>Every layout and order that an image of so many channels can have.</summary>
    public static IEnumerable<(bool IsInterleaved, bool IsBlueFirst)> Forms(int channels)
        => from interleaved in new[] { false, true } from blueFirst in new[] { false, channels == 3 } select (interleaved, blueFirst);

    public static ReferenceImage Read(JsonElement image, string data)
    {
        int height = image.GetProperty("height").GetInt32(), width = image.GetProperty("width").GetInt32();
        byte[] pixels = image.GetProperty(data).GetBytesFromBase64();
        return new ReferenceImage(new ImageShape(pixels.Length / (height * width), height, width) { IsInterleaved = true }, pixels);
    }

    public ReferenceImage As(bool isInterleaved, bool isBlueFirst)
    {
        ImageShape shape = Shape with { IsInterleaved = isInterleaved, IsBlueFirst = isBlueFirst };
        byte[] pixels = new byte[Pixels.Length];
        for (int i = 0; i < Pixels.Length; i++)
        {
            int c = i % Shape.Channels, pixel = i / Shape.Channels;
            pixels[((isBlueFirst ? Shape.Channels - 1 - c : c) * shape.ChannelStride) + (pixel * shape.PixelStride)] = Pixels[i];
        }

        return new ReferenceImage(shape, pixels);
    }
}
