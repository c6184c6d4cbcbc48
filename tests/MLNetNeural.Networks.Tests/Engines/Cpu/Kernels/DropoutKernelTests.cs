using System.Text.Json;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Randomness;
using MLNetNeural.Networks.Tests.Golden;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
[TestCategory("GoldenTorch")]
public class DropoutKernelTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("dropout.json").GetProperty("cases");

    public static IEnumerable<object[]> Probabilities => Golden.EnumerateArray().Select(c => new object[] { c.Single("p") });

    [TestMethod]
    [DynamicData(nameof(Probabilities))]
    public void Kept_values_are_scaled_as_PyTorch_does(float p)
    {
        JsonElement golden = Case(p);

        float scale = DropoutKernel.Scale(p);

        Assert.AreEqual(golden.Single("scale_of_kept_float32"), scale);
        float[] input = golden.GetProperty("input").Singles(), kept = golden.GetProperty("kept_would_be").Singles();
        for (int i = 0; i < input.Length; i++) Assert.AreEqual(kept[i], input[i] * scale);
    }

    [TestMethod]
    [DynamicData(nameof(Probabilities))]
    public void The_share_that_is_kept_is_the_expected_one(float p)
    {
        const int Count = 1_000_000;
        float[] mask = new float[Count];

        DropoutKernel.Mask(new Philox(1, RandomUse.Dropout), row: 0, p, DropoutKernel.Scale(p), mask);

        Assert.IsTrue(mask.All(factor => factor == 0 || factor == DropoutKernel.Scale(p)));
        double expected = Case(p).GetProperty("expected").GetProperty("kept_fraction").GetDouble();
        Assert.AreEqual(expected, mask.Count(factor => factor != 0) / (double)Count, 5 * Math.Sqrt(p * (1 - p) / Count));
    }

    [TestMethod]
    public void A_row_is_drawn_by_its_place_in_the_batch_whatever_its_length()
    {
        var stream = new Philox(1, RandomUse.Dropout);
        float[] first = new float[100], second = new float[100], shorter = new float[7];

        DropoutKernel.Mask(stream, 0, 0.5f, 2, first);
        DropoutKernel.Mask(stream, 1, 0.5f, 2, second);
        DropoutKernel.Mask(stream, 1, 0.5f, 2, shorter);

        CollectionAssert.AreNotEqual(first, second);
        CollectionAssert.AreEqual(second[..7], shorter);
    }

    [TestMethod]
    [DataRow(.5f)]
    [DataRow(.1f)]
    public void A_mask_of_any_length_has_the_factors_of_its_values(float p)
    {
        var stream = new Philox(5, RandomUse.Dropout, 1, 2);
        float keep = DropoutKernel.Scale(p);
        for (int n = 0; n <= 600; n++)
        {
            float[] mask = new float[n];
            DropoutKernel.Mask(stream, row: 3, p, keep, mask);
            CollectionAssert.AreEqual(Enumerable.Range(0, n).Select(i => DropoutKernel.Factor(stream, 3, i, p, keep)).ToArray(), mask, $"{n} values");
        }
    }

    [TestMethod]
    public void Values_are_multiplied_by_the_factors_of_their_places_from_every_place_on()
    {
        var stream = new Philox(5, RandomUse.InputDropout, 1, 2);
        for (int first = 0; first < 300; first += 7)
        {
            float[] values = [.. Enumerable.Range(1, 300).Select(i => (float)i)];
            DropoutKernel.Apply(stream, row: 2, first, .5f, 2, values);
            for (int i = 0; i < values.Length; i++) Assert.AreEqual((i + 1) * DropoutKernel.Factor(stream, 2, first + i, .5f, 2), values[i]);
        }
    }

    private static JsonElement Case(float p) => Golden.EnumerateArray().Single(c => c.Single("p") == p);
}
