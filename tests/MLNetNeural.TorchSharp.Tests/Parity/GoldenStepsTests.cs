using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Tests;
using MLNetNeural.Networks.Tests.Golden;

namespace MLNetNeural.TorchSharp.Tests.Parity;

/// <summary>The 96 small networks that PyTorch trained step by step.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
[TestCategory("GoldenTorch")]
public class GoldenStepsTests
{
    public static IEnumerable<object[]> Cases => TestDevice.Rows([TestDevice.Cpu, TestDevice.Cuda], [.. MlpCase.All.Select(c => c.Name)]);

    [TestMethod]
    public void There_are_96_cases() => Assert.HasCount(96, MlpCase.All);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Losses_parameters_and_predictions_are_those_of_PyTorch(string device, string name)
    {
        IEngine engine = TestDevice.Engine(device);
        MlpCase golden = MlpCase.All.Single(c => c.Name == name);
        using SingleFeatures features = golden.Features();
        using INetwork network = golden.InitialNetwork(engine);
        var losses = new List<double>();

        using (ITrainingSession session = engine.CreateSession(network, Plan(golden, features)))
        {
            for (int epoch = 0; epoch < golden.Epochs; epoch++)
            {
                foreach ((int batch, int[] rows) in Enumerable.Range(0, features.Count).Chunk(golden.BatchSize).Index())
                {
                    losses.Add(session.TrainBatch(rows, new StepContext(epoch, batch, golden.Optimizer!.LearningRate)).Loss);
                }
            }
        }

        Assert.HasCount(golden.Losses.Length, losses);
        for (int i = 0; i < golden.Losses.Length; i++) Tolerance.AssertNear(golden.Losses[i], losses[i], Tolerance.Training, $"loss of step {i}");
        if (golden.ComparesLossesOnly) return;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            Tolerance.AssertNear(golden.Tensor("final", network.Infos[t].Name)!, network.Values(t), Tolerance.Training, network.Infos[t].Name);
        }

        Tolerance.AssertNear(golden.Predictions, network.Score(features), Tolerance.Training, "predictions");
    }

    private static TrainingPlan Plan(MlpCase golden, FeatureStore features) => new()
    {
        Features = features,
        Targets = golden.Targets(),
        Loss = golden.Loss!,
        Optimizer = golden.Optimizer!,
        MaxBatchSize = golden.BatchSize,
        ClipNorm = golden.ClipNorm,
        ClipValue = golden.ClipValue,
    };
}
