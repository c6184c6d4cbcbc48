using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

[TestClass]
public class DrawsTests
{
    private const int Count = 20_000;

    [TestMethod]
    [DataRow(0.01)]
    [DataRow(0.2)]
    [DataRow(1)]
    [DataRow(3.5)]
    [DataRow(200)]
    public void Beta_has_the_mean_and_variance_of_its_distribution_and_stays_within_0_and_1(double alpha)
    {
        double[] values = [.. Enumerable.Range(0, Count).Select(row => new Draws(1, RandomUse.Mixup, 0, row).Beta(alpha))];

        double variance = 1 / (4 * ((2 * alpha) + 1));
        Assert.IsTrue(values.All(value => value is >= 0 and <= 1));
        Assert.AreEqual(0.5, values.Average(), 5 * Math.Sqrt(variance / Count));
        Assert.AreEqual(variance, values.Average(value => (value - 0.5) * (value - 0.5)), 0.05 * variance);
    }

    [TestMethod]
    public void Normal_numbers_have_mean_0_deviation_1_and_the_tails_of_a_bell()
    {
        double[] values = [.. Enumerable.Range(0, Count).Select(row => new Draws(1, RandomUse.Erasing, 0, row).Normal())];

        Assert.AreEqual(0, values.Average(), 5 / Math.Sqrt(Count));
        Assert.AreEqual(1, values.Average(value => value * value), 0.05);
        Assert.AreEqual(0.3173, values.Count(value => Math.Abs(value) > 1) / (double)Count, 0.02);
    }

    [TestMethod]
    public void A_uniform_number_and_an_index_cover_their_range_evenly()
    {
        double[] values = [.. Enumerable.Range(0, Count).Select(row => new Draws(1, RandomUse.Rotation, 0, row).Uniform(-3, 5))];
        int[] counts = new int[7];
        foreach (int row in Enumerable.Range(0, Count)) counts[new Draws(1, RandomUse.Crop, 0, row).Index(7)]++;

        Assert.IsTrue(values.All(value => value is >= -3 and < 5));
        Assert.AreEqual(1, values.Average(), 5 * Math.Sqrt(64 / 12.0 / Count));
        Assert.IsTrue(counts.All(count => Math.Abs(count - (Count / 7.0)) < 5 * Math.Sqrt(Count / 7.0)), string.Join(' ', counts));
    }

    [TestMethod]
    public void Draws_are_a_function_of_seed_use_epoch_and_row_and_follow_each_other()
    {
        double[] First(int seed, RandomUse use, int epoch, int row)
        {
            var draws = new Draws(seed, use, epoch, row);
            return [draws.Uniform(0, 1), draws.Uniform(0, 1), draws.Uniform(0, 1)];
        }

        double[] values = First(1, RandomUse.Crop, 2, 3);
        CollectionAssert.AreEqual(values, First(1, RandomUse.Crop, 2, 3));
        CollectionAssert.AllItemsAreUnique(
            values.Concat(First(2, RandomUse.Crop, 2, 3)).Concat(First(1, RandomUse.Rotation, 2, 3)).Concat(First(1, RandomUse.Crop, 3, 3)).Concat(First(1, RandomUse.Crop, 2, 4)).ToArray());
    }
}
