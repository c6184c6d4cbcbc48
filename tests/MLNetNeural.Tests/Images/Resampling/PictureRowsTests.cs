using Microsoft.ML.Data;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Tests.Images.Resampling;

[TestClass]
public sealed class PictureRowsTests
{
    public static IEnumerable<string> Names => FormatPictures.All.Select(picture => picture.Name);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Rows_of_a_decoded_picture_have_the_colours_of_its_pixels_before_and_after_those_are_asked_for(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(name), FormatPictures.Named(name).File);
        using var image = MLImage.CreateFromFile(folder.File(name));

        byte[] before = Colours(PictureRows.Of(image));
        byte[] pixels = image.Pixels.ToArray();
        byte[] after = Colours(PictureRows.Of(image));

        int blue = image.PixelFormat == MLPixelFormat.Bgra32 ? 0 : 2;
        byte[] expected = [.. pixels.Chunk(4).SelectMany(pixel => new[] { pixel[2 - blue], pixel[1], pixel[blue] })];
        CollectionAssert.AreEqual(expected, before);
        CollectionAssert.AreEqual(expected, after);
    }

    [TestMethod]
    public void A_picture_made_from_pixels_has_their_rows()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        using var image = MLImage.CreateFromPixels(1, 2, MLPixelFormat.Rgba32, pixels);

        PictureRows rows = PictureRows.Of(image);

        CollectionAssert.AreEqual(pixels, rows.Bytes.ToArray());
        Assert.AreEqual((1, 2, 4, 4, false), (rows.Width, rows.Height, rows.Stride, rows.BytesPerPixel, rows.IsBlueFirst));
    }

    /// <summary>Red, green, blue.</summary>
    private static byte[] Colours(PictureRows rows)
    {
        byte[] colours = new byte[3 * rows.Width * rows.Height];
        for (int i = 0; i < rows.Width * rows.Height; i++)
        {
            ReadOnlySpan<byte> pixel = rows.Bytes.Slice((i / rows.Width * rows.Stride) + (i % rows.Width * rows.BytesPerPixel), rows.BytesPerPixel);
            (colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2]) = rows.IsBlueFirst ? (pixel[2], pixel[1], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
        }

        return colours;
    }
}
