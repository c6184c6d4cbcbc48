using System.Collections.Immutable;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

[TestClass]
public class RowAugmenterTests
{
    private const int Seed = 4;
    private static readonly ImageShape Image = new(3, 12, 17);

    private static readonly Augmentation[] All =
    [
        new RandomHorizontalFlip(), new RandomVerticalFlip(), new RandomCrop(3), new RandomResizedCrop(), new RandomRotation(30) { Filter = RotationFilter.Bilinear },
        new ColorJitter(0.3f, 0.3f, 0.3f, 0.1f), new RandomErasing(),
    ];

    [TestMethod]
    public void Several_augmentations_do_one_after_the_other_what_each_does_alone()
    {
        using ByteFeatures features = Toy.Bytes(40, Image);
        Augmentation[] list = [.. All.Reverse()];
        byte[][] expected = Rows(features);
        foreach (Augmentation augmentation in list)
        {
            using ByteFeatures before = Store(expected, features);
            expected = Augmented(before, epoch: 1, augmentation);
        }

        byte[][] actual = Augmented(features, epoch: 1, list);

        for (int row = 0; row < expected.Length; row++) CollectionAssert.AreEqual(expected[row], actual[row], $"row {row}");
    }

    [TestMethod]
    public void Every_augmentation_changes_rows_otherwise_in_every_epoch_and_row_and_alike_when_asked_again()
    {
        using ByteFeatures same = Store([.. Enumerable.Repeat(RandomValues.Bytes(Image.Size, 1), 20)], Toy.Bytes(1, Image));
        foreach (Augmentation augmentation in All)
        {
            byte[][] rows = Augmented(same, 0, augmentation), again = Augmented(same, 0, augmentation), later = Augmented(same, 1, augmentation);

            Assert.IsTrue(rows.Zip(again).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), augmentation.ToString());
            Assert.IsTrue(Distinct(rows) > 1, augmentation.ToString());
            Assert.IsTrue(rows.Zip(later).Any(pair => !pair.First.AsSpan().SequenceEqual(pair.Second)), augmentation.ToString());
        }
    }

    [TestMethod]
    public void A_row_that_is_left_alone_is_copied()
    {
        using ByteFeatures features = Toy.Bytes(5, Image);

        byte[][] rows = Augmented(features, 0, new RandomHorizontalFlip(0), new RandomErasing(0), new RandomRotation(0), new RandomResizedCrop { Scale = (1, 1), Ratio = (17 / 12f, 17 / 12f) });

        for (int row = 0; row < 5; row++) CollectionAssert.AreEqual(features[row].ToArray(), rows[row]);
    }

    [TestMethod]
    public void A_share_of_the_rows_is_flipped()
    {
        using ByteFeatures features = Toy.Bytes(1000, new ImageShape(3, 2, 2));
        int Changed(Augmentation augmentation) => Augmented(features, 0, augmentation).Where((row, r) => !features[r].SequenceEqual(row)).Count();

        Assert.AreEqual(300, Changed(new RandomVerticalFlip(0.3f)), 5 * Math.Sqrt(210));
        Assert.AreEqual(300, Changed(new RandomHorizontalFlip(0.3f)), 5 * Math.Sqrt(210));
        Assert.AreEqual(1000, Changed(new RandomVerticalFlip(1)));
    }

    [TestMethod]
    public void An_erased_rectangle_has_an_area_and_ratio_in_range_and_the_byte_next_to_the_value_channel_by_channel()
    {
        var shape = new ImageShape(3, 60, 80);
        var affine = new ChannelAffine([1 / 100f, 1 / 50f, 1 / 25f], [-1, -2, -2.2f]);
        using var features = new ByteFeatures(shape.Size, affine, shape);
        byte[] white = [.. Enumerable.Repeat((byte)255, shape.Size)];
        for (int row = 0; row < 200; row++) features.Add(white);
        var erasing = new RandomErasing(1) { Scale = (0.1f, 0.2f), Ratio = (0.5f, 2), Value = 0.1f };

        byte[][] rows = Augmented(features, 0, erasing);

        foreach (byte[] row in rows)
        {
            int[] erased = [.. Enumerable.Range(0, 4800).Where(pixel => row[pixel] != 255)];
            int width = erased.Max(pixel => pixel % 80) - erased.Min(pixel => pixel % 80) + 1, height = (erased[^1] / 80) - (erased[0] / 80) + 1;
            Assert.AreEqual(width * height, erased.Length);
            Assert.IsTrue(erased.Length is > 400 and < 1040, $"{erased.Length}");
            Assert.AreEqual(1, height / (double)width, 1.1);
            foreach (int pixel in erased) Assert.AreEqual((110, 105, 58), (row[pixel], row[4800 + pixel], row[9600 + pixel]));
        }

        Assert.IsTrue(Distinct(rows) > 100);
    }

    [TestMethod]
    public void Noise_is_normal_after_normalization()
    {
        var shape = new ImageShape(1, 100, 100);
        using var features = new SingleFeatures(shape.Size, shape);
        for (int row = 0; row < 20; row++) features.Add(new float[shape.Size]);

        float[] noise = [.. Augmented(features, 0, new RandomErasing(1) { Value = null }).SelectMany(row => row).Where(value => value != 0)];

        Assert.IsGreaterThan(2000, noise.Length);
        Assert.AreEqual(0, noise.Average(), 5 / Math.Sqrt(noise.Length));
        Assert.AreEqual(1, noise.Average(value => value * value), 0.1);
    }

    [TestMethod]
    public void A_fill_of_floats_is_normalized_as_pixels_are()
    {
        ImageShape shape = new(3, 6, 6) { Normalization = new ChannelAffine([0.1f, 0.2f, 0.4f], [-1, 0, 1]) };
        using var features = new SingleFeatures(shape.Size, shape);
        features.Add([.. Enumerable.Repeat(100f, shape.Size)]);

        float[] row = Augmented(features, 0, new RandomRotation((45, 45)) { Fill = 10 }).Single();

        Assert.AreEqual((0f, 2f, 5f, 100f), (row[0], row[36], row[72], row[21]));
    }

    [TestMethod]
    public void Colors_of_normalized_floats_change_as_those_of_bytes()
    {
        const float Byte = 4; // bytes are cut off after each of three changes, and what was cut off grows by a factor of up to 1.2
        var affine = new ChannelAffine([1 / 58f, 1 / 57f, 1 / 56f], [-2.1f, -2, -1.8f]);
        using var bytes = new ByteFeatures(Image.Size, affine, Image);
        using var floats = new SingleFeatures(Image.Size, Image with { Normalization = affine });
        for (int row = 0; row < 10; row++)
        {
            bytes.Add(RandomValues.Bytes(Image.Size, row));
            floats.Add([.. bytes[row].ToArray().Select((value, i) => Normalized(value, i))]);
        }

        var jitter = new ColorJitter(0.2f, 0.2f, 0.2f);
        byte[][] expected = Augmented(bytes, 0, jitter);
        float[][] actual = Augmented(floats, 0, jitter);

        for (int row = 0; row < 10; row++)
        {
            for (int i = 0; i < Image.Size; i++) Assert.AreEqual(Normalized(expected[row][i], i), actual[row][i], Byte * affine.Scale[i / 204]);
        }

        float Normalized(byte value, int i) => (value * affine.Scale[i / 204]) + affine.Offset[i / 204];
    }

    private static byte[][] Augmented(ByteFeatures features, int epoch, params Augmentation[] augmentations)
    {
        RowAugmenter<byte> augmenter = RowAugmenters.Of(features, [.. augmentations], Seed);
        RowScratch<byte> scratch = augmenter.CreateScratch();
        return [.. Enumerable.Range(0, features.Count).Select(row =>
        {
            byte[] target = new byte[features.Columns];
            augmenter.Apply(epoch, row, features[row], target, scratch);
            return target;
        })];
    }

    private static float[][] Augmented(SingleFeatures features, int epoch, params ImmutableArray<Augmentation> augmentations)
    {
        RowAugmenter<float> augmenter = RowAugmenters.Of(features, augmentations, Seed);
        RowScratch<float> scratch = augmenter.CreateScratch();
        return [.. Enumerable.Range(0, features.Count).Select(row =>
        {
            float[] target = new float[features.Columns];
            augmenter.Apply(epoch, row, features[row], target, scratch);
            return target;
        })];
    }

    private static byte[][] Rows(ByteFeatures features) => [.. Enumerable.Range(0, features.Count).Select(row => features[row].ToArray())];

    private static ByteFeatures Store(byte[][] rows, ByteFeatures like)
    {
        var features = new ByteFeatures(like.Columns, like.Affine, like.Image);
        foreach (byte[] row in rows) features.Add(row);
        return features;
    }

    private static int Distinct(byte[][] rows) => rows.Select(Convert.ToBase64String).Distinct().Count();
}
