using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class ClassWeightsTests
{
    [TestMethod]
    public void Balanced_weights_give_each_class_the_same_sum()
    {
        double[] counts = [10, 30, 60];

        float[] weights = [.. ClassWeights.Balanced.For(counts)];

        for (int c = 0; c < 3; c++) Assert.AreEqual(100 / 3.0, weights[c] * counts[c], 1e-5);
    }

    [TestMethod]
    public void A_class_without_rows_has_weight_1()
        => CollectionAssert.AreEqual(new[] { 1f, 0.5f }, ClassWeights.Balanced.For([0, 8]).ToArray());

    [TestMethod]
    public void Given_weights_are_taken_as_they_are()
        => CollectionAssert.AreEqual(new[] { 1f, 5f }, ClassWeights.Of(1, 5).For([3, 4]).ToArray());

    [TestMethod]
    public void Weights_are_equal_when_their_figures_are()
    {
        Assert.AreEqual(ClassWeights.Of(1, 5), ClassWeights.Of(1, 5));
        Assert.AreNotEqual(ClassWeights.Of(1, 5), ClassWeights.Balanced);
    }

    [TestMethod]
    [DataRow(new[] { 1f, 0f }, "[1, 0]")]
    [DataRow(new[] { 1f, float.NaN }, "[1, NaN]")]
    [DataRow(new[] { 1f, float.PositiveInfinity }, "[1, Infinity]")]
    [DataRow(new[] { 2.5f }, "[2.5]")]
    public void Other_figures_are_refused(float[] weights, string written)
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => ClassWeights.Of([.. weights]));

        Assert.StartsWith($"ClassWeights must be at least two weights, each greater than 0 and finite, got {written}.", error.Message);
    }
}
