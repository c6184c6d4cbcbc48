using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Golden;

/// <summary>Small networks, trained step by step as PyTorch did.</summary>
[TestClass]
[TestCategory("GoldenTorch")]
public class MlpStepsTests
{
    public static IEnumerable<object[]> Supported => MlpCase.All.Where(c => c.MissingFeature is null).Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> Normalized => MlpCase.All.Where(c => c.TrainModeOutputs is not null).Select(c => new object[] { c.Name });

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void All_96_cases_are_trained()
    {
        string[] leftOut = [.. MlpCase.All.Where(c => c.MissingFeature is not null).Select(c => $"{c.Name}: {c.MissingFeature}")];
        TestContext.WriteLine($"{MlpCase.All.Count - leftOut.Length} of {MlpCase.All.Count} cases are trained.");

        Assert.HasCount(96, MlpCase.All);
        CollectionAssert.AreEqual(Array.Empty<string>(), leftOut);
    }

    [TestMethod]
    [DynamicData(nameof(Supported))]
    public void Losses_parameters_and_predictions_are_those_of_PyTorch(string name)
    {
        MlpCase golden = MlpCase.All.Single(c => c.Name == name);
        var engine = new CpuEngine(2);
        using SingleFeatures features = golden.Features();
        using INetwork network = golden.InitialNetwork(engine);
        var losses = new List<double>();

        using (ITrainingSession session = engine.CreateSession(network, Plan(golden, features)))
        {
            int[] rows = [.. Enumerable.Range(0, features.Count)];
            for (int epoch = 0; epoch < golden.Epochs; epoch++)
            {
                foreach ((int batch, int[] chunk) in rows.Chunk(golden.BatchSize).Index())
                {
                    losses.Add(session.TrainBatch(chunk, new StepContext(epoch, batch, golden.Optimizer!.LearningRate)).Loss);
                }
            }
        }

        for (int i = 0; i < golden.Losses.Length; i++) Tolerance.AssertNear(golden.Losses[i], losses[i], Tolerance.Training, $"loss of step {i}");
        Assert.HasCount(golden.Losses.Length, losses);
        if (golden.ComparesLossesOnly) return;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            Tolerance.AssertNear(golden.Tensor("final", network.Infos[t].Name)!, network.Values(t), Tolerance.Training, network.Infos[t].Name);
        }

        Tolerance.AssertNear(golden.Predictions, network.Score(features), Tolerance.Training, "predictions");
    }

    [TestMethod]
    [DynamicData(nameof(Supported))]
    public void Gradients_of_the_first_batch_are_those_of_PyTorch(string name)
    {
        MlpCase golden = MlpCase.All.Single(c => c.Name == name);
        var engine = new CpuEngine(2);
        using SingleFeatures features = golden.Features();
        using INetwork network = golden.InitialNetwork(engine);

        // A plain step with rate 1 subtracts the gradient from the weights.
        var plain = new Sgd(1, momentum: 0);
        using ITrainingSession session = engine.CreateSession(network, Plan(golden, features) with { Optimizer = plain, ClipNorm = null, ClipValue = null });
        session.TrainBatch([.. Enumerable.Range(0, Math.Min(golden.BatchSize, features.Count))], new StepContext(0, 0, 1));

        double squares = 0;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            string tensor = network.Infos[t].Name;
            if (golden.Tensor("first_step_gradients", tensor) is not { } expected) continue; // running figures have no gradient
            float[] gradient = [.. golden.Tensor("initial", tensor)!.Zip(network.Values(t), (before, after) => before - after)];
            Tolerance.AssertNear(expected, gradient, Tolerance.Training, $"gradient of {tensor}");
            squares += gradient.Sum(g => (double)g * g);
        }

        Tolerance.AssertNear(golden.GradientNorms[0], Math.Sqrt(squares), Tolerance.Training, "norm of the gradient");
    }

    [TestMethod]
    [DynamicData(nameof(Normalized))]
    public void Outputs_of_the_first_batch_in_training_mode_are_those_of_PyTorch(string name)
    {
        MlpCase golden = MlpCase.All.Single(c => c.Name == name);
        var engine = new CpuEngine(1); // one thread: rows in order
        using SingleFeatures features = golden.Features();
        using INetwork network = golden.InitialNetwork(engine);
        var outputs = new List<float>();
        var listening = new CustomLoss(
            (row, _, gradient) =>
            {
                outputs.AddRange(row);
                gradient.Clear();
                return 0;
            },
            golden.Loss!.TargetsAreClasses);
        using ITrainingSession session = engine.CreateSession(network, Plan(golden, features) with { Loss = listening });

        session.TrainBatch([.. Enumerable.Range(0, golden.BatchSize)], new StepContext(0, 0, 0));

        Tolerance.AssertNear(golden.TrainModeOutputs, outputs.ToArray(), Tolerance.Training, "outputs");
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
