using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;

namespace MLNetNeural.Networks.Tests.Losses;

[TestClass]
public class LossTests
{
    /// <summary>Central differences with a step of 2⁻⁸: an error of h²/6·l‴, and the gradient is float32.</summary>
    private const double NumericalError = 1e-5;

    private static readonly (string Name, Loss Loss)[] All =
    [
        ("cross-entropy", new CrossEntropy()),
        ("cross-entropy with weights", new CrossEntropy { ClassWeights = [0.5f, 1, 2.5f] }),
        ("cross-entropy with smoothing", new CrossEntropy { LabelSmoothing = 0.1f }),
        ("cross-entropy with weights and smoothing", new CrossEntropy { ClassWeights = [0.5f, 1, 2.5f], LabelSmoothing = 0.3f }),
        ("mean squared error", new MeanSquaredError()),
        ("mean absolute error", new MeanAbsoluteError()),
        ("smooth L1", new SmoothL1()),
        ("smooth L1, beta 0.5", new SmoothL1(0.5f)),
        ("Huber", new Huber()),
        ("Huber, delta 2", new Huber(2)),
        ("median", new Quantile()),
        ("three quantiles", new Quantile(0.1f, 0.5f, 0.9f)),
        ("Poisson", new Poisson()),
        ("Poisson of counts, full", new Poisson { LogInput = false, Full = true }),
        ("one's own", new CustomLoss(FourthPower)),
        ("binary cross-entropy", new BinaryCrossEntropy()),
        ("binary cross-entropy with weights", new BinaryCrossEntropy { PositiveWeights = [0.5f, 2, 4] }),
    ];

    public static IEnumerable<object[]> Names => All.Select(loss => new object[] { loss.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Gradients_are_those_of_central_differences(string name)
    {
        const float Scale = 0.5f, Step = 1f / 256; // a power of two: z ± step is exact
        Loss loss = Named(name);
        for (int seed = 0; seed < 50; seed++)
        {
            float[] z = [.. RandomValues.Singles(3, seed).Select(value => MathF.Round(3 * value * 1024) / 1024)];
            if (loss is Poisson { LogInput: false }) z = [.. z.Select(value => 0.5f + Math.Abs(value))];
            float[] values = [.. RandomValues.Singles(3, 1000 + seed).Select(Math.Abs)];
            if (loss is Quantile { Quantiles.Length: 3 }) values = [values[0]];
            Target target = loss.TargetsAreClasses ? new Target(seed % 3, []) : new Target(-1, values);
            float[] gradient = new float[3];

            double value = loss.Row(z, target, Scale, gradient);

            Assert.AreEqual(value, loss.Row(z, target, Scale, []), "without gradient");
            for (int j = 0; j < 3; j++)
            {
                if (IsNearKink(loss, Math.Abs(z[j] - values[j % values.Length]), 2 * Step)) continue;
                float[] above = [.. z], below = [.. z];
                above[j] += Step;
                below[j] -= Step;
                double slope = (loss.Row(above, target, 1, []) - loss.Row(below, target, 1, [])) / (2 * Step);
                Assert.AreEqual(slope * Scale, gradient[j], NumericalError, $"seed {seed}, output {j}");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Extreme_outputs_give_a_finite_loss_and_gradient(string name)
    {
        Loss loss = Named(name);
        if (loss is Poisson) return; // eᶻ does overflow, and counts below 0 have no logarithm
        Target target = loss.TargetsAreClasses ? new Target(1, []) : new Target(-1, [0, 1, 0.5f]);
        float[] gradient = new float[3];

        Assert.IsTrue(double.IsFinite(loss.Row([1000, -1000, 1e6f], target, 1, gradient)));
        Assert.IsTrue(gradient.All(float.IsFinite));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_NaN_among_the_outputs_makes_the_loss_a_NaN(string name)
    {
        Loss loss = Named(name);
        Target target = loss.TargetsAreClasses ? new Target(1, []) : new Target(-1, [0, 1, 0.5f]);
        for (int j = 0; j < 3; j++)
        {
            float[] z = [1, 2, 3];
            z[j] = float.NaN;
            Assert.IsTrue(double.IsNaN(loss.Row(z, target, 1, new float[3])), $"output {j}");
        }
    }

    [TestMethod]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_number_of_classes()
    {
        float[] gradient = new float[4];

        Assert.AreEqual(Math.Log(4), new CrossEntropy().Row([7, 7, 7, 7], new Target(2, []), 1, gradient), 1e-15);

        CollectionAssert.AreEqual(new[] { 0.25f, 0.25f, -0.75f, 0.25f }, gradient);
    }

    [TestMethod]
    public void The_weight_of_a_row_is_that_of_its_class()
    {
        Assert.AreEqual(2.5f, new CrossEntropy { ClassWeights = [0.5f, 1, 2.5f] }.Weight(new Target(2, [])));
        Assert.AreEqual(1f, new CrossEntropy().Weight(new Target(2, [])));
        Assert.AreEqual(1f, new MeanSquaredError().Weight(new Target(-1, [3])));
    }

    [TestMethod]
    public void Losses_of_differences_by_hand()
    {
        float[] outputs = [3, 0.5f], values = [0, 0];

        Assert.AreEqual((9 + 0.25) / 2, new MeanSquaredError().Row(outputs, new Target(-1, values), 1, []));
        Assert.AreEqual((3 + 0.5) / 2, new MeanAbsoluteError().Row(outputs, new Target(-1, values), 1, []));
        Assert.AreEqual((2.5 + 0.125) / 2, new SmoothL1().Row(outputs, new Target(-1, values), 1, []));
        Assert.AreEqual((2.75 + 0.25) / 2, new SmoothL1(0.5f).Row(outputs, new Target(-1, values), 1, []));
        Assert.AreEqual((2.5 + 0.125) / 2, new Huber().Row(outputs, new Target(-1, values), 1, []));
        Assert.AreEqual((4 + 0.125) / 2, new Huber(2).Row(outputs, new Target(-1, values), 1, []));
    }

    [TestMethod]
    public void Quantile_losses_by_hand()
    {
        float[] outputs = [1, 1, 5, 5];
        float[] gradient = new float[4];

        // Targets 3 and 4 at 0.25 and 0.75: 2·0.25, 2·0.75, and 1·0.75, 1·0.25 from above.
        double loss = new Quantile(0.25f, 0.75f).Row(outputs, new Target(-1, [3, 4]), 1, gradient);

        Assert.AreEqual((0.5 + 1.5 + 0.75 + 0.25) / 4, loss);
        CollectionAssert.AreEqual(new[] { -0.25f / 4, -0.75f / 4, 0.75f / 4, 0.25f / 4 }, gradient);
        Assert.AreEqual(6, new Quantile(0.1f, 0.5f, 0.9f).OutputsFor(Targets.OfValues([1, 2, 3, 4], 2)));
    }

    [TestMethod]
    public void Poisson_losses_by_hand()
    {
        float[] gradient = new float[1];
        const double Float32Output = 1e-7; // ln 3 is not a float32

        Assert.AreEqual(3 - (2 * Math.Log(3)), new Poisson().Row([MathF.Log(3)], new Target(-1, [2]), 1, gradient), 10 * Float32Output);
        Assert.AreEqual(1, gradient[0], 10 * Float32Output);
        Assert.AreEqual(3 - (2 * Math.Log(3 + 1e-8)), new Poisson { LogInput = false }.Row([3], new Target(-1, [2]), 1, gradient), 1e-15);
        Assert.AreEqual(1f / 3, gradient[0], Float32Output);
        double stirling = (2 * Math.Log(2)) - 2 + (0.5 * Math.Log(2 * Math.PI * 2));
        Assert.AreEqual(3 - (2 * Math.Log(3 + 1e-8)) + stirling, new Poisson { LogInput = false, Full = true }.Row([3], new Target(-1, [2]), 1, []), 1e-15);
        Assert.AreEqual(3, new Poisson { LogInput = false, Full = true }.Row([3], new Target(-1, [0]), 1, []), "ln 0! and ln 1! count as 0");
    }

    [TestMethod]
    public void Faults_of_quantiles_counts_and_functions_are_named()
    {
        AssertFault(new Quantile(0.5f, 1), "Quantile.Quantiles must be all in (0, 1), got [0.5, 1].");
        AssertFault(new Quantile { Quantiles = [] }, "Quantile.Quantiles must hold at least one quantile, got none.");
        AssertFault(new CustomLoss(null!), "CustomLoss.Function must be a function, got null.");
        Assert.AreEqual(
            "Poisson needs targets at least 0 and finite, but that of row 1 is -1.",
            Assert.ThrowsExactly<ArgumentException>(() => new Poisson().CheckTargets(Targets.OfValues([1, -1], 1)).ThrowIfAny()).Message);

        static void AssertFault(Loss loss, string message)
            => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => loss.Check().ThrowIfAny()).Message);
    }

    [TestMethod]
    public void The_derivative_of_the_absolute_error_at_0_is_0()
    {
        float[] gradient = [99];

        new MeanAbsoluteError().Row([2], new Target(-1, [2]), 1, gradient);

        Assert.AreEqual(0f, gradient[0]);
    }

    [TestMethod]
    public void Losses_are_equal_by_their_figures()
    {
        Assert.AreEqual(new CrossEntropy { ClassWeights = [1, 2], LabelSmoothing = 0.1f }, new CrossEntropy { ClassWeights = [1, 2], LabelSmoothing = 0.1f });
        Assert.AreNotEqual(new CrossEntropy { ClassWeights = [1, 2] }, new CrossEntropy { ClassWeights = [2, 1] });
        Assert.AreEqual(new BinaryCrossEntropy { PositiveWeights = [3] }, new BinaryCrossEntropy { PositiveWeights = [3] });
        Assert.AreEqual(new BinaryCrossEntropy { PositiveWeights = [3] }.GetHashCode(), new BinaryCrossEntropy { PositiveWeights = [3] }.GetHashCode());
        Assert.AreEqual(new CrossEntropy(), new CrossEntropy { ClassWeights = default });
    }

    private static double FourthPower(ReadOnlySpan<float> outputs, Target target, Span<float> gradient)
    {
        double loss = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            double d = (outputs[j] - target.Values[j]) / 8.0;
            loss += d * d * d * d;
            if (!gradient.IsEmpty) gradient[j] = (float)(0.5 * d * d * d);
        }

        return loss;
    }

    private static Loss Named(string name) => All.Single(loss => loss.Name == name).Loss;

    private static bool IsNearKink(Loss loss, double size, double near) => loss switch
    {
        MeanAbsoluteError or Quantile => size < near,
        SmoothL1 smooth => Math.Abs(size - smooth.Beta) < near,
        Huber huber => Math.Abs(size - huber.Delta) < near,
        _ => false,
    };
}
