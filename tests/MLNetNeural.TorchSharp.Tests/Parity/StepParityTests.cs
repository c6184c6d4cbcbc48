using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Tests.Golden;

namespace MLNetNeural.TorchSharp.Tests.Parity;

/// <summary>Everything that the library can train, step by step beside the CPU engine.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
public class StepParityTests
{
    private const int Steps = 50;

    /// <summary>Of the loss of each step. Two orders of summation part by 1e-6 or so in 50 steps; a wrong formula, mask or row by 1e-2.</summary>
    private const double LossTolerance = 1e-4;

    /// <summary>Absolute and relative, of weights after 50 steps: small gradients that are divided by their own size keep their rounding.</summary>
    private const double WeightTolerance = 1e-3;

    public static IEnumerable<object[]> Cases => TestDevice.Rows(TestDevice.All, [.. ParityCase.All.Select(parity => parity.Name)]);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_losses_of_50_steps_and_the_weights_after_them_are_those_of_the_CPU_engine(string device, string name)
    {
        IEngine engine = TestDevice.Engine(device);
        ParityCase parity = ParityCase.All.Single(c => c.Name == name);

        (double[] expected, BatchResult expectedScore, float[] expectedWeights) = parity.Run(new CpuEngine(1), Steps);
        (double[] losses, BatchResult score, float[] weights) = parity.Run(engine, Steps);

        for (int step = 0; step < Steps; step++)
        {
            Assert.IsLessThanOrEqualTo(LossTolerance * Math.Abs(expected[step]), Math.Abs(expected[step] - losses[step]), $"Loss of step {step}: {expected[step]:R} and {losses[step]:R}.");
        }

        Tolerance.AssertNear(expectedScore.Loss, score.Loss, LossTolerance, "loss of all rows");
        Assert.AreEqual(expectedScore.Correct, score.Correct, 1, "Rows that are right: those on the border may fall on either side.");
        Assert.AreEqual(expectedScore.Rows, score.Rows);
        Assert.AreEqual(expectedScore.WeightSum, score.WeightSum);
        Tolerance.AssertNear(expectedWeights, weights, WeightTolerance, "weights");
    }
}
