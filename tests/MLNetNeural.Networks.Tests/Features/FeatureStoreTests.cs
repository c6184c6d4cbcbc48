using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests.Features;

[TestClass]
public class FeatureStoreTests
{
    [TestMethod]
    public void Rows_come_back_across_blocks_and_after_clearing()
    {
        // 3 MiB a row: four rows a block.
        const int Columns = 3 << 20, Rows = 13;
        using var features = new ByteFeatures(Columns, ChannelAffine.Identity);
        byte[] values = new byte[Columns];
        for (int pass = 0; pass < 2; pass++)
        {
            features.Clear();
            for (int row = 0; row < Rows; row++)
            {
                Array.Fill(values, (byte)(row + (100 * pass)));
                features.Add(values);
            }

            Assert.AreEqual(Rows, features.Count);
            for (int row = 0; row < Rows; row++) Assert.IsFalse(features[row].ContainsAnyExcept((byte)(row + (100 * pass))));
        }
    }

    [TestMethod]
    [DataRow(null, DisplayName = "in memory")]
    [DataRow(2_000_000, DisplayName = "with a limit")]
    public void Rows_come_back_while_the_first_block_grows_and_after_it(int? limit)
    {
        const int Columns = 20, Rows = 270_000; // 22 MB: more than two blocks of 131,072 rows
        using var folder = new TemporaryFolder();
        using var features = new SingleFeatures(Columns, memory: new FeatureMemory { Limit = limit, TemporaryFolder = folder.Path });
        float[] values = new float[Columns];
        for (int pass = 0; pass < 2; pass++)
        {
            features.Clear();
            for (int row = 0; row < Rows; row++)
            {
                Array.Fill(values, row + pass);
                features.Add(values);
                if (int.IsPow2(row)) AssertRow(features, row / 2, (row / 2) + pass);
            }

            for (int row = 0; row < Rows; row++) AssertRow(features, row, row + pass);
        }

        static void AssertRow(SingleFeatures features, int row, float value)
        {
            if (features[row].ContainsAnyExcept(value)) Assert.Fail($"row {row} has {features[row][0]} and not {value}");
        }
    }

    [TestMethod]
    public void A_row_of_another_length_is_refused()
    {
        using var features = new SingleFeatures(3);

        Assert.AreEqual(
            "A row must have 3 features, got 2. (Parameter 'values')",
            Assert.ThrowsExactly<ArgumentException>(() => features.Add([1, 2])).Message);
    }

    [TestMethod]
    public void A_row_that_is_not_there_is_refused()
    {
        using SingleFeatures features = Toy.Singles(2, 3);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => features[2].Length);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => features[-1].Length);
    }

    [TestMethod]
    public void Shapes_that_do_not_fit_are_described()
    {
        Assert.AreEqual(
            "An image of shape 3×2×2 has 12 features, not 13. (Parameter 'image')",
            Assert.ThrowsExactly<ArgumentException>(() => new SingleFeatures(13, new ImageShape(3, 2, 2))).Message);
        Assert.AreEqual(
            "13 features cannot be split into 3 channels. (Parameter 'affine')",
            Assert.ThrowsExactly<ArgumentException>(() => new ByteFeatures(13, new ChannelAffine([1, 1, 1], [0, 0, 0]))).Message);
        Assert.AreEqual(
            "3 channels of 2 features do not hold whole rows of 6 pixels. (Parameter 'affine')",
            Assert.ThrowsExactly<ArgumentException>(() => new ByteFeatures(6, new ChannelAffine([1, 1, 1], [0, 0, 0]), new ImageShape(1, 1, 6))).Message);
        Assert.AreEqual(
            "ChannelAffine needs as many finite scales as offsets, at least one, got [1, 2] and [0].",
            Assert.ThrowsExactly<ArgumentException>(() => new ChannelAffine([1, 2], [0])).Message);
    }

    [TestMethod]
    public void Maps_are_equal_by_their_figures()
    {
        Assert.AreEqual(new ChannelAffine([1, 2], [3, 4]), new ChannelAffine([1, 2], [3, 4]));
        Assert.AreNotEqual(new ChannelAffine([1, 2], [3, 4]), new ChannelAffine([1, 2], [3, 5]));
    }
}
