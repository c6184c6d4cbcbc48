using System.Buffers.Binary;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Images;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class DamagedImageTests
{
    private const int Count = 10_000;

    [TestMethod]
    [Timeout(300_000, CooperativeCancellation = false)]
    public void Ten_thousand_damaged_images_are_read_or_named_and_nothing_crashes_or_hangs()
    {
        using var folder = new TemporaryFolder();
        InputFile[] files = [.. Enumerable.Range(0, Count).Select(i => WriteDamaged(folder, i))];
        var ml = new MLContext(seed: 1);
        List<string> warnings = [];
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning) warnings.Add(message.RawMessage);
        };
        IDataView input = ml.Data.LoadFromEnumerable(files);
        IDataView view = ml.Transforms.LoadImageTensor(new ImageTensorOptions { Width = 8, Height = 8 }).Fit(input).Transform(input);

        HashSet<string> kept = [.. view.GetColumn<string>("ImagePath")];
        int tensors = view.GetColumn<VBuffer<byte>>("Features").Count(pixels => pixels.Length == 192);

        Assert.HasCount(tensors, kept);
        Assert.IsTrue(tensors is > Count / 20 and < Count * 9 / 10, $"{tensors} were read");
        Assert.AreEqual($"{Count - tensors} images were skipped; see the warnings above for the files and reasons.", warnings[^1]);
        Assert.HasCount(Count - tensors + 1, warnings);
        string[] named = [.. warnings.Select(warning => warning.Split('\'')).Where(parts => parts.Length >= 3).Select(parts => parts[1])];
        CollectionAssert.AreEquivalent(files.Select(file => file.ImagePath).Where(path => !kept.Contains(path)).ToArray(), named);
    }

    [TestMethod]
    [DataRow("baseline.jpg", 1)]
    [DataRow("progressive.jpg", 1)]
    [DataRow("cmyk.jpg", 1)]
    [DataRow("rgb.png", 22)]
    [DataRow("rgb.bmp", 1)]
    [DataRow("palette.bmp", 1)]
    [DataRow("interlaced.gif", 2)]
    [DataRow("lossless.webp", 2)]
    [DataRow("lossy.webp", 2)]
    [DataRow("lossy_alpha.webp", 3)]
    public void A_file_cut_short_anywhere_is_named(string name, int atLeast)
    {
        byte[] file = FormatImages.Named(name).File;
        string ReasonAt(int length)
            => Assert.ThrowsExactly<InvalidImageException>(() => Load(file[..length]), $"{length} of {file.Length} bytes").Message;

        for (int length = 16; length < file.Length - atLeast; length += 7) StringAssert.Contains(ReasonAt(length), "cut short");
        Assert.AreEqual(
            "The image in the column 'Image' cannot be decoded: "
            + (name == "progressive.jpg" ? "the file is damaged or was cut short." : "the file was cut short."),
            ReasonAt(file.Length - atLeast));
    }

    /// <summary>What docs/images.md says that the decoder does not notice.</summary>
    [TestMethod]
    [DataRow("rgb.png", 21)]
    [DataRow("interlaced.gif", 1)]
    [DataRow("first_frame.gif", 974)]
    [DataRow("lossless.webp", 1)]
    [DataRow("lossy.webp", 1)]
    [DataRow("lossy_alpha.webp", 2)]
    public void A_file_that_lacks_only_what_stands_behind_its_pixels_is_read_with_all_of_them(string name, int bytes)
    {
        FormatImage image = FormatImages.Named(name);

        CollectionAssert.AreEqual(image.Rgb, Load(image.File[..^bytes]));
    }

    /// <summary>What docs/images.md says that the decoder does not notice.</summary>
    [TestMethod]
    public void A_JPEG_file_damaged_within_its_pixels_is_read_with_other_pixels()
    {
        FormatImage image = FormatImages.Named("baseline.jpg");
        byte[] damaged = [.. image.File];
        damaged[^100] ^= 0x10;

        CollectionAssert.AreNotEqual(image.Rgb, Load(damaged));
    }

    private static byte[] Load(byte[] file)
    {
        var loader = new ImageTensorLoader(new ImageTensorOptions { Width = 24, Height = 18, Layout = ImageLayout.ChannelsLast });
        byte[] pixels = new byte[loader.Size];
        loader.Load(file, ImageName.OfColumn("Image"), pixels);
        return pixels;
    }

    private static InputFile WriteDamaged(TemporaryFolder folder, int i)
    {
        var random = new Random(i);
        FormatImage image = FormatImages.All[i % FormatImages.All.Length];
        string path = folder.File($"{i}-{image.Name}");
        File.WriteAllBytes(path, Damage([.. image.File], random));
        return new InputFile { ImagePath = path };
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                return file[..random.Next(file.Length)];
            case 1:
                // Where all formats have their sizes and tables.
                BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(random.Next(40)), (uint)random.NextInt64(1L << random.Next(1, 33)));
                return file;
            case 2:
                int from = random.Next(file.Length), length = random.Next(file.Length - from);
                return [.. file.AsSpan(0, from), .. file.AsSpan(from, length), .. file.AsSpan(from, length), .. file.AsSpan(from + length)];
            case 3:
                int start = random.Next(file.Length);
                file.AsSpan(start, Math.Min(random.Next(1, 32), file.Length - start)).Fill((byte)random.Next(256));
                return file;
            default:
                for (int flips = random.Next(1, 9); flips > 0; flips--) file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                return file;
        }
    }

    private sealed class InputFile
    {
        public string ImagePath { get; set; } = "";
    }
}
