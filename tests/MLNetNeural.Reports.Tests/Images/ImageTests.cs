using MLNetNeural.Reports.Images;
using SkiaSharp;

namespace MLNetNeural.Reports.Tests.Images;

[TestClass]
public sealed class ImageTests
{
    [TestMethod]
    public void A_PNG_holds_the_pixels_and_is_the_same_bytes_twice()
    {
        const int width = 5, height = 4;
        var image = new RgbImage(width, height, [.. Enumerable.Range(0, 3 * width * height).Select(i => (byte)(i * 37))]);

        byte[] png = image.ToPng();

        using SKBitmap read = SKBitmap.Decode(png);
        Assert.AreEqual((width, height, SKAlphaType.Opaque), (read.Width, read.Height, read.AlphaType));
        CollectionAssert.AreEqual(image.Pixels.ToArray(), read.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue }).ToArray());
        CollectionAssert.AreEqual(png, image.ToPng());
    }

    [TestMethod]
    public void A_grid_puts_each_image_into_the_middle_of_its_cell()
    {
        RgbImage[] images = [Plain(3, 3, 10), Plain(1, 1, 20), Plain(3, 3, 30)];

        RgbImage grid = ImageGrid.Arrange(images, columns: 2, gap: 1);

        Assert.AreEqual((7, 7), (grid.Width, grid.Height));
        byte At(int x, int y) => grid.Pixels.Span[3 * ((y * 7) + x)];
        Assert.AreEqual((10, 10, 20, 30), (At(0, 0), At(2, 2), At(5, 1), At(0, 4)));
        Assert.AreEqual((0xE5, 0xE5, 0xE5), (At(3, 0), At(4, 0), At(5, 5)));
    }

    [TestMethod]
    public void An_image_of_another_size_than_its_pixels_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new RgbImage(2, 2, new byte[11]));

        Assert.StartsWith("An image of 2×2 has 12 bytes, got 11.", error.Message);
        Assert.Throws<ArgumentException>(() => ImageGrid.Arrange([]));
    }

    private static RgbImage Plain(int width, int height, byte value) => new(width, height, [.. Enumerable.Repeat(value, 3 * width * height)]);
}
