using MLNetNeural.Networks.Losses;

namespace MLNetNeural.Networks.Tests.Losses;

[TestClass]
public class SoftmaxTests
{
    /// <summary>A few float32 roundings of numbers below 1.</summary>
    private const double Float32Rounding = 2e-7;

    [TestMethod]
    public void Probabilities_are_those_of_the_formula()
    {
        float[] z = [1, 2, 3];

        Softmax.InPlace(z);

        double sum = Math.E + Math.Exp(2) + Math.Exp(3);
        for (int j = 0; j < 3; j++) Assert.AreEqual(Math.Exp(j + 1) / sum, z[j], Float32Rounding);
    }

    [TestMethod]
    public void Logits_of_a_thousand_do_not_overflow()
    {
        float[] z = [1000, 1000, -1000];

        Softmax.InPlace(z);

        CollectionAssert.AreEqual(new[] { 0.5f, 0.5f, 0 }, z);
    }

    [TestMethod]
    public void A_NaN_makes_all_NaN()
    {
        float[] z = [1, float.NaN, 2];

        Softmax.InPlace(z);

        Assert.IsTrue(z.All(float.IsNaN));
    }
}
