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
    [DataRow(Softmax.KeptTerms - 1)]
    [DataRow(Softmax.KeptTerms)]
    [DataRow(Softmax.KeptTerms + 1)]
    [DataRow(3 * Softmax.KeptTerms)]
    public void More_classes_than_terms_are_kept_for_have_the_figures_of_the_formula(int classes)
    {
        float[] z = [.. Enumerable.Range(0, classes).Select(j => MathF.Sin(j) * 3)], p = [.. z], gradient = new float[classes];
        double max = z.Max(), sum = z.Sum(value => Math.Exp(value - max));
        int own = classes - 1;

        Softmax.InPlace(p);
        double loss = new CrossEntropy().Row(z, new Target(own, []), 1, gradient);

        Assert.AreEqual(Math.Log(sum) - (z[own] - max), loss, 1e-12);
        for (int j = 0; j < classes; j++)
        {
            double expected = Math.Exp(z[j] - max) / sum;
            Assert.AreEqual((float)expected, p[j], $"class {j}");
            Assert.AreEqual((float)(expected - (j == own ? 1 : 0)), gradient[j], $"class {j}");
        }
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
