using Microsoft.ML.Data;

namespace MLNetNeural.Tests.Images;

/// <summary>Small images drawn in code.</summary>
internal static class TestImages
{
    /// <summary>Pixels of four bytes, blue first, alpha 255.</summary>
    public static byte[] Noise(int width, int height, int seed)
    {
        byte[] pixels = new byte[width * height * 4];
        new Random(seed).NextBytes(pixels);
        for (int i = 3; i < pixels.Length; i += 4)
        {
            pixels[i] = 255;
        }

        return pixels;
    }

    /// <summary>Writes an image; the ending decides on the format.</summary>
    public static string Save(string path, int width, int height, byte[] pixels)
    {
        using var image = MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
        image.Save(path);
        return path;
    }

    /// <summary>Writes an image of noise.</summary>
    public static string SaveNoise(string path, int width = 20, int height = 15, int seed = 1)
        => Save(path, width, height, Noise(width, height, seed));
}
