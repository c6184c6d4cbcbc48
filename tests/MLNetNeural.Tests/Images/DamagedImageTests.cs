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
    public void A_JPEG_or_PNG_cut_short_anywhere_is_named()
    {
        using var folder = new TemporaryFolder();
        var loader = new ImageTensorLoader(new ImageTensorOptions { Width = 8, Height = 8 });
        foreach (FormatImage image in FormatImages.All.Where(image => image.Name is "rgb.png" or "progressive.jpg"))
        {
            for (int length = 0; length < image.File.Length; length += 13)
            {
                File.WriteAllBytes(folder.File(image.Name), image.File[..length]);

                InvalidImageException invalid = Assert.ThrowsExactly<InvalidImageException>(
                    () => loader.Load(folder.File(image.Name), new byte[loader.Size]), $"{image.Name}, {length} bytes");
                StringAssert.Contains(invalid.Message, folder.File(image.Name));
            }
        }
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
