using System.Text;
using MLNetNeural.Networks.Tests;
using MLNetNeural.TorchSharp.Natives;
using MLNetNeural.Trainers;

namespace MLNetNeural.TorchSharp.Tests.Natives;

/// <summary>What a system says whose C++ library is older than the one that TorchSharp was built with.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
public class MissingSymbolsTests
{
    [TestMethod]
    [DataRow("version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)")]
    [DataRow("Version »GLIBCXX_3.4.32« nicht gefunden (benötigt von /app/libLibTorchSharp.so)")]
    public void The_version_that_is_missing_and_the_newest_that_is_there_are_read_from_the_loader_and_the_library(string said)
    {
        using var folder = new TemporaryFolder();
        string library = Path.Combine(folder.Path, "libstdc++.so.6");
        File.WriteAllBytes(library, Encoding.Latin1.GetBytes("\u007fELF\0GLIBCXX_3.4\0GLIBCXX_3.4.9\0GLIBCXX_3.4.30\0GLIBCXX_3.4.29\0CXXABI_1.3.13\0GLIBC_2.34\0"));

        MissingSymbols? symbols = MissingSymbols.In(Message($"{library}: {said}"));

        Assert.AreEqual(new MissingSymbols("GLIBCXX_3.4.32", library, "GLIBCXX_3.4.30"), symbols);
        Assert.AreEqual("needs GLIBCXX_3.4.32, and libstdc++.so.6 of this system has at most GLIBCXX_3.4.30: run on Ubuntu 24.04, Debian 13 or a later system", symbols!.ToString());
    }

    [TestMethod]
    public void A_library_that_cannot_be_read_is_named_without_its_newest_version()
        => Assert.AreEqual(
            "needs GLIBC_2.38, and libc.so.6 of this system does not have it: run on Ubuntu 24.04, Debian 13 or a later system",
            MissingSymbols.In(Message("/nowhere/libc.so.6: version `GLIBC_2.38' not found (required by /app/libLibTorchSharp.so)"))!.ToString());

    [TestMethod]
    [DataRow("libtorch.so: cannot open shared object file: No such file or directory")]
    [DataRow("/app/libLibTorchSharp.so: undefined symbol: _ZN2at4TENSOR")]
    public void A_file_that_is_missing_is_no_older_system(string said) => Assert.IsNull(MissingSymbols.In(Message(said)));

    [TestMethod]
    public void A_native_part_that_does_not_load_is_the_same_sentence_for_the_processor_and_for_cards()
    {
        if (TestDevice.MissingNatives is not { } missing)
        {
            Assert.Inconclusive("TorchSharp's native part can be loaded.");
            return;
        }

        StringAssert.Matches(missing, new(@"^TorchSharp's native part \(LibTorchSharp\) needs GLIBCXX_3\.4\.32, and libstdc\+\+\.so\.6 of this system has at most GLIBCXX_3\.4\.\d+: run on Ubuntu 24\.04, Debian 13 or a later system$"));
        Assert.AreEqual(missing, TestDevice.MissingCard);
        Assert.AreEqual($"{missing}.", Assert.ThrowsExactly<InvalidOperationException>(() => FitTests.Fit(FitTests.Options with { Device = Device.TorchCpu })).Message);
    }

    private static string Message(string line) => $"""
        Unable to load shared library 'LibTorchSharp' or one of its dependencies. If you're using glibc, consider setting the LD_DEBUG environment variable:
        /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
        {line}
        /app/libLibTorchSharp: cannot open shared object file: No such file or directory

        """;
}
