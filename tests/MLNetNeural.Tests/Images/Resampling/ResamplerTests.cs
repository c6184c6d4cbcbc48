using System.Text.Json;
using Microsoft.ML.Data;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Tests.Images.Resampling;

[TestClass]
public sealed class ResamplerTests
{
    [TestMethod]
    public void Small_pictures_are_resized_to_the_bytes_that_Pillow_gives()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Images", "Resampling", "Golden", "resize.json")));
        Dictionary<string, JsonElement> inputs = golden.RootElement.GetProperty("inputs").EnumerateArray()
            .ToDictionary(input => input.GetProperty("file").GetString()!);

        foreach (JsonElement expected in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement input = inputs[expected.GetProperty("input").GetString()!];
            byte[] rgba = [.. Bytes(input.GetProperty("rgb")).Chunk(3).SelectMany(pixel => pixel.Append((byte)9))];
            (int width, int height) = Size(input);
            (int targetWidth, int targetHeight) = Size(expected);
            ResampleFilter filter = FilterOf(expected);

            byte[] planes = new byte[3 * targetWidth * targetHeight];
            Resampler.ToPlanes(rgba, width, height, isBlueFirst: false, planes, targetWidth, targetHeight, filter);

            CollectionAssert.AreEqual(Bytes(expected.GetProperty("result")), Interleaved(planes),
                $"{expected.GetProperty("input")} to {targetWidth}x{targetHeight}, {filter.Name}");
        }
    }

    [TestMethod]
    [TestCategory(RealData.Category)]
    [TestCategory(Pictures.Category)]
    public void Every_reference_case_is_resized_to_the_bytes_that_Pillow_gives()
    {
        string folder = RealData.Find("golden/torch/image_resize");
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        int compared = 0;

        foreach (JsonElement expected in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (expected.GetProperty("op").GetString() != "resize" || expected.GetProperty("interpolation").GetString() == "nearest")
            {
                continue;
            }

            (int width, int height) = Size(expected);
            using var image = MLImage.CreateFromFile(Path.Combine(folder, expected.GetProperty("input").GetString()!));
            byte[] planes = new byte[3 * width * height];
            Resampler.ToPlanes(image.Pixels, image.Width, image.Height, image.PixelFormat == MLPixelFormat.Bgra32, planes,
                width, height, FilterOf(expected));

            CollectionAssert.AreEqual(ExpectedRgb(folder, expected), Interleaved(planes), expected.GetRawText()[..100]);
            compared++;
        }

        Assert.AreEqual(64, compared);
    }

    [TestMethod]
    public void Vector_kernels_give_the_scalar_bytes_at_every_size_around_the_block_edges()
    {
        int[] lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16, 17, 31, 32, 33, 40, 63, 64, 65, 100, 257];
        int[] targets = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];
        var random = new Random(3);
        foreach (ResampleFilter filter in new[] { ResampleFilter.Bilinear, ResampleFilter.Bicubic })
        {
            foreach (int length in lengths)
            {
                foreach (int target in targets)
                {
                    // Rows and columns in turn; the other side makes odd numbers of rows and of pixels.
                    Compare(length, random.Next(1, 11), target, random.Next(1, 11), filter, random);
                    Compare(random.Next(1, 11), length, random.Next(1, 11), target, filter, random);
                }
            }
        }
    }

    private static void Compare(int width, int height, int targetWidth, int targetHeight, ResampleFilter filter, Random random)
    {
        byte[] pixels = new byte[width * height * 4];
        random.NextBytes(pixels);
        if (random.Next(3) == 0)
        {
            // Extremes reach the clipping of the cubic filter.
            Array.ForEach([.. Enumerable.Range(0, pixels.Length)], i => pixels[i] = (byte)(pixels[i] < 128 ? 0 : 255));
        }

        byte[] scalar = new byte[3 * targetWidth * targetHeight], vector = new byte[scalar.Length];
        bool isBlueFirst = random.Next(2) == 0;
        Resampler.ToPlanes(pixels, width, height, isBlueFirst, scalar, targetWidth, targetHeight, filter, useVectors: false);
        Resampler.ToPlanes(pixels, width, height, isBlueFirst, vector, targetWidth, targetHeight, filter, useVectors: true);

        CollectionAssert.AreEqual(scalar, vector, $"{width}x{height} to {targetWidth}x{targetHeight}, {filter.Name}");
    }

    [TestMethod]
    public void A_picture_of_the_target_size_is_only_taken_apart_into_planes()
    {
        byte[] planes = new byte[6];

        Resampler.ToPlanes([1, 2, 3, 4, 5, 6, 7, 8], 2, 1, isBlueFirst: true, planes, 2, 1, ResampleFilter.Bilinear);

        CollectionAssert.AreEqual(new byte[] { 3, 7, 2, 6, 1, 5 }, planes);
    }

    [TestMethod]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(
            () => Resampler.ToPlanes(new byte[15], 2, 2, true, new byte[12], 2, 2, ResampleFilter.Bilinear));
        Assert.ThrowsExactly<ArgumentException>(
            () => Resampler.ToPlanes(new byte[16], 2, 2, true, new byte[11], 2, 2, ResampleFilter.Bilinear));
    }

    private static byte[] ExpectedRgb(string folder, JsonElement expected)
    {
        if (!expected.TryGetProperty("result_png", out JsonElement png))
        {
            return Bytes(expected.GetProperty("result").GetProperty("data"));
        }

        using var image = MLImage.CreateFromFile(Path.Combine(folder, png.GetString()!));
        return [.. image.GetBGRPixels.Chunk(3).SelectMany(pixel => pixel.Reverse())];
    }

    private static byte[] Interleaved(byte[] planes)
    {
        int plane = planes.Length / 3;
        return [.. Enumerable.Range(0, planes.Length).Select(i => planes[(i % 3 * plane) + (i / 3)])];
    }

    private static (int Width, int Height) Size(JsonElement element)
        => (element.GetProperty("width").GetInt32(), element.GetProperty("height").GetInt32());

    private static ResampleFilter FilterOf(JsonElement element)
        => element.GetProperty("interpolation").GetString() == "bicubic" ? ResampleFilter.Bicubic : ResampleFilter.Bilinear;

    private static byte[] Bytes(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetByte())];
}
