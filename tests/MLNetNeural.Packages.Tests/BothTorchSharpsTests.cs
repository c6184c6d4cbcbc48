namespace MLNetNeural.Packages.Tests;

/// <summary>An application that has ML.NET's own package on TorchSharp beside ours, which asks for a newer TorchSharp.</summary>
[TestClass]
[TestCategory("TorchSharp")]
public class BothTorchSharpsTests
{
    private static Application? _application;

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _application = Application.Build("BothTorchSharps");
    }

    [ClassCleanup]
    public static void Delete() => _application?.Dispose();

    [TestMethod]
    public void It_trains_on_the_device_that_it_finds()
    {
        string output = _application!.Output("auto");

        StringAssert.StartsWith(output, "Microsoft.ML.TorchSharp");
        StringAssert.Contains(output, "Device.Auto is ");
        StringAssert.Contains(output, "\nlearned");
    }

    [TestMethod]
    public void It_trains_by_libtorch()
    {
        (int exitCode, string output) = _application!.Run("torch-cpu");
        if (output.Contains(" needs GLIBCXX_", StringComparison.Ordinal)) Assert.Inconclusive(output.Split('\n').First(line => line.Contains(" needs GLIBCXX_", StringComparison.Ordinal)));

        Assert.AreEqual(0, exitCode, output);
        StringAssert.Contains(output, "TorchSharp on CPU");
        StringAssert.Contains(output, "\nlearned");
    }
}
