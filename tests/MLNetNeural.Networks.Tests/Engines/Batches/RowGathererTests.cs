using MLNetNeural.Networks.Engines.Batches;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Batches;

[TestClass]
public unsafe class RowGathererTests
{
    /// <summary>Pixel rows shorter and longer than a vector, and no multiple of one.</summary>
    private static readonly ImageShape[] Images = [new(3, 4, 5), new(3, 2, 37), new(1, 3, 16), new(2, 1, 1)];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Bytes_are_gathered_from_every_start_at_every_length(bool mirrored)
    {
        foreach (ImageShape image in Images)
        {
            ChannelAffine affine = new([.. Enumerable.Range(1, image.Channels).Select(c => c / 128f)], [.. Enumerable.Range(1, image.Channels).Select(c => -c / 8f)]);
            using var features = new ByteFeatures(image.Size, affine, image);
            features.Add(RandomValues.Bytes(image.Size, seed: 1));
            features.Add(RandomValues.Bytes(image.Size, seed: 2));
            float[] row = [.. features[1].ToArray().Select((value, i) =>
            {
                int channel = i / (image.Height * image.Width);
                return MathF.FusedMultiplyAdd(value, affine.Scale[channel], affine.Offset[channel]);
            })];

            AssertAllSlices(features, image, mirrored, row);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Floats_are_gathered_from_every_start_at_every_length(bool mirrored)
    {
        foreach (ImageShape image in Images)
        {
            using var features = new SingleFeatures(image.Size, image);
            features.Add(RandomValues.Singles(image.Size, seed: 1));
            features.Add(RandomValues.Singles(image.Size, seed: 2));

            AssertAllSlices(features, image, mirrored, features[1].ToArray());
        }
    }

    [TestMethod]
    public void One_map_for_all_channels_is_gathered_mirrored()
    {
        var image = new ImageShape(3, 4, 5);
        using var features = new ByteFeatures(image.Size, ChannelAffine.Identity, image);
        features.Add(RandomValues.Bytes(image.Size, seed: 1));
        features.Add(RandomValues.Bytes(image.Size, seed: 2));

        AssertAllSlices(features, image, mirrored: true, [.. features[1].ToArray().Select(value => (float)value)]);
    }

    [TestMethod]
    public void Rows_are_gathered_side_by_side_each_mirrored_or_not()
    {
        var image = new ImageShape(2, 3, 37);
        using var features = new ByteFeatures(image.Size, ChannelAffine.Identity, image);
        for (int r = 0; r < 3; r++) features.Add(RandomValues.Bytes(image.Size, seed: r));
        const int Start = 20, Length = 100, Stride = 111;
        int* rows = stackalloc int[] { 2, 0, 1, 2 };
        bool* mirrored = stackalloc bool[] { true, false, true, false };
        float[] actual = new float[4 * Stride];

        fixed (float* destination = actual) RowGatherer.Copy(features, rows, mirrored, count: 4, Start, Length, destination, Stride);

        for (int r = 0; r < 4; r++)
        {
            float[] row = [.. features[rows[r]].ToArray().Select(value => (float)value)];
            float[] expected = (mirrored[r] ? Mirror(row, image) : row)[Start..(Start + Length)];
            CollectionAssert.AreEqual(expected, actual[(r * Stride)..((r * Stride) + Length)]);
            CollectionAssert.AreEqual(new float[Stride - Length], actual[((r * Stride) + Length)..((r + 1) * Stride)]);
        }
    }

    private static void AssertAllSlices(FeatureStore features, ImageShape image, bool mirrored, float[] row)
    {
        float[] expected = mirrored ? Mirror(row, image) : row;
        for (int start = 0; start <= row.Length; start++)
        {
            for (int length = 0; length <= row.Length - start; length++)
            {
                using var actual = new GuardedBuffer<float>(new float[length]);

                int one = 1;
                RowGatherer.Copy(features, &one, mirrored ? &mirrored : null, count: 1, start, length, actual.Pointer, stride: length);

                if (!actual.IsGuardWhole || !actual.Values.AsSpan().SequenceEqual(expected.AsSpan(start, length)))
                {
                    Assert.Fail($"{image}, features {start} to {start + length}, mirrored {mirrored}.");
                }
            }
        }
    }

    /// <summary>The definition: pixel x of a row is pixel width − 1 − x of the image.</summary>
    private static float[] Mirror(float[] row, ImageShape image)
        => [.. row.Select((_, i) => row[i - (i % image.Width) + image.Width - 1 - (i % image.Width)])];
}
