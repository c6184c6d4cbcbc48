using Microsoft.ML.Data;
using MLNetNeural.Tests;

namespace MLNet.Embedded.Tests.ImageAnalytics;

/// <summary>A JPEG has the same pixels, or is refused in the same words, whether the system has TurboJPEG or not.</summary>
[TestClass]
[TestCategory("DecodesPictures")]
[TestCategory("Embedded")]
public sealed class TurboJpegTests
{
    private const int DamagedPictures = 4000;

    public static IEnumerable<string> Kinds => JpegPicture.All.Select(picture => picture.Kind).Distinct();

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Every_kind_of_JPEG_has_the_pixels_that_Pillow_gives(string kind)
    {
        using var folder = new TemporaryFolder();
        foreach (JpegPicture picture in JpegPicture.OfKind(kind))
        {
            byte[] bgr = [.. picture.Rgb.Chunk(3).SelectMany(pixel => new[] { pixel[2], pixel[1], pixel[0] })];
            var expected = new DecodingOutcome("", picture.Width, picture.Height, bgr);
            string path = Write(folder, picture.File);

            DecodingOutcome.AreEqual(expected, DecodingOutcome.OfFile(path), $"{picture}");
            DecodingOutcome.AreEqual(expected, DecodingOutcome.OfFileWithoutTurboJpeg(path), $"{picture}, gdk-pixbuf alone");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Every_kind_of_JPEG_has_the_same_pixels_from_a_stream_with_and_without_TurboJPEG(string kind)
    {
        DecodingOutcome.RequireTurboJpeg();
        foreach (JpegPicture picture in JpegPicture.OfKind(kind))
        {
            DecodingOutcome.AreEqual(
                DecodingOutcome.OfStreamWithoutTurboJpeg(picture.File), DecodingOutcome.OfStream(picture.File), $"{picture}");
        }
    }

    [TestMethod]
    [DataRow("4:2:0", true, true)]
    [DataRow("4:4:4", true, true)]
    [DataRow("gray", true, true)]
    [DataRow("rgb", true, true)]
    [DataRow("restart markers", true, true)]
    [DataRow("progressive", true, false)]
    [DataRow("unfinished progressive", true, false)]
    [DataRow("cmyk", false, false)]
    public void Ordinary_JPEGs_are_decoded_by_TurboJPEG_and_others_are_not(string kind, bool fromFile, bool fromStream)
    {
        DecodingOutcome.RequireTurboJpeg();
        using var folder = new TemporaryFolder();
        byte[] encoded = FiveWide(kind);

        using var file = MLImage.CreateFromFile(Write(folder, encoded));
        using var stream = MLImage.CreateFromStream(new MemoryStream(encoded));

        Assert.AreEqual((fromFile, fromStream), (DecodingOutcome.IsByTurboJpeg(file), DecodingOutcome.IsByTurboJpeg(stream)));
    }

    [TestMethod]
    public void A_JPEG_that_libjpeg_warns_of_is_left_to_gdk_pixbuf_and_the_next_one_is_not()
    {
        DecodingOutcome.RequireTurboJpeg();
        using var folder = new TemporaryFolder();
        byte[] whole = FiveWide("4:2:0");
        string path = Write(folder, [.. whole.AsSpan(0, whole.Length - 12), 0xFF, 0xD9]);

        using (var lacking = MLImage.CreateFromFile(path))
        {
            Assert.IsFalse(DecodingOutcome.IsByTurboJpeg(lacking));
        }

        DecodingOutcome.AreEqual(DecodingOutcome.OfFileWithoutTurboJpeg(path), DecodingOutcome.OfFile(path), "its last bytes are missing");
        using var next = MLImage.CreateFromStream(new MemoryStream(whole));
        Assert.IsTrue(DecodingOutcome.IsByTurboJpeg(next));
    }

    [TestMethod]
    public void A_JPEG_whose_header_is_damaged_does_not_keep_the_thread_from_decoding_the_next_one()
    {
        DecodingOutcome.RequireTurboJpeg();
        byte[] whole = FiveWide("4:2:0"), damaged = [.. whole];
        int table = damaged.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC4]); // of Huffman codes, behind the size
        damaged.AsSpan(table + 5, 16).Fill(0xFF);

        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream(damaged)));

        using var next = MLImage.CreateFromStream(new MemoryStream(whole));
        Assert.IsTrue(DecodingOutcome.IsByTurboJpeg(next));
    }

    [TestMethod]
    [Timeout(600_000, CooperativeCancellation = false)]
    public void Thousands_of_damaged_JPEGs_have_the_same_outcome_with_and_without_TurboJPEG()
    {
        DecodingOutcome.RequireTurboJpeg();
        using var folder = new TemporaryFolder();
        int decoded = 0, refused = 0;

        for (int i = 0; i < DamagedPictures; i++)
        {
            var random = new Random(i);
            JpegPicture picture = JpegPicture.All[i % JpegPicture.All.Length];
            byte[] damaged = Damage([.. picture.File], random);
            string path = Write(folder, damaged);

            DecodingOutcome file = DecodingOutcome.OfFile(path);
            DecodingOutcome.AreEqual(DecodingOutcome.OfFileWithoutTurboJpeg(path), file, $"file {i}, {picture}");
            DecodingOutcome.AreEqual(
                DecodingOutcome.OfStreamWithoutTurboJpeg(damaged), DecodingOutcome.OfStream(damaged), $"stream {i}, {picture}");
            _ = file.Refusal.Length == 0 ? decoded++ : refused++;
        }

        Assert.IsTrue(decoded > DamagedPictures / 10 && refused > DamagedPictures / 10, $"{decoded} were decoded, {refused} refused");
    }

    [TestMethod]
    public void Many_threads_decode_all_kinds_at_once()
    {
        using var folder = new TemporaryFolder();
        (string Path, DecodingOutcome Expected)[] files = [.. JpegPicture.All.Select((picture, i) =>
        {
            string path = folder.File($"{i}.jpg");
            File.WriteAllBytes(path, picture.File);
            return (path, DecodingOutcome.OfFileWithoutTurboJpeg(path));
        })];

        Parallel.For(0, 20 * files.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            (string path, DecodingOutcome expected) = files[i % files.Length];
            DecodingOutcome.AreEqual(expected, DecodingOutcome.OfFile(path), path);
        });
    }

    [TestMethod]
    public void A_JPEG_without_its_tables_is_not_decoded_with_those_of_the_one_before()
    {
        DecodingOutcome.RequireTurboJpeg();
        byte[] whole = FiveWide("4:2:0"), lacking = Without(whole, marker: 0xDB);
        Assert.AreEqual("", DecodingOutcome.OfStream(whole).Refusal);

        DecodingOutcome outcome = DecodingOutcome.OfStream(lacking);

        Assert.AreNotEqual("", outcome.Refusal);
        DecodingOutcome.AreEqual(DecodingOutcome.OfStreamWithoutTurboJpeg(lacking), outcome, "it has no quantisation tables");
    }

    [TestMethod]
    [TestCategory(RealData.Category)]
    [DataRow("data/weather")]
    [DataRow("golden/torch/image_resize/inputs")]
    public void Photographs_have_the_same_pixels_with_and_without_TurboJPEG(string folder)
    {
        DecodingOutcome.RequireTurboJpeg();
        string[] files = [.. Directory.GetFiles(RealData.Find(folder), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".jpg" or ".jpeg")];

        Parallel.ForEach(files, file =>
        {
            DecodingOutcome.AreEqual(DecodingOutcome.OfFileWithoutTurboJpeg(file), DecodingOutcome.OfFile(file), file);
            byte[] encoded = File.ReadAllBytes(file);
            DecodingOutcome.AreEqual(DecodingOutcome.OfStreamWithoutTurboJpeg(encoded), DecodingOutcome.OfStream(encoded), $"stream of {file}");
        });
        Assert.IsGreaterThan(3, files.Length);
    }

    private static byte[] FiveWide(string kind) => JpegPicture.OfKind(kind).Single(picture => picture.Width == 5).File;

    private static string Write(TemporaryFolder folder, ReadOnlySpan<byte> encoded)
    {
        string path = folder.File("a.jpg");
        File.WriteAllBytes(path, encoded);
        return path;
    }

    /// <summary>A JPEG without the segments of one kind.</summary>
    private static byte[] Without(byte[] file, byte marker)
    {
        while (file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]) is int at and >= 0)
        {
            file = [.. file.AsSpan(0, at), .. file.AsSpan(at + 2 + (file[at + 2] << 8) + file[at + 3])];
        }

        return file;
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                // Cut short; every second one with an end, so that the decoder sees it.
                byte[] cut = file[..random.Next(2, file.Length)];
                return random.Next(2) == 0 ? cut : [.. cut, 0xFF, 0xD9];
            case 1:
                int from = random.Next(file.Length), length = random.Next(file.Length - from);
                return [.. file.AsSpan(0, from + length), .. file.AsSpan(from)];
            case 2:
                int start = random.Next(2, file.Length);
                file.AsSpan(start, Math.Min(random.Next(1, 32), file.Length - start)).Fill((byte)random.Next(256));
                return file;
            default:
                for (int flips = random.Next(1, 5); flips > 0; flips--) file[random.Next(2, file.Length)] ^= (byte)(1 << random.Next(8));
                return file;
        }
    }
}
