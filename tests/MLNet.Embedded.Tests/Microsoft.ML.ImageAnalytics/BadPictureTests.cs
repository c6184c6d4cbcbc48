using System.Reflection;
using System.Runtime.Loader;
using Microsoft.ML.Data;
using MLNetNeural.Tests;

namespace MLNet.Embedded.Tests.ImageAnalytics;

[TestClass]
[TestCategory("DecodesPictures")]
public sealed class BadPictureTests
{
    [TestMethod]
    public void A_missing_file_and_a_folder_are_named()
    {
        using var folder = new TemporaryFolder();

        StringAssert.StartsWith(
            Message(() => MLImage.CreateFromFile("/no/such/picture.jpg")), "The picture '/no/such/picture.jpg' cannot be read: ");
        StringAssert.StartsWith(Message(() => MLImage.CreateFromFile(folder.Path)), $"The picture '{folder.Path}' cannot be read: ");
    }

    [TestMethod]
    public void An_empty_file_and_a_file_that_is_no_picture_are_named_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        string empty = folder.File("empty.jpg"), text = folder.File("text.jpg"), tiny = folder.File("tiny.png");
        File.WriteAllBytes(empty, []);
        File.WriteAllText(text, new string('a', 5000));
        File.WriteAllText(tiny, "x");

        Assert.AreEqual($"The picture '{empty}' cannot be decoded: it is empty.", Message(() => MLImage.CreateFromFile(empty)));
        Assert.AreEqual(
            $"The picture '{text}' cannot be decoded: Unrecognized image file format.", Message(() => MLImage.CreateFromFile(text)));
        Assert.AreEqual(
            $"The picture '{tiny}' cannot be decoded: Unrecognized image file format.", Message(() => MLImage.CreateFromFile(tiny)));
        Assert.AreEqual(
            "The picture in the stream cannot be decoded: it is empty.", Message(() => MLImage.CreateFromStream(new MemoryStream())));
    }

    [TestMethod]
    [DataRow("jpg", "the JPEG data ends before the end-of-image marker: the file was cut short")]
    [DataRow("png", "the PNG data ends before the IEND chunk: the file was cut short")]
    public void A_file_cut_short_anywhere_is_an_error_although_gdk_pixbuf_would_fill_the_rest(string extension, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("whole." + extension);
        using MLImage drawn = TestPictures.Noise(60, 50, MLPixelFormat.Rgba32);
        drawn.Save(path);
        byte[] whole = File.ReadAllBytes(path);

        for (int length = 10; length < whole.Length; length += 97)
        {
            byte[] cut = whole[..length];
            Assert.AreEqual($"The picture in the stream cannot be decoded: {reason}.",
                Message(() => MLImage.CreateFromStream(new MemoryStream(cut))), $"{length} of {whole.Length} bytes");
        }

        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.AreEqual($"The picture '{path}' cannot be decoded: {reason}.", Message(() => MLImage.CreateFromFile(path)));
    }

    [TestMethod]
    public void A_JPEG_with_damaged_tables_gives_the_reason_of_the_decoder()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("damaged.jpg");
        using MLImage drawn = TestPictures.Noise(60, 50, MLPixelFormat.Rgba32);
        drawn.Save(path);
        byte[] damaged = File.ReadAllBytes(path);
        int huffman = damaged.AsSpan().IndexOf<byte>([0xFF, 0xC4]);
        damaged.AsSpan(huffman + 5, 12).Fill(0xFF);
        File.WriteAllBytes(path, damaged);

        StringAssert.StartsWith(Message(() => MLImage.CreateFromFile(path)),
            $"The picture '{path}' cannot be decoded: Error interpreting JPEG image file (");
        StringAssert.StartsWith(Message(() => MLImage.CreateFromStream(new MemoryStream(damaged))),
            "The picture in the stream cannot be decoded: Error interpreting JPEG image file (");
    }

    [TestMethod]
    [DataRow("jpeg")]
    [DataRow("png")]
    [DataRow("bmp")]
    [DataRow("gif")]
    public void A_picture_that_declares_a_huge_size_is_refused_before_memory_is_taken(string format)
    {
        byte[] gif = [.. TestPictures.TwoFrameGif];
        (gif[6], gif[7], gif[8], gif[9]) = (0x30, 0x75, 0x30, 0x75);
        byte[] encoded = format switch
        {
            "jpeg" => TestPictures.Jpeg(30000, 30000),
            "png" => TestPictures.Png(30000, 30000),
            "bmp" => TestPictures.Bmp(30000, 30000, new byte[3000]),
            _ => gif,
        };

        Assert.AreEqual(
            "The picture in the stream cannot be decoded: it declares 30000 x 30000 pixels, and no side may be longer than 16384.",
            Message(() => MLImage.CreateFromStream(new MemoryStream(encoded))));
    }

    [TestMethod]
    public void Flipped_bytes_end_in_a_picture_or_in_a_sentence_and_never_in_a_crash()
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(31, 23, MLPixelFormat.Rgba32);
        drawn.Save(folder.File("a.jpg"));
        drawn.Save(folder.File("a.png"));
        byte[] jpeg = File.ReadAllBytes(folder.File("a.jpg")), png = File.ReadAllBytes(folder.File("a.png"));
        byte[][] files = [jpeg, png, TestPictures.TwoFrameGif, TestPictures.Bmp2x1];
        var random = new Random(7);

        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. files[i % files.Length]];
            for (int flips = random.Next(1, 6); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                using var image = MLImage.CreateFromStream(new MemoryStream(damaged));
                Assert.HasCount(image.Width * image.Height * 4, image.Pixels.ToArray());
            }
            catch (ArgumentException exception)
            {
                StringAssert.StartsWith(exception.Message, "The picture in the stream cannot be decoded: ");
            }
        }
    }

    [TestMethod]
    public void A_machine_without_gdk_pixbuf_gets_one_sentence_that_names_the_package()
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(5, 5, MLPixelFormat.Rgba32);
        drawn.Save(folder.File("a.png"));

        // A second copy of the assembly has loaded nothing yet; it is told to look in a folder without the libraries.
        var context = new AssemblyLoadContext("without gdk-pixbuf", isCollectible: true);
        Assembly copy = context.LoadFromAssemblyPath(typeof(MLImage).Assembly.Location);
        copy.GetType("Microsoft.ML.ImageAnalytics.GdkPixbuf.Native", throwOnError: true)!
            .GetProperty("LibraryPrefix", BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, "/no/such/folder/");
        MethodInfo create = copy.GetType(typeof(MLImage).FullName!)!.GetMethod(nameof(MLImage.CreateFromFile))!;

        Exception? exception = Assert.ThrowsExactly<TargetInvocationException>(
            () => create.Invoke(null, [folder.File("a.png")])).InnerException;

        Assert.IsInstanceOfType<DllNotFoundException>(exception);
        Assert.AreEqual(
            "Pictures are decoded by gdk-pixbuf, but its library '/no/such/folder/libgdk_pixbuf-2.0.so.0' cannot be loaded; "
            + "install the system package that has it (Debian and Ubuntu: apt-get install libgdk-pixbuf-2.0-0).", exception.Message);
    }

    private static string Message(Action act) => Assert.ThrowsExactly<ArgumentException>(act).Message;
}
