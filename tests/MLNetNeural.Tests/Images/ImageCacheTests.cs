using MLNetNeural.Images;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class ImageCacheTests
{
    [TestMethod]
    public void An_image_is_decoded_once_and_then_read_from_the_folder()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        byte[] decoded = Load(options with { CacheFolder = null }, path);

        CollectionAssert.AreEqual(decoded, Load(options, path));

        // Other pixels under the image's key show that the second read did not decode.
        byte[] other = [.. decoded.Select(value => (byte)~value)];
        var cache = new ImageCache(options.CacheFolder!, options.Form, options.Orientation);
        cache.Write(cache.KeyOf(File.ReadAllBytes(path)), other);
        CollectionAssert.AreEqual(other, Load(options, path));
        CollectionAssert.AreEqual(other, Load(options with { Normalization = ChannelNormalization.ImageNet, OutputType = ImageTensorType.Single }, path));
        Assert.HasCount(1, Directory.GetFiles(options.CacheFolder!));
    }

    [TestMethod]
    public void An_image_that_is_only_tried_is_kept_too()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);

        new ImageTensorLoader(options).Load(path, []);

        Assert.HasCount(1, Directory.GetFiles(options.CacheFolder!));
    }

    [TestMethod]
    public void A_changed_file_is_decoded_again_and_a_copy_is_not()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        byte[] first = Load(options, path);
        File.Copy(path, folder.File("copy.png"));

        CollectionAssert.AreEqual(first, Load(options, folder.File("copy.png")));
        Assert.HasCount(1, Directory.GetFiles(options.CacheFolder!));

        TestImages.SaveNoise(path, seed: 2);
        byte[] second = Load(options, path);
        CollectionAssert.AreEqual(Load(options with { CacheFolder = null }, path), second);
        CollectionAssert.AreNotEqual(first, second);
        Assert.HasCount(2, Directory.GetFiles(options.CacheFolder!));
    }

    [TestMethod]
    public void A_cache_file_that_is_cut_short_or_damaged_is_made_again()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        byte[] pixels = Load(options, path);
        string entry = Directory.GetFiles(options.CacheFolder!).Single();
        byte[] whole = File.ReadAllBytes(entry);
        byte[] flipped = [.. whole], longer = [.. whole, 0];
        flipped[5] ^= 1;

        foreach (byte[] damaged in new[] { [], whole[..1], whole[..^1], whole[..72], flipped, longer })
        {
            File.WriteAllBytes(entry, damaged);

            CollectionAssert.AreEqual(pixels, Load(options, path));
            CollectionAssert.AreEqual(whole, File.ReadAllBytes(entry));
        }
    }

    [TestMethod]
    public void Whatever_changes_the_pixels_has_a_key_of_its_own()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        ImageTensorOptions[] different =
        [
            options, options with { Width = 7 }, options with { Height = 5 }, options with { Resizing = ImageResizing.Crop },
            options with { Resizing = ImageResizing.Fit }, options with { Resizing = ImageResizing.Fit, PadColor = ImageColor.White },
            options with { Filter = ImageFilter.Bicubic }, options with { Channels = ImageChannels.Bgr },
            options with { Layout = ImageLayout.ChannelsLast }, options with { Orientation = ImageOrientation.Apply },
        ];

        foreach (ImageTensorOptions some in different)
        {
            CollectionAssert.AreEqual(Load(some with { CacheFolder = null }, path), Load(some, path));
        }

        Assert.HasCount(different.Length, Directory.GetFiles(options.CacheFolder!));
    }

    [TestMethod]
    public void Threads_that_share_the_folder_all_read_whole_images_and_leave_nothing_unfinished()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        byte[] expected = Load(options with { CacheFolder = null }, path);

        Parallel.For(0, 200, i =>
        {
            if (i % 7 == 0 && Directory.Exists(options.CacheFolder)) Array.ForEach(Directory.GetFiles(options.CacheFolder, "*.pixels"), File.Delete);
            CollectionAssert.AreEqual(expected, Load(options, path));
        });

        Assert.IsEmpty(Directory.GetFiles(options.CacheFolder!, "*.tmp"));
    }

    [TestMethod]
    public void A_damaged_image_leaves_nothing_in_the_folder_and_the_limit_holds_for_kept_images()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        File.WriteAllText(folder.File("text.png"), "this is no image at all, however long it is");

        Assert.ThrowsExactly<InvalidImageException>(() => Load(options, folder.File("text.png")));
        Assert.ThrowsExactly<InvalidImageException>(() => Load(options, folder.File("none.png")));
        Assert.IsFalse(Directory.Exists(options.CacheFolder));

        Load(options, path);
        Assert.ThrowsExactly<InvalidImageException>(() => Load(options with { MaxPixels = 10 }, path));
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        (ImageTensorOptions options, string path) = Setup(folder);
        File.WriteAllText(options.CacheFolder!, "a file, no folder");

        string message = Assert.ThrowsExactly<IOException>(() => Load(options, path)).Message;

        StringAssert.StartsWith(message, $"The cache folder '{options.CacheFolder}' of LoadImageTensor cannot be written: ");
        StringAssert.EndsWith(message, "; set ImageTensorOptions.CacheFolder to another folder, or leave it out.");
    }

    private static (ImageTensorOptions Options, string Path) Setup(TemporaryFolder folder)
        => (new ImageTensorOptions { Width = 6, Height = 4, CacheFolder = folder.File("cache") }, TestImages.SaveNoise(folder.File("a.png")));

    private static byte[] Load(ImageTensorOptions options, string path)
    {
        var loader = new ImageTensorLoader(options);
        byte[] pixels = new byte[loader.Size];
        loader.Load(path, pixels);
        return pixels;
    }
}
