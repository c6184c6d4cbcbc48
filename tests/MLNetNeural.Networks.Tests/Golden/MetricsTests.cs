using System.Text.Json;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Golden;

/// <summary>The figures that a session gives of rows, against scikit-learn's; a network that passes its inputs through makes logits of features.</summary>
[TestClass]
[TestCategory("GoldenTorch")]
public class MetricsTests
{
    private const double Float64 = 1e-9;
    private static readonly JsonElement File = GoldenFile.Read("metrics.json");

    public static IEnumerable<object[]> Multiclass => NamesOf("multiclass");

    public static IEnumerable<object[]> Binary => NamesOf("binary");

    public static IEnumerable<object[]> Regression => NamesOf("regression");

    [TestMethod]
    [DynamicData(nameof(Multiclass))]
    public void Accuracy_and_log_loss_of_classes(string name)
    {
        JsonElement golden = Named("multiclass", name);
        int classes = golden.GetProperty("logits").GetProperty("shape")[1].GetInt32();

        BatchResult result = Evaluate(golden.GetProperty("logits").Singles(), classes, Targets.OfClasses(golden.GetProperty("labels").Integers(), classes), new CrossEntropy());

        Assert.AreEqual(golden.GetProperty("accuracy").GetDouble(), result.Accuracy, Float64);
        AssertRelative(golden.GetProperty("log_loss").GetDouble(), result.Loss);
    }

    [TestMethod]
    [DynamicData(nameof(Binary))]
    public void Log_loss_of_two_classes(string name)
    {
        JsonElement golden = Named("binary", name);

        BatchResult result = Evaluate(golden.GetProperty("logits").Singles(), 1, Targets.OfValues(golden.GetProperty("labels").Singles(), 1), new BinaryCrossEntropy());

        AssertRelative(golden.GetProperty("log_loss").GetDouble(), result.Loss);
    }

    [TestMethod]
    [DynamicData(nameof(Regression))]
    public void Errors_of_values(string name)
    {
        JsonElement golden = Named("regression", name);
        int columns = golden.GetProperty("outputs").GetProperty("shape")[1].GetInt32();
        float[] outputs = golden.GetProperty("outputs").Singles();
        var targets = Targets.OfValues(golden.GetProperty("targets").Singles(), columns);

        AssertRelative(golden.GetProperty("mse").GetDouble(), Evaluate(outputs, columns, targets, new MeanSquaredError()).Loss);
        AssertRelative(golden.GetProperty("mae").GetDouble(), Evaluate(outputs, columns, targets, new MeanAbsoluteError()).Loss);
    }

    private static IEnumerable<object[]> NamesOf(string kind) => File.GetProperty(kind).EnumerateArray().Select(c => new object[] { c.GetProperty("name").GetString()! });

    private static JsonElement Named(string kind, string name) => File.GetProperty(kind).EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private static void AssertRelative(double expected, double actual) => Assert.AreEqual(expected, actual, Float64 * Math.Max(1, Math.Abs(expected)));

    private static BatchResult Evaluate(float[] logits, int columns, Targets targets, Loss loss)
    {
        using var features = new SingleFeatures(columns);
        for (int row = 0; row < targets.Count; row++) features.Add(logits.AsSpan(row * columns, columns));
        var engine = new CpuEngine(2);
        using INetwork network = engine.CreateNetwork(MlpSpec.Of(columns, [], columns));
        float[] unit = new float[columns * columns];
        for (int j = 0; j < columns; j++) unit[(j * columns) + j] = 1;
        network.Write(0, 0, unit);
        using ITrainingSession session = engine.CreateSession(
            network,
            new TrainingPlan { Features = features, Targets = targets, Loss = loss, Optimizer = new Sgd(), MaxBatchSize = targets.Count });
        return session.EvaluateBatch([.. Enumerable.Range(0, targets.Count)]);
    }
}
