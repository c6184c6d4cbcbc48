using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using MLNetNeural.Images;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Tests.Images.Resampling;

[TestClass]
public sealed class ResamplerTests
{
    [TestMethod]
    public void Small_images_are_resized_to_the_bytes_that_Pillow_gives()
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
            var form = new ImageForm(targetWidth, targetHeight) { Filter = FilterOf(expected) };

            byte[] planes = new byte[form.Size];
            Resampler.Resize(Rows(rgba, width, height, isBlueFirst: false), form, planes);

            CollectionAssert.AreEqual(Bytes(expected.GetProperty("result")), Interleaved(planes),
                $"{expected.GetProperty("input")} to {targetWidth}x{targetHeight}, {form.Filter}");
        }
    }

    [TestMethod]
    public void Vector_kernels_give_the_scalar_bytes_at_every_size_around_the_block_edges()
    {
        int[] lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16, 17, 31, 32, 33, 40, 63, 64, 65, 100, 257];
        int[] targets = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];
        var random = new Random(3);
        foreach (ImageFilter filter in Enum.GetValues<ImageFilter>())
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

    [TestMethod]
    public unsafe void Where_the_processor_has_AVX2_the_pass_over_rows_leaves_what_lies_behind_the_bytes_it_says_it_may_overwrite()
    {
        if (!Avx2.IsSupported) Assert.Inconclusive("This processor has no AVX2.");
        const byte Untouched = 77;
        byte[] image = new byte[9 * 40 * 4];
        for (int rows = 1; rows <= 9; rows++)
        {
            for (int target = 1; target <= 17; target++)
            {
                ResampleWeights weights = ResampleWeights.For(40, new AxisPlacement(target, 0, target, 0), ImageFilter.Bilinear);
                int stride = (3 * target) + ResampleKernels.BytesBeyond;
                byte[] result = [.. Enumerable.Repeat(Untouched, (rows * stride) + 16)];
                fixed (byte* from = image, to = result)
                {
                    ResampleKernels.RowsAvx2(from, 40 * 4, to, stride, rows, weights);
                }

                Assert.IsTrue(result[^16..].All(value => value == Untouched), $"{rows} rows of {target} pixels");
            }
        }
    }

    private static void Compare(int width, int height, int targetWidth, int targetHeight, ImageFilter filter, Random random)
    {
        // With gaps between the rows, and nothing behind the last pixel.
        int stride = (width * ImageRows.BytesPerPixel) + random.Next(4);
        byte[] pixels = new byte[(stride * (height - 1)) + (width * ImageRows.BytesPerPixel)];
        random.NextBytes(pixels);
        if (random.Next(3) == 0)
        {
            // Extremes reach the clipping of the cubic filter.
            Array.ForEach([.. Enumerable.Range(0, pixels.Length)], i => pixels[i] = (byte)(pixels[i] < 128 ? 0 : 255));
        }

        // Every resizing, channels and layout turn up hundreds of times.
        var form = new ImageForm(targetWidth, targetHeight)
        {
            Filter = filter,
            Resizing = (ImageResizing)random.Next(4),
            Channels = (ImageChannels)random.Next(3),
            Layout = (ImageLayout)random.Next(2),
            PadColor = new ImageColor(1, 2, 3),
        };
        byte[] scalar = new byte[form.Size], vector = new byte[form.Size];
        using var memory = new GuardedMemory(pixels);
        var rows = new ImageRows(memory.Span, width, height, stride, isBlueFirst: random.Next(2) == 0);
        Resampler.Resize(rows, form, scalar, useVectors: false);
        Resampler.Resize(rows, form, vector, useVectors: true);

        CollectionAssert.AreEqual(scalar, vector, $"{width}x{height} to {form}");
    }

    [TestMethod]
    public unsafe void Rows_taken_in_strips_give_the_bytes_of_the_whole_image()
    {
        var random = new Random(5);
        foreach ((int width, int height) in new[] { (1, 1), (2, 3), (5, 16), (40, 33), (259, 194) })
        {
            byte[] pixels = new byte[4 * width * height];
            random.NextBytes(pixels);
            foreach (ImageResizing resizing in Enum.GetValues<ImageResizing>())
            {
                foreach (int rows in new[] { 1, 3, 16 })
                {
                    var form = new ImageForm(17, 16) { Filter = ImageFilter.Bicubic, Resizing = resizing };
                    byte[] whole = new byte[form.Size], inStrips = new byte[form.Size];
                    Resampler.Resize(Rows(pixels, width, height, isBlueFirst: false), form, whole);
                    using var resampler = new Resampler(form, width, height, isBlueFirst: false);
                    fixed (byte* image = pixels)
                    {
                        for (int y = 0; y < height; y += rows) resampler.Add(image + (4 * width * y), 4 * width, y, Math.Min(rows, height - y));
                    }

                    resampler.WriteTo(inStrips);
                    CollectionAssert.AreEqual(whole, inStrips, $"{width}x{height} in strips of {rows}, {resizing}");
                }
            }
        }
    }

    [TestMethod]
    public void An_image_of_the_target_size_is_only_taken_apart_into_planes()
    {
        byte[] planes = new byte[6];

        Resampler.Resize(Rows([1, 2, 3, 4, 5, 6, 7, 8], 2, 1, isBlueFirst: true), new ImageForm(2, 1), planes);

        CollectionAssert.AreEqual(new byte[] { 3, 7, 2, 6, 1, 5 }, planes);
    }

    [TestMethod]
    [DataRow(ImageChannels.Rgb, ImageLayout.ChannelsFirst, new byte[] { 30, 70, 20, 60, 10, 50 })]
    [DataRow(ImageChannels.Bgr, ImageLayout.ChannelsFirst, new byte[] { 10, 50, 20, 60, 30, 70 })]
    [DataRow(ImageChannels.Rgb, ImageLayout.ChannelsLast, new byte[] { 30, 20, 10, 70, 60, 50 })]
    [DataRow(ImageChannels.Bgr, ImageLayout.ChannelsLast, new byte[] { 10, 20, 30, 50, 60, 70 })]
    [DataRow(ImageChannels.Gray, ImageLayout.ChannelsFirst, new byte[] { 22, 62 })]
    [DataRow(ImageChannels.Gray, ImageLayout.ChannelsLast, new byte[] { 22, 62 })]
    public void The_bytes_come_in_the_channels_and_the_layout_asked_for(ImageChannels channels, ImageLayout layout, byte[] expected)
    {
        var form = new ImageForm(2, 1) { Channels = channels, Layout = layout };
        byte[] fromBlueFirst = new byte[form.Size], fromRedFirst = new byte[form.Size];

        Resampler.Resize(Rows([10, 20, 30, 99, 50, 60, 70, 99], 2, 1, isBlueFirst: true), form, fromBlueFirst);
        Resampler.Resize(Rows([30, 20, 10, 99, 70, 60, 50, 99], 2, 1, isBlueFirst: false), form, fromRedFirst);

        // By hand: (30·19595 + 20·38470 + 10·7471 + 32768) / 65536 = 22.3
        CollectionAssert.AreEqual(expected, fromBlueFirst);
        CollectionAssert.AreEqual(expected, fromRedFirst);
    }

    [TestMethod]
    public void The_pad_color_surrounds_an_image_in_every_layout()
    {
        byte[] pixel = [1, 2, 3, 255];
        var form = new ImageForm(3, 1) { Resizing = ImageResizing.Fit, PadColor = new ImageColor(200, 100, 50) };

        CollectionAssert.AreEqual(new byte[] { 200, 1, 200, 100, 2, 100, 50, 3, 50 }, Resized(pixel, form));
        CollectionAssert.AreEqual(
            new byte[] { 50, 100, 200, 3, 2, 1, 50, 100, 200 },
            Resized(pixel, form with { Channels = ImageChannels.Bgr, Layout = ImageLayout.ChannelsLast }));
        CollectionAssert.AreEqual(new byte[] { 124, 2, 124 }, Resized(pixel, form with { Channels = ImageChannels.Gray }));
    }

    [TestMethod]
    public void A_strip_of_a_pixels_height_is_cropped_without_the_millions_of_pixels_of_its_resized_length()
    {
        byte[] pixels = [.. Enumerable.Range(0, 16384 * 4).Select(i => (byte)(i / 4 * 255 / 16383))];
        var form = new ImageForm(224, 224) { Resizing = ImageResizing.Crop, Channels = ImageChannels.Gray };
        byte[] result = new byte[form.Size];

        Resampler.Resize(Rows(pixels, 16384, 1, isBlueFirst: false), form, result);

        Assert.IsTrue(result.All(value => value is 127 or 128));
    }

    [TestMethod]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Rows(new byte[15], 2, 2, isBlueFirst: true));
        Assert.ThrowsExactly<ArgumentException>(() => new ImageRows(new byte[16], 2, 2, stride: 7, isBlueFirst: true));
        Assert.ThrowsExactly<ArgumentException>(
            () => Resampler.Resize(Rows(new byte[16], 2, 2, isBlueFirst: true), new ImageForm(2, 2), new byte[11]));
    }

    private static ImageRows Rows(byte[] pixels, int width, int height, bool isBlueFirst) => new(pixels, width, height, 4 * width, isBlueFirst);

    private static byte[] Resized(byte[] pixel, ImageForm form)
    {
        byte[] result = new byte[form.Size];
        Resampler.Resize(Rows(pixel, 1, 1, isBlueFirst: false), form, result);
        return result;
    }

    private static byte[] Interleaved(byte[] planes)
    {
        int plane = planes.Length / 3;
        return [.. Enumerable.Range(0, planes.Length).Select(i => planes[(i % 3 * plane) + (i / 3)])];
    }

    private static (int Width, int Height) Size(JsonElement element)
        => (element.GetProperty("width").GetInt32(), element.GetProperty("height").GetInt32());

    private static ImageFilter FilterOf(JsonElement element)
        => Enum.Parse<ImageFilter>(element.GetProperty("interpolation").GetString()!, ignoreCase: true);

    private static byte[] Bytes(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetByte())];
}
