using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests.Features;

[TestClass]
public class SparseFeaturesTests
{
    [TestMethod]
    public void Rows_come_back_without_their_zeros()
    {
        using var features = new SparseFeatures(10);
        features.Add([1, 4, 9], [1.5f, 0, -2]);
        features.Add([], []);
        features.Add([0], [3]);

        Assert.AreEqual((3, 10, 3L), (features.Count, features.Columns, features.ValueCount));
        CollectionAssert.AreEqual(new[] { 1, 9 }, features.ColumnsOf(0).ToArray());
        CollectionAssert.AreEqual(new[] { 1.5f, -2 }, features.ValuesOf(0).ToArray());
        Assert.IsTrue(features.ColumnsOf(1).IsEmpty && features.ValuesOf(1).IsEmpty);
        CollectionAssert.AreEqual(new[] { 0 }, features.ColumnsOf(2).ToArray());
    }

    [TestMethod]
    public void Many_rows_of_uneven_lengths_go_to_several_blocks_and_all_come_back_also_after_clearing()
    {
        using var features = new SparseFeatures(300_000);
        for (int round = 0; round < 2; round++)
        {
            int[] lengths = [.. Enumerable.Range(0, 60).Select(row => row * 7919 % 100_000)];
            foreach (int length in lengths) features.Add([.. Enumerable.Range(0, length).Select(i => 3 * i)], [.. Enumerable.Range(0, length).Select(i => i + length + 0.5f)]);

            Assert.AreEqual(lengths.Sum(length => (long)length), features.ValueCount);
            for (int row = 0; row < lengths.Length; row++)
            {
                Assert.AreEqual(lengths[row], features.ColumnsOf(row).Length);
                for (int i = 0; i < lengths[row]; i += 997) Assert.AreEqual((3 * i, i + lengths[row] + 0.5f), (features.ColumnsOf(row)[i], features.ValuesOf(row)[i]));
            }

            features.Clear();
            Assert.AreEqual((0, 0L), (features.Count, features.ValueCount));
        }
    }

    [TestMethod]
    public void Columns_that_cannot_be_are_refused()
    {
        using var features = new SparseFeatures(10);

        AssertFault("A row must have as many columns as values, got 1 and 2.", [1], [1, 2]);
        AssertFault("The columns of a row must rise and be below 10, got 10 after 3 in row 0.", [3, 10], [1, 2]);
        AssertFault("The columns of a row must rise and be below 10, got 3 after 3 in row 0.", [3, 3], [1, 2]);
        AssertFault("The columns of a row must rise and be below 10, got -1 after -1 in row 0.", [-1], [1]);
        Assert.AreEqual(0, features.Count);

        void AssertFault(string message, int[] columns, float[] values)
            => Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentException>(() => features.Add(columns, values)).Message);
    }
}
