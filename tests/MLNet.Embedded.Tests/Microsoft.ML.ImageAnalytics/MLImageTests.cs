using Microsoft.ML.Data;
using MLNetNeural.Tests;

namespace MLNet.Embedded.Tests.ImageAnalytics;

[TestClass]
public sealed class MLImageTests
{
    // Golden: ../shared/golden/mlnet/image-pixels.json, a picture of width 3 and height 2.
    private static readonly byte[] SixPixels =
        [10, 50, 100, 200, 11, 51, 101, 201, 12, 52, 102, 202, 13, 53, 103, 203, 14, 54, 104, 204, 15, 55, 105, 205];

    [TestMethod]
    public void A_picture_made_from_pixels_has_the_size_format_and_bytes_it_was_given()
    {
        using var image = MLImage.CreateFromPixels(3, 2, MLPixelFormat.Bgra32, SixPixels);

        Assert.AreEqual((3, 2, MLPixelFormat.Bgra32, 32), (image.Width, image.Height, image.PixelFormat, image.BitsPerPixel));
        CollectionAssert.AreEqual(SixPixels, image.Pixels.ToArray());
        CollectionAssert.AreEqual(
            new byte[] { 10, 50, 100, 11, 51, 101, 12, 52, 102, 13, 53, 103, 14, 54, 104, 15, 55, 105 }, image.GetBGRPixels);
        Assert.IsNull(image.Tag);
        image.Tag = "noted";
        Assert.AreEqual("noted", image.Tag);
    }

    [TestMethod]
    public void GetBGRPixels_reorders_a_picture_in_red_green_blue_order()
    {
        using var image = MLImage.CreateFromPixels(3, 2, MLPixelFormat.Rgba32, SixPixels);

        CollectionAssert.AreEqual(SixPixels, image.Pixels.ToArray());
        CollectionAssert.AreEqual(
            new byte[] { 100, 50, 10, 101, 51, 11, 102, 52, 12, 103, 53, 13, 104, 54, 14, 105, 55, 15 }, image.GetBGRPixels);
    }

    [TestMethod]
    public void Wrong_arguments_of_CreateFromPixels_are_refused_in_the_words_of_ML_NET()
    {
        Assert.AreEqual("Invalid imagePixelData buffer size.",
            Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(3, 2, MLPixelFormat.Bgra32, new byte[23])).Message);
        Assert.AreEqual("Invalid width value. (Parameter 'width')",
            Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(0, 2, MLPixelFormat.Bgra32, [])).Message);
        Assert.AreEqual("Invalid height value. (Parameter 'height')",
            Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(3, -1, MLPixelFormat.Bgra32, [])).Message);
        Assert.AreEqual("Unsupported pixel format (Parameter 'pixelFormat')",
            Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(3, 2, MLPixelFormat.Unknown, SixPixels)).Message);
    }

    [TestMethod]
    public void A_disposed_picture_refuses_everything_but_Dispose()
    {
        var image = MLImage.CreateFromPixels(3, 2, MLPixelFormat.Bgra32, SixPixels);
        image.Dispose();
        image.Dispose();

        foreach (Action use in new Action[]
        {
            () => _ = image.Width, () => _ = image.Height, () => _ = image.PixelFormat, () => _ = image.BitsPerPixel, () => _ = image.Tag,
            () => image.Tag = "", () => _ = image.Pixels.Length, () => _ = image.GetBGRPixels, () => image.Save("never.png"),
        })
        {
            Assert.AreEqual("Object is disposed.", Assert.ThrowsExactly<InvalidOperationException>(use).Message);
        }
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void A_decoded_picture_is_disposed_of_before_or_after_its_pixels_were_asked_for()
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(9, 7, MLPixelFormat.Bgra32);
        drawn.Save(folder.File("a.png"));
        var unused = MLImage.CreateFromFile(folder.File("a.png"));
        var used = MLImage.CreateFromFile(folder.File("a.png"));
        CollectionAssert.AreEqual(drawn.Pixels.ToArray(), used.Pixels.ToArray());

        foreach (MLImage image in new[] { unused, used })
        {
            image.Dispose();
            image.Dispose();

            Assert.ThrowsExactly<InvalidOperationException>(() => _ = image.Width);
            Assert.ThrowsExactly<InvalidOperationException>(() => _ = image.Pixels.Length);
            Assert.ThrowsExactly<InvalidOperationException>(() => image.Save(folder.File("never.png")));
        }
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void Many_threads_that_ask_for_the_pixels_of_one_picture_get_the_same_ones()
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(200, 150, MLPixelFormat.Bgra32);
        drawn.Save(folder.File("a.png"));
        byte[] expected = drawn.GetBGRPixels;

        for (int round = 0; round < 20; round++)
        {
            using var image = MLImage.CreateFromFile(folder.File("a.png"));
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            {
                Assert.AreEqual((200, 150), (image.Width, image.Height));
                CollectionAssert.AreEqual(expected, image.GetBGRPixels);
            });
        }
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    [DataRow(1, 1, MLPixelFormat.Bgra32)]
    [DataRow(3, 5, MLPixelFormat.Rgba32)]
    [DataRow(21, 4, MLPixelFormat.Bgra32)]
    [DataRow(64, 33, MLPixelFormat.Rgba32)]
    public void A_PNG_brings_back_every_byte_including_alpha(int width, int height, MLPixelFormat format)
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(width, height, format);
        drawn.Save(folder.File("noise.png"));

        using var fromFile = MLImage.CreateFromFile(folder.File("noise.png"));
        using FileStream stream = File.OpenRead(folder.File("noise.png"));
        using var fromStream = MLImage.CreateFromStream(stream);

        foreach (MLImage read in new[] { fromFile, fromStream })
        {
            Assert.AreEqual((width, height, MLPixelFormat.Bgra32), (read.Width, read.Height, read.PixelFormat));
            CollectionAssert.AreEqual(drawn.GetBGRPixels, read.GetBGRPixels);
            for (int i = 3; i < drawn.Pixels.Length; i += 4)
            {
                Assert.AreEqual(drawn.Pixels[i], read.Pixels[i]);
            }
        }
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void A_JPEG_brings_back_nearly_the_colours_and_an_opaque_picture()
    {
        using var folder = new TemporaryFolder();
        byte[] flat = [.. Enumerable.Repeat(new byte[] { 40, 90, 200, 255 }, 19 * 13).SelectMany(pixel => pixel)];
        using var drawn = MLImage.CreateFromPixels(19, 13, MLPixelFormat.Bgra32, flat);
        drawn.Save(folder.File("flat.JPG"));

        using var read = MLImage.CreateFromFile(folder.File("flat.JPG"));
        using var again = MLImage.CreateFromStream(new MemoryStream(File.ReadAllBytes(folder.File("flat.JPG"))));

        Assert.AreEqual((19, 13), (read.Width, read.Height));
        for (int i = 0; i < flat.Length; i++)
        {
            Assert.IsLessThanOrEqualTo(2, Math.Abs(flat[i] - read.Pixels[i]), $"byte {i}");
            Assert.AreEqual(read.Pixels[i], again.Pixels[i]);
        }
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void The_content_decides_on_the_format_and_the_name_does_not()
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(9, 7, MLPixelFormat.Rgba32);
        drawn.Save(folder.File("picture.png"));
        File.Move(folder.File("picture.png"), folder.File("picture.jpg"));

        using var read = MLImage.CreateFromFile(folder.File("picture.jpg"));

        CollectionAssert.AreEqual(drawn.GetBGRPixels, read.GetBGRPixels);
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void A_GIF_gives_its_first_frame_and_a_BMP_its_pixels()
    {
        using var gif = MLImage.CreateFromStream(new MemoryStream(TestPictures.TwoFrameGif));
        using var bmp = MLImage.CreateFromStream(new MemoryStream(TestPictures.Bmp2x1));

        CollectionAssert.AreEqual(new byte[] { 0, 0, 255 }, gif.GetBGRPixels);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, bmp.GetBGRPixels);
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void Only_PNG_and_JPEG_are_written()
    {
        using var image = MLImage.CreateFromPixels(3, 2, MLPixelFormat.Bgra32, SixPixels);

        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => image.Save("a.xyz")).Message, "Path has invalid image file extension.");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => image.Save("a.ico")).Message,
            "Saving image with the format '.ico' is not supported.");
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void A_picture_that_cannot_be_written_names_the_file_and_the_reason()
    {
        using var image = MLImage.CreateFromPixels(3, 2, MLPixelFormat.Bgra32, SixPixels);

        string message = Assert.ThrowsExactly<IOException>(() => image.Save("/no/such/folder/a.png")).Message;

        StringAssert.StartsWith(message, "The picture '/no/such/folder/a.png' cannot be written: ");
        StringAssert.Contains(message, "No such file or directory");
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    [DoNotParallelize]
    public void Two_thousand_decodes_and_failures_leave_no_memory_behind()
    {
        using var folder = new TemporaryFolder();
        using (MLImage drawn = TestPictures.Noise(128, 128, MLPixelFormat.Rgba32))
        {
            drawn.Save(folder.File("a.png"));
            drawn.Save(folder.File("a.jpg"));
        }

        byte[] png = File.ReadAllBytes(folder.File("a.png"));
        DecodeSome(folder.File("a.jpg"), png, 300);
        long before = ResidentBytes();
        DecodeSome(folder.File("a.jpg"), png, 2000);
        long after = ResidentBytes();

        // 2,000 leaked pictures would be 125 MiB here and 96 MiB in gdk-pixbuf; the allocator itself moves by a few MiB.
        Assert.IsLessThan(32L << 20, after - before);
    }

    private static void DecodeSome(string jpeg, byte[] png, int count)
    {
        for (int i = 0; i < count; i++)
        {
            MLImage.CreateFromFile(jpeg).Dispose();
            if (i % 4 == 0)
            {
                MLImage.CreateFromStream(new MemoryStream(png)).Dispose();
                Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream(png, 0, png.Length / 2)));
            }
        }
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void Many_threads_decode_at_once()
    {
        using var folder = new TemporaryFolder();
        using MLImage drawn = TestPictures.Noise(120, 77, MLPixelFormat.Bgra32);
        drawn.Save(folder.File("a.png"));
        drawn.Save(folder.File("a.jpg"));
        using var jpeg = MLImage.CreateFromFile(folder.File("a.jpg"));
        byte[] expectedPng = drawn.GetBGRPixels, expectedJpeg = jpeg.GetBGRPixels;

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var image = MLImage.CreateFromFile(folder.File(i % 2 == 0 ? "a.png" : "a.jpg"));
            CollectionAssert.AreEqual(i % 2 == 0 ? expectedPng : expectedJpeg, image.GetBGRPixels);
        });
    }
}
