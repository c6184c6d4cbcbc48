using MLNetNeural.Images;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class ImageFormatTests
{
    public static IEnumerable<string> Names => FormatImages.All.Select(image => image.Name);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_format_has_the_pixels_that_Pillow_gives_and_the_content_decides(string name)
    {
        using var folder = new TemporaryFolder();
        FormatImage image = FormatImages.Named(name);

        CollectionAssert.AreEqual(image.Rgb, Load(folder, image.Name, image.File));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_format_says_its_size_before_it_is_decoded(string name)
    {
        using var folder = new TemporaryFolder();
        FormatImage image = FormatImages.Named(name);
        File.WriteAllBytes(folder.File(name), image.File);

        Assert.AreEqual(new DeclaredSize(image.Width, image.Height), DeclaredSize.Read(folder.File(name)));
    }

    [TestMethod]
    [DataRow("VP8 ", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 24, 0x40, 18, 0 })]
    [DataRow("VP8L", new byte[] { 0, 0, 0, 0, 0x2F, 23, 0x40, 4, 0, 0, 0, 0, 0, 0 })]
    [DataRow("VP8X", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 23, 0, 0, 17, 0, 0 })]
    public void Each_kind_of_WebP_says_its_size(string kind, byte[] chunk)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.webp");
        File.WriteAllBytes(path, [.. "RIFF\0\0\0\0WEBP"u8, .. kind.Select(letter => (byte)letter), .. chunk, 0, 0]);

        Assert.AreEqual(new DeclaredSize(24, 18), DeclaredSize.Read(path));
    }

    [TestMethod]
    public void A_file_that_says_no_size_is_left_to_the_decoder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.png"), "this is no image at all, however long it is");
        File.WriteAllBytes(folder.File("short.jpg"), [0xFF, 0xD8, 0xFF, 0xE0]);

        Assert.IsNull(DeclaredSize.Read(folder.File("text.png")));
        Assert.IsNull(DeclaredSize.Read(folder.File("short.jpg")));
        Assert.IsNull(DeclaredSize.Read(folder.File("none.jpg")));
        Assert.IsNull(DeclaredSize.Read(folder.Path));
    }

    [TestMethod]
    [DataRow("rgb.png", 16, new byte[] { 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30 })]
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

    private static byte[] Load(TemporaryFolder folder, string name, byte[] file, long maxPixels = 100_000_000)
    {
        File.WriteAllBytes(folder.File(name), file);
        var loader = new ImageTensorLoader(new ImageTensorOptions { Width = 24, Height = 18, Layout = ImageLayout.ChannelsLast, MaxPixels = maxPixels });
        byte[] pixels = new byte[loader.Size];
        loader.Load(folder.File(name), pixels);
        return pixels;
    }
}
