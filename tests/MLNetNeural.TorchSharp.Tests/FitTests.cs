using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Tests;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.TorchSharp.Tests;

/// <summary>Training in a pipeline of ML.NET, on the devices of this package.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
public class FitTests
{
    internal static readonly MlpMulticlassOptions Options = new()
    {
        HiddenLayers = [8],
        Dropout = 0.1f,
        MaxEpochs = 3,
        BatchSize = 16,
        ValidationSetFraction = 0.2,
        AveragingDecay = 0.9f,
        Device = Device.TorchCpu,
    };

    public static IEnumerable<object[]> Devices => [[Device.TorchCpu.Name], [Device.Cuda().Name]];

    [TestMethod]
    [NeedsTorch]
    [DynamicData(nameof(Devices))]
    public void A_model_is_that_of_the_CPU_engine_and_scores_on_the_processor_with_no_tensor_left(string device)
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Data(ml);
        MlpMulticlassTransformer expected = Trainer(ml, Options with { Device = Device.Cpu }).Fit(data);

        LiveTensors.AssertNoneAreLeft(() =>
        {
            MlpMulticlassTransformer model = Trainer(ml, Options with { Device = Named(device) }).Fit(data);
            foreach ((float[] a, float[] b) in Scores(expected, data).Zip(Scores(model, data)))
            {
                for (int j = 0; j < a.Length; j++) Assert.AreEqual(a[j], b[j], 1e-4);
            }

            MlpMulticlassTransformer further = Trainer(ml, Options with { Device = Named(device) }).Fit(data, model);
            Assert.HasCount(3, further.Model.TrainingHistory.Epochs);
            Assert.IsNotNull(Trainer(ml, Options with { Device = Named(device) }).FindLearningRate(data, new LearningRateFinder { Steps = 5 }));
        });
    }

    [TestMethod]
    [NeedsTorch]
    public void A_saved_model_needs_nothing_of_TorchSharp()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Data(ml);
        MlpMulticlassTransformer model = Trainer(ml, Options).Fit(data);
        using var stream = new MemoryStream();
        ml.Model.Save(model, data.Schema, stream);
        long before = LiveTensors.Count;

        stream.Position = 0;
        ITransformer loaded = ml.Model.Load(stream, out _);

        CollectionAssert.AreEqual(Scores(model, data).SelectMany(row => row).Bits(), Scores(loaded, data).SelectMany(row => row).Bits());
        Assert.AreEqual(before, LiveTensors.Count);
    }

    [TestMethod]
    [NeedsTorch]
    public void A_fit_that_throws_leaves_no_tensor()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Data(ml);

        LiveTensors.AssertNoneAreLeft(() =>
        {
            Assert.ThrowsExactly<TimeoutException>(() => Trainer(ml, Options with { MetricsCallback = _ => throw new TimeoutException() }).Fit(data));
            using var cancellation = new CancellationTokenSource();
            Assert.ThrowsExactly<OperationCanceledException>(
                () => Trainer(ml, Options with { BatchCallback = _ => cancellation.Cancel(), CancellationToken = cancellation.Token }).Fit(data));
            var e = Assert.ThrowsExactly<TrainingDivergedException>(
                () => Trainer(ml, Options with { Optimizer = new Sgd(1e30f, 0.9f), AveragingDecay = null, HiddenLayers = [8, 8] }).Fit(data));
            e.BestNetwork?.Dispose(); // it is on the processor already
        });
    }

    [TestMethod]
    [NeedsTorch]
    public void The_log_says_what_was_trained_on()
    {
        List<string> log = Fit(Options with { NumberOfThreads = 1 });

        Assert.Contains(line => line.Contains(" of them, TorchSharp on CPU, 1 thread.", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void Auto_takes_the_card_that_is_there_and_else_says_what_is_missing()
    {
        List<string> log = Fit(Options with { Device = Device.Auto });

        string reason = log.Single(line => line.Contains("Device.Auto is ", StringComparison.Ordinal));
        if (TestDevice.MissingCard is null) StringAssert.Contains(reason, "Device.Auto is TorchSharp on CUDA card 0, because there is a card.");
        else StringAssert.Contains(reason, $", because {TestDevice.MissingCard}.");
    }

    [TestMethod]
    public void A_card_that_is_not_there_is_one_error_that_says_what_is_missing()
    {
        if (TestDevice.MissingCard is null) Assert.Inconclusive("There is a card.");
        string hint = "; or train on Device.Cpu, or set MLContext.FallbackToCpu.";

        Assert.AreEqual($"MlpMulticlassOptions.Device is cuda:0, but {TestDevice.MissingCard}{hint}", Assert.ThrowsExactly<InvalidOperationException>(() => Fit(Options with { Device = Device.Cuda() })).Message);
        Assert.AreEqual(
            $"MlpMulticlassOptions.Device is auto with MLContext.GpuDeviceId 1, but {TestDevice.MissingCard}{hint}",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(Options with { Device = Device.Auto }, ml => ml.GpuDeviceId = 1)).Message);
    }

    [TestMethod]
    public void With_FallbackToCpu_a_card_that_is_not_there_is_a_warning()
    {
        if (TestDevice.MissingCard is null) Assert.Inconclusive("There is a card.");

        List<string> log = Fit(Options with { Device = Device.Cuda(3) }, ml => ml.FallbackToCpu = true);

        Assert.Contains(line => line.Contains($"Warning: The device cuda:3 is not there, because {TestDevice.MissingCard}; training on CPU, ", StringComparison.Ordinal), log);
    }

    internal static List<string> Fit(MlpMulticlassOptions options, Action<MLContext>? configure = null)
    {
        var ml = new MLContext(seed: 1);
        configure?.Invoke(ml);
        var log = new List<string>();
        ml.Log += (_, e) => log.Add($"{e.Kind}: {e.RawMessage}");
        Trainer(ml, options).Fit(Data(ml));
        return log;
    }

    private static MlpMulticlassTrainer Trainer(MLContext ml, MlpMulticlassOptions options) => ml.MulticlassClassification.Trainers.MultilayerPerceptron(options);

    private static Device Named(string name)
    {
        if (name == Device.TorchCpu.Name) return Device.TorchCpu;
        if (TestDevice.MissingCard is { } missing) Assert.Inconclusive($"{missing}.");
        return Device.Cuda();
    }

    private static IDataView Data(MLContext ml) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 90).Select(i => new Row
    {
        Label = (uint)(i % 3),
        Features = RandomValues.Singles(4, i).Select((value, j) => value + (j == i % 3 ? 1 : 0)).ToArray(),
    }));

    private static IEnumerable<float[]> Scores(ITransformer model, IDataView data)
    {
        IDataView scored = model.Transform(data);
        DataViewSchema.Column column = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            getter(ref scores);
            yield return [.. scores.DenseValues()];
        }
    }

    private sealed class Row
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }
}
