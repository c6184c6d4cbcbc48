using System.Text.Json;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Golden;

/// <summary>The cubic regression of the examples, from PyTorch's data and initial weights.</summary>
[TestClass]
[TestCategory("GoldenTorch")]
public class CubicRegressionTests
{
    /// <summary>Relative, up to epoch 1,000: float32 and float64 are 2e-7 apart by then. Later the run becomes chaotic: 9e-5 by epoch 2,000.</summary>
    private const double Early = 1e-6, Later = 1e-3;

    [TestMethod]
    public void Losses_of_the_first_2000_epochs_are_those_of_PyTorch()
    {
        JsonElement golden = GoldenFile.Read("cubic_regression.json");
        float[] x = golden.GetProperty("x").Singles();
        using var features = new SingleFeatures(1);
        foreach (float value in x) features.Add([value]);
        Targets targets = Targets.OfValues(golden.GetProperty("y_noise").Singles(), 1);
        var engine = new CpuEngine();
        using INetwork network = engine.CreateNetwork(MlpSpec.Of(1, [new DenseLayer(32), new DenseLayer(64), new DenseLayer(16)], 1));
        for (int t = 0; t < network.Infos.Count; t++)
        {
            string[] name = network.Infos[t].Name.Split('.'); // ours count layers, PyTorch's count activations too
            network.Write(t, 0, golden.GetProperty("initial").GetProperty($"{2 * int.Parse(name[1], null)}.{name[2]}").Singles());
        }

        TrainingResult result = new TrainingLoop(engine, TrainingSet.WithoutValidation(features, targets), new TrainingOptions
        {
            Loss = new MeanAbsoluteError(),
            Optimizer = new Sgd(2e-4f, momentum: 0),
            BatchSize = null,
            Shuffle = false,
            MaxEpochs = 2001,
        }).Run(network);

        int[] epochs = [.. golden.GetProperty("epochs_of_losses").EnumerateArray().Select(epoch => epoch.GetInt32()).TakeWhile(epoch => epoch <= 2000)];
        double[] losses = golden.GetProperty("losses").Doubles();
        Assert.IsGreaterThan(50, epochs.Length);
        for (int i = 0; i < epochs.Length; i++)
        {
            double tolerance = (epochs[i] <= 1000 ? Early : Later) * losses[i];
            Assert.AreEqual(losses[i], result.History.Epochs[epochs[i]].TrainingLoss, tolerance, $"Loss of epoch {epochs[i]}.");
        }
    }
}
