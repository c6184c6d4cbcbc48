using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Tests.Images;

[TestClass]
public sealed class ImageTests
{
    [TestMethod]
    public void A_PNG_holds_the_pixels()
    {
        const int width = 5, height = 4;
        byte[] pixels = [.. Enumerable.Range(0, 3 * width * height).Select(i => (byte)(i * 37))];

        byte[] png = new RgbImage(width, height, pixels).ToPng();

        CollectionAssert.AreEqual(new byte[] { 137, 80, 78, 71, 13, 10, 26, 10 }, png[..8]);
        List<(string Type, byte[] Data)> chunks = Chunks(png);
        CollectionAssert.AreEqual(new[] { "IHDR", "IDAT", "IEND" }, chunks.ConvertAll(chunk => chunk.Type));
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, width, 0, 0, 0, height, 8, 2, 0, 0, 0 }, chunks[0].Data);
        CollectionAssert.AreEqual(pixels, Unfilter(chunks[1].Data, 3 * width, height));
    }

    [TestMethod]
    public void The_checksum_of_IEND_is_the_one_that_every_PNG_ends_with()
        => CollectionAssert.AreEqual(new byte[] { 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82 }, new RgbImage(1, 1, [1, 2, 3]).ToPng()[^12..]);

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

    private static List<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        List<(string, byte[])> chunks = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }

        return chunks;
    }

    /// <summary>Undoes the filter "up".</summary>
    private static byte[] Unfilter(byte[] data, int stride, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        byte[] rows = new byte[(stride + 1) * height];
        zlib.ReadExactly(rows);
        byte[] pixels = new byte[stride * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            Assert.AreEqual(2, rows[i / stride * (stride + 1)]);
            pixels[i] = (byte)(rows[i + (i / stride) + 1] + (i < stride ? 0 : pixels[i - stride]));
        }

        return pixels;
    }
}
