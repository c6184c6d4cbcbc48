namespace MLNetNeural.Packages.Tests;

/// <summary>What the packages say of themselves, and what is in them.</summary>
[TestClass]
public class PackageTests
{
    private static readonly string[] Published = [.. Directory.GetFiles(PackedPackages.Folder, "*.nupkg").Select(file => Path.GetFileName(file)[..^$".{PackedPackages.Version}.nupkg".Length])];

    [TestMethod]
    public void Every_version_5_of_MLNET_from_the_tested_one_on_meets_the_dependencies()
    {
        Dictionary<string, string> dependencies = PackedPackages.Dependencies("MLNetNeural");

        Assert.AreEqual("[5.0.1, 6.0.0)", dependencies["Microsoft.ML"]);
        Assert.AreEqual("[5.0.1, 6.0.0)", dependencies["Microsoft.ML.ImageAnalytics"]);
        Assert.AreEqual("2.88.9", dependencies["SkiaSharp"]);
    }

    [TestMethod]
    public void TorchSharp_is_the_package_on_TorchSharp_alone_and_brings_no_libtorch()
    {
        CollectionAssert.AreEquivalent(new[] { "MLNetNeural.Networks", "TorchSharp" }, PackedPackages.Dependencies("MLNetNeural.TorchSharp").Keys);
        foreach (string other in Published.Where(package => package != "MLNetNeural.TorchSharp")) CollectionAssert.DoesNotContain(PackedPackages.Dependencies(other).Keys, "TorchSharp", other);
    }

    [TestMethod]
    public void Each_has_its_library_with_docs_a_page_a_license_and_a_sentence_and_nothing_of_the_build()
    {
        Assert.IsNotEmpty(Published);
        foreach (string package in Published)
        {
            CollectionAssert.AreEqual(new[] { "PACKAGE.md", $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml" }, PackedPackages.Files(package), package);
            Assert.AreEqual("MIT", PackedPackages.Metadata(package, "license").Value);
            StringAssert.EndsWith(PackedPackages.Metadata(package, "description").Value, ".");
            CollectionAssert.DoesNotContain(PackedPackages.Dependencies(package).Keys, "MLNet.Internals");
        }
    }
}
