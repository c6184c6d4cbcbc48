using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>Which engine a device gives; the accelerator is one that says what the test wants.</summary>
[TestClass]
public class DeviceTests
{
    private const string NoPackage = "the program has no package MLNetNeural.TorchSharp: add <PackageReference Include=\"MLNetNeural.TorchSharp\" /> and <PackageReference Include=\"";

    private static readonly string Natives = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";

    [TestMethod]
    public void Devices_have_names()
        => Assert.AreEqual("auto cpu torch-cpu cuda:0 cuda:2", string.Join(' ', Device.Auto, Device.Cpu, Device.TorchCpu, Device.Cuda(), Device.Cuda(2)));

    [TestMethod]
    public void Equal_devices_are_equal()
    {
        Assert.AreEqual(Device.Cuda(1), Device.Cuda(1));
        Assert.AreNotEqual(Device.Cuda(1), Device.Cuda(2));
        Assert.AreNotEqual(Device.Cpu, Device.TorchCpu);
    }

    [TestMethod]
    public void A_negative_card_is_refused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Device.Cuda(-1));

    [TestMethod]
    public void The_processor_asks_nobody()
    {
        DeviceChoice choice = Make(Device.Cpu, () => throw new InvalidOperationException());

        Assert.IsInstanceOfType<CpuEngine>(choice.Engine);
        Assert.IsNull(choice.Reason);
    }

    [TestMethod]
    public void Auto_is_the_first_card_where_there_is_one_and_says_so()
    {
        DeviceChoice choice = Make(Device.Auto, new Fake(2));

        Assert.AreEqual("card 0", choice.Engine.Description);
        Assert.AreEqual("Device.Auto is card 0, because there is a card.", choice.Reason);
        Assert.IsFalse(choice.IsWarning);
    }

    [TestMethod]
    public void Auto_is_the_processor_without_a_card_and_says_what_is_missing()
    {
        DeviceChoice choice = Make(Device.Auto, new Fake(0));

        Assert.IsInstanceOfType<CpuEngine>(choice.Engine);
        Assert.AreEqual($"Device.Auto is {choice.Engine.Description}, because the card is missing.", choice.Reason);
        Assert.IsFalse(choice.IsWarning);
    }

    [TestMethod]
    public void Auto_is_the_processor_without_the_package_and_says_so()
        => StringAssert.EndsWith(Make(Device.Auto, () => null).Reason, ", because the program has no package MLNetNeural.TorchSharp to train on a card.");

    [TestMethod]
    public void Auto_with_a_number_of_threads_is_the_processor()
    {
        DeviceChoice choice = Make(Device.Auto, () => new Fake(2), threads: 1);

        StringAssert.StartsWith(choice.Engine.Description, "CPU, 1 thread,");
        StringAssert.EndsWith(choice.Reason, ", because NumberOfThreads is 1.");
    }

    [TestMethod]
    public void Auto_takes_the_card_that_the_context_names()
    {
        var ml = new MLContext { GpuDeviceId = 1 };

        Assert.AreEqual("card 1", Make(Device.Auto, new Fake(2), ml).Engine.Description);
        Assert.AreEqual("card 0", Make(Device.Cuda(), new Fake(2), ml).Engine.Description, "The option is nearer than the context.");
        Assert.IsInstanceOfType<CpuEngine>(Make(Device.Cpu, new Fake(2), ml).Engine);
    }

    [TestMethod]
    public void A_card_that_is_not_among_those_there_is_an_error()
    {
        Assert.AreEqual(
            "MlpMulticlassOptions.Device is cuda:2, but there are 2 cards, numbers 0 to 1; or train on Device.Cpu, or set MLContext.FallbackToCpu.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Make(Device.Cuda(2), new Fake(2))).Message);
        Assert.AreEqual(
            "MlpMulticlassOptions.Device is cuda:1, but there is 1 card, number 0; or train on Device.Cpu, or set MLContext.FallbackToCpu.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Make(Device.Cuda(1), new Fake(1))).Message);
    }

    [TestMethod]
    public void Without_the_package_the_error_names_the_references_to_add()
    {
        string toAdd = $"{NoPackage}{Natives}\" /> to its project";

        Assert.AreEqual(
            $"MlpMulticlassOptions.Device is cuda:0, but {toAdd}; or train on Device.Cpu, or set MLContext.FallbackToCpu.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Make(Device.Cuda(), () => null)).Message);
        Assert.AreEqual(
            $"MlpMulticlassOptions.Device is auto with MLContext.GpuDeviceId 0, but {toAdd}; or train on Device.Cpu, or set MLContext.FallbackToCpu.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Make(Device.Auto, () => null, new MLContext { GpuDeviceId = 0 })).Message);
        Assert.AreEqual(
            $"MlpMulticlassOptions.Device is torch-cpu, but {NoPackage}TorchSharp-cpu\" /> to its project; or train on Device.Cpu.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Make(Device.TorchCpu, () => null)).Message);
    }

    [TestMethod]
    public void With_FallbackToCpu_a_missing_card_is_a_warning_and_the_processor()
    {
        var ml = new MLContext { FallbackToCpu = true };

        DeviceChoice choice = Make(Device.Cuda(), new Fake(0), ml);

        Assert.IsInstanceOfType<CpuEngine>(choice.Engine);
        Assert.IsTrue(choice.IsWarning);
        Assert.AreEqual(
            $"The device cuda:0 is not there, because the card is missing; training on {choice.Engine.Description} instead, as MLContext.FallbackToCpu says.",
            choice.Reason);
        Assert.AreEqual("card 0", Make(Device.Cuda(), new Fake(1), ml).Engine.Description);
    }

    [TestMethod]
    public void Fit_in_a_program_without_the_package_names_it_before_any_row_is_read_and_falls_back_with_a_warning()
    {
        var ml = new MLContext(seed: 1);
        var log = new List<string>();
        ml.Log += (_, e) => log.Add($"{e.Kind}: {e.RawMessage}");
        IDataView unread = ml.Data.LoadFromEnumerable(Unread());
        MlpMulticlassOptions options = new() { Device = Device.Cuda(), MaxEpochs = 1 };

        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(unread)).Message, NoPackage);
        ml.FallbackToCpu = true;
        ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(Blobs.View(ml, 30));

        Assert.Contains(line => line.StartsWith($"Warning: The device cuda:0 is not there, because {NoPackage}", StringComparison.Ordinal), log);

        static IEnumerable<Blobs.Row> Unread()
        {
            Assert.Fail("A row was read.");
            yield break;
        }
    }

    [TestMethod]
    public void Threads_on_a_card_are_refused_when_options_are_validated()
        => Assert.AreEqual(
            "MlpRegressionOptions.NumberOfThreads has no effect on MlpRegressionOptions.Device cuda:0: leave it out, or train on Device.Cpu.",
            Assert.ThrowsExactly<ArgumentException>(
                () => new MLContext().Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions { Device = Device.Cuda(), NumberOfThreads = 2 })).Message);

    private static DeviceChoice Make(Device device, IAccelerator accelerator, MLContext? ml = null) => Make(device, () => accelerator, ml);

    private static DeviceChoice Make(Device device, Func<IAccelerator?> find, MLContext? ml = null, int? threads = null)
        => DeviceChoice.Make(new MlpMulticlassOptions { Device = device, NumberOfThreads = threads }, ml ?? new MLContext(), find, _ => { });

    private sealed class Fake(int cards) : IAccelerator
    {
        public string Name => "Fake";

        public CudaStatus FindCuda() => new(cards, cards == 0 ? "the card is missing" : null);

        public IEngine CreateCuda(int card, Action<string>? warn = null) => new FakeEngine($"card {card}");

        public IEngine CreateCpu(int? threads = null) => new FakeEngine("processor");
    }

    private sealed class FakeEngine(string description) : IEngine
    {
        public string Description => description;

        public IReadOnlyList<string> FaultsOf(TrainingOptions options) => [];

        public INetwork CreateNetwork(MlpSpec spec) => throw new NotSupportedException();

        public ITrainingSession CreateSession(INetwork network, TrainingPlan plan) => throw new NotSupportedException();
    }
}
