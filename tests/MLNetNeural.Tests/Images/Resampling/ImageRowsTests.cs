using Microsoft.ML.Data;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Tests.Images.Resampling;

[TestClass]
public sealed class ImageRowsTests
{
    public static IEnumerable<string> Names => FormatImages.All.Select(image => image.Name);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Rows_of_a_decoded_image_have_the_colors_of_its_pixels_before_and_after_those_are_asked_for(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(name), FormatImages.Named(name).File);
        using var image = MLImage.CreateFromFile(folder.File(name));

        byte[] before = Colors(ImageRows.Of(image));
        byte[] pixels = image.Pixels.ToArray();
        byte[] after = Colors(ImageRows.Of(image));

        int blue = image.PixelFormat == MLPixelFormat.Bgra32 ? 0 : 2;
        byte[] expected = [.. pixels.Chunk(4).SelectMany(pixel => new[] { pixel[2 - blue], pixel[1], pixel[blue] })];
        CollectionAssert.AreEqual(expected, before);
        CollectionAssert.AreEqual(expected, after);
    }

    [TestMethod]
    public void An_image_made_from_pixels_has_their_rows()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        using var image = MLImage.CreateFromPixels(1, 2, MLPixelFormat.Rgba32, pixels);

        ImageRows rows = ImageRows.Of(image);

        CollectionAssert.AreEqual(pixels, rows.Bytes.ToArray());
        Assert.AreEqual((1, 2, 4, 4, false), (rows.Width, rows.Height, rows.Stride, rows.BytesPerPixel, rows.IsBlueFirst));
    }

    /// <summary>Red, green, blue.</summary>
    private static byte[] Colors(ImageRows rows)
    {
        byte[] colors = new byte[3 * rows.Width * rows.Height];
        for (int i = 0; i < rows.Width * rows.Height; i++)
        {
            ReadOnlySpan<byte> pixel = rows.Bytes.Slice((i / rows.Width * rows.Stride) + (i % rows.Width * rows.BytesPerPixel), rows.BytesPerPixel);
            (colors[3 * i], colors[(3 * i) + 1], colors[(3 * i) + 2]) = rows.IsBlueFirst ? (pixel[2], pixel[1], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
        }

        return colors;
    }
}
