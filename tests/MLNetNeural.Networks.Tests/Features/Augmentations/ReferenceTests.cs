using System.Runtime.InteropServices;
using System.Text.Json;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Tests.Golden;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

/// <summary>What torchvision and Pillow make of images (Golden/augmentations.py), in all layouts and orders of channels.</summary>
[TestClass]
[TestCategory("GoldenTorch")]
public class ReferenceTests
{
    /// <summary>Bytes against the same in float32: half a byte of rounding twice, and for colors a whole byte that is cut off, three times.</summary>
    private const float Rounding = 1.01f;

    private static readonly JsonElement Golden = GoldenFile.Read("augmentations.json");

    [TestMethod]
    [DataRow("mirror", 3)]
    [DataRow("flip", 3)]
    [DataRow("crop", 78)]
    [DataRow("resized_crop", 24)]
    [DataRow("rotate", 90)]
    [DataRow("brightness", 36)]
    [DataRow("contrast", 36)]
    [DataRow("saturation", 27)]
    [DataRow("hue", 27)]
    public void Every_image_of_bytes_becomes_the_bytes_of_torchvision(string operation, int count)
    {
        int compared = 0;
        foreach (JsonElement golden in Cases(operation))
        {
            (ReferenceImage image, ReferenceImage expected) = Read(golden);
            foreach ((bool isInterleaved, bool isBlueFirst) in ReferenceImage.Forms(image.Shape.Channels))
            {
                ReferenceImage form = image.As(isInterleaved, isBlueFirst);
                byte[] target = new byte[form.Pixels.Length];
                byte[] fill = [.. Enumerable.Repeat(Fill(golden), image.Shape.Channels)];

                Apply<byte, BytePixel>(golden, form.Shape, form.Pixels, target, fill);

                CollectionAssert.AreEqual(expected.As(isInterleaved, isBlueFirst).Pixels, target, $"{form.Shape}, {golden.GetRawText()[..120]}");
            }

            compared++;
        }

        Assert.AreEqual(count, compared);
    }

    [TestMethod]
    [DataRow("mirror")]
    [DataRow("flip")]
    [DataRow("crop")]
    [DataRow("resized_crop")]
    [DataRow("rotate")]
    [DataRow("brightness")]
    [DataRow("contrast")]
    [DataRow("saturation")]
    public void Every_image_of_floats_becomes_the_bytes_of_torchvision_but_for_their_rounding(string operation)
    {
        foreach (JsonElement golden in Cases(operation))
        {
            (ReferenceImage image, ReferenceImage expected) = Read(golden);
            foreach ((bool isInterleaved, bool isBlueFirst) in ReferenceImage.Forms(image.Shape.Channels))
            {
                ReferenceImage form = image.As(isInterleaved, isBlueFirst);
                float[] target = new float[form.Pixels.Length], fill = [.. Enumerable.Repeat((float)Fill(golden), image.Shape.Channels)];

                Apply<float, SinglePixel>(golden, form.Shape, [.. form.Pixels.Select(value => (float)value)], target, fill);

                // The contrast's mean is a byte in Pillow, and the factor stretches what it is rounded by.
                float tolerance = operation is "contrast" or "saturation" ? Rounding + (0.5f * Math.Abs(1 - golden.Single("factor"))) : Rounding;
                byte[] bytes = expected.As(isInterleaved, isBlueFirst).Pixels;
                for (int i = 0; i < bytes.Length; i++) Assert.AreEqual(bytes[i], target[i], tolerance, $"{i} of {form.Shape}, {golden.GetRawText()[..120]}");
            }
        }
    }

    [TestMethod]
    public void The_hue_of_floats_turns_as_in_the_definition_of_HSV()
    {
        var shape = new ImageShape(3, 1, 1);
        float[] red = [200, 50, 50];

        float[] Turned(float turns)
        {
            float[] pixel = [.. red];
            SingleColors.ChangeHue(shape, pixel, turns);
            return pixel;
        }

        AssertPixel([200, 200, 50], Turned(1 / 6f)); // yellow
        AssertPixel([50, 200, 50], Turned(1 / 3f)); // green
        AssertPixel([50, 50, 200], Turned(-1 / 3f)); // blue
        AssertPixel([50, 200, 200], Turned(0.5f)); // cyan
        AssertPixel([50, 200, 200], Turned(-0.5f));
        AssertPixel([200, 125, 50], Turned(1 / 12f)); // orange
        float[] gray = [7, 7, 7];
        SingleColors.ChangeHue(shape, gray, 0.3f);
        CollectionAssert.AreEqual(new float[] { 7, 7, 7 }, gray);
    }

    [TestMethod]
    public void Parts_have_the_sides_and_where_none_fits_the_place_that_torchvision_gives_them()
    {
        int central = 0;
        foreach (JsonElement golden in Golden.GetProperty("windows").EnumerateArray())
        {
            int height = golden.Integer("height"), width = golden.Integer("width");
            (int, int) expected = (golden.Integer("part_height"), golden.Integer("part_width"));
            JsonElement[] tries = [.. golden.GetProperty("tries").EnumerateArray()];
            (int Height, int Width)[] sides = [.. tries.Select(drawn => PixelWindow.Sides((double)height * width * drawn[0].GetDouble(), drawn[1].GetDouble()))];
            bool[] fits = [.. sides.Select(side => side.Height > 0 && side.Height <= height && side.Width > 0 && side.Width <= width)];

            if (!golden.GetProperty("central").GetBoolean())
            {
                Assert.AreEqual(expected, sides[^1]);
                Assert.AreEqual(sides.Length - 1, Array.IndexOf(fits, true));
                continue;
            }

            JsonElement ratio = golden.GetProperty("ratio");
            Assert.DoesNotContain(true, fits);
            Assert.AreEqual(
                new PixelWindow(golden.Integer("top"), golden.Integer("left"), expected.Item1, expected.Item2),
                PixelWindow.Central(((float)ratio[0].GetDouble(), (float)ratio[1].GetDouble()), height, width));
            central++;
        }

        Assert.AreEqual(20, central);
    }

    private static void Apply<T, TPixel>(JsonElement golden, ImageShape shape, ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<T> fill)
        where T : unmanaged
        where TPixel : IPixel<T>
    {
        string operation = golden.GetProperty("op").GetString()!;
        source.CopyTo(target);
        switch (operation)
        {
            case "mirror":
                Flips.Mirror(shape, source, target);
                break;
            case "flip":
                Flips.Flip(shape, source, target);
                break;
            case "crop":
                var mode = Enum.Parse<PaddingMode>(golden.GetProperty("mode").GetString()!, ignoreCase: true);
                CropStep<T, TPixel>.Cut(shape, source, target, mode, fill, golden.Integer("down"), golden.Integer("right"));
                break;
            case "resized_crop":
                var window = new PixelWindow(golden.Integer("top"), golden.Integer("left"), golden.Integer("part_height"), golden.Integer("part_width"));
                ResizedCropStep<T, TPixel>.Stretch(shape, source, window, target, new RowScratch<T>(shape));
                break;
            case "rotate":
                var filter = Enum.Parse<RotationFilter>(golden.GetProperty("filter").GetString()!, ignoreCase: true);
                var turn = Turn.By(golden.Double("angle"), shape.Width, shape.Height);
                RotationKernel<T, TPixel>.Rotate(shape, in turn, filter, source, target, fill);
                break;
            default:
                ChangeColors(operation, shape, target, golden.Single("factor"));
                break;
        }
    }

    private static void ChangeColors<T>(string operation, ImageShape shape, Span<T> image, float factor)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
        {
            Span<byte> bytes = MemoryMarshal.AsBytes(image);
            switch (operation)
            {
                case "brightness": ByteColors.ChangeBrightness(bytes, factor); break;
                case "contrast": ByteColors.ChangeContrast(shape, bytes, factor); break;
                case "saturation": ByteColors.ChangeSaturation(shape, bytes, factor); break;
                default: ByteColors.ChangeHue(shape, bytes, factor); break;
            }

            return;
        }

        Span<float> floats = MemoryMarshal.Cast<T, float>(image);
        switch (operation)
        {
            case "brightness": SingleColors.ChangeBrightness(floats, factor); break;
            case "contrast": SingleColors.ChangeContrast(shape, floats, factor); break;
            default: SingleColors.ChangeSaturation(shape, floats, factor); break;
        }
    }

    private static byte Fill(JsonElement golden) => golden.TryGetProperty("fill", out JsonElement fill) ? fill.GetByte() : (byte)0;

    private static JsonElement[] Cases(string operation)
        => [.. Golden.GetProperty("cases").EnumerateArray().Where(golden => golden.GetProperty("op").GetString() == operation)];

    private static (ReferenceImage Image, ReferenceImage Expected) Read(JsonElement golden)
        => (ReferenceImage.Read(Golden.GetProperty("images").GetProperty(golden.GetProperty("image").GetString()!), "data"), ReferenceImage.Read(golden, "result"));

    private static void AssertPixel(float[] expected, float[] actual)
    {
        for (int c = 0; c < 3; c++) Assert.AreEqual(expected[c], actual[c], 1e-3f, string.Join(' ', actual));
    }
}
