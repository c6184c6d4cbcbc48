using System.Security.Cryptography;
using System.Text.Json;
using MLNetNeural.Images;
using SkiaSharp;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class ImageFormatTests
{
    private const string Tiff = "rgb.tif";

    public static IEnumerable<string> Names => FormatImages.All.Select(image => image.Name).Where(name => name != Tiff);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_format_has_the_pixels_that_Pillow_gives_and_the_content_decides(string name)
    {
        using var folder = new TemporaryFolder();
        FormatImage image = FormatImages.Named(name);

        CollectionAssert.AreEqual(image.Rgb, Load(folder, image.Name, image.File));
    }

    [TestMethod]
    [TestCategory(RealData.Category)]
    public void Every_photograph_has_the_pixels_that_Pillow_gives()
    {
        string photographs = RealData.Find("data/weather");
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Images", "Golden", "photographs.json")));
        int count = 0;
        foreach (JsonProperty folder in golden.RootElement.EnumerateObject())
        {
            string[] files = [.. Directory.GetFiles(Path.Combine(photographs, folder.Name)).OrderBy(Path.GetFileName, StringComparer.Ordinal)];
            byte[][] hashes = new byte[files.Length][];
            Parallel.For(0, files.Length, i => hashes[i] = HashOfPixels(files[i]));

            Assert.HasCount(folder.Value.GetProperty("count").GetInt32(), files);
            Assert.AreEqual(
                folder.Value.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData([.. hashes.SelectMany(hash => hash)])),
                folder.Name);
            count += files.Length;
        }

        Assert.AreEqual(1121, count);
    }

    [TestMethod]
    public void A_TIFF_file_is_refused_by_name_with_the_formats_that_are_read()
    {
        using var folder = new TemporaryFolder();

        InvalidImageException invalid = Assert.ThrowsExactly<InvalidImageException>(() => Load(folder, Tiff, FormatImages.Named(Tiff).File));

        Assert.AreEqual(
            $"The image '{folder.File(Tiff)}' cannot be decoded: it is a TIFF file, and JPEG, PNG, GIF, BMP and WebP files are read.", invalid.Message);
    }

    [TestMethod]
    [DataRow("rgb.png", 16, new byte[] { 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0, 0xE9, 0x45, 0x6F, 0xED })] // With its checksum.
    [DataRow("first_frame.gif", 6, new byte[] { 0x30, 0x75, 0x30, 0x75 })]
    [DataRow("rgb.bmp", 18, new byte[] { 0x30, 0x75, 0, 0, 0x30, 0x75, 0, 0 })]
    [DataRow("baseline.jpg", -1, new byte[] { 0x75, 0x30, 0x75, 0x30 })]
    public void An_image_of_30000_by_30000_declared_pixels_is_refused_before_memory_is_taken(string name, int place, byte[] size)
    {
        using var folder = new TemporaryFolder();
        byte[] file = [.. FormatImages.Named(name).File];
        size.CopyTo(file, place >= 0 ? place : file.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 5);
        long before = GC.GetTotalAllocatedBytes();

        InvalidImageException invalid = Assert.ThrowsExactly<InvalidImageException>(() => Load(folder, name, file));

        Assert.AreEqual(
            $"The image '{folder.File(name)}' has 30000 x 30000 pixels, more than ImageTensorOptions.MaxPixels, 100000000.", invalid.Message);
        Assert.IsLessThan(1_000_000, GC.GetTotalAllocatedBytes() - before);
    }

    [TestMethod]
    public void The_limit_is_the_last_size_that_is_allowed()
    {
        using var folder = new TemporaryFolder();
        FormatImage image = FormatImages.Named("rgb.png");

        CollectionAssert.AreEqual(image.Rgb, Load(folder, image.Name, image.File, maxPixels: 24 * 18));
        Assert.ThrowsExactly<InvalidImageException>(() => Load(folder, image.Name, image.File, maxPixels: (24 * 18) - 1));
    }

    private static byte[] HashOfPixels(string path)
    {
        using var codec = SKCodec.Create(path);
        var loader = new ImageTensorLoader(new ImageTensorOptions
        {
            Width = codec.Info.Width,
            Height = codec.Info.Height,
            Resizing = ImageResizing.None,
            Layout = ImageLayout.ChannelsLast,
        });
        byte[] pixels = new byte[loader.Size];
        loader.Load(path, pixels);
        return SHA256.HashData(pixels);
    }

    private static byte[] Load(TemporaryFolder folder, string name, byte[] file, long maxPixels = 100_000_000)
    {
        File.WriteAllBytes(folder.File(name), file);
        var loader = new ImageTensorLoader(new ImageTensorOptions { Width = 24, Height = 18, Layout = ImageLayout.ChannelsLast, MaxPixels = maxPixels });
        byte[] pixels = new byte[loader.Size];
        loader.Load(folder.File(name), pixels);
        return pixels;
    }
}
