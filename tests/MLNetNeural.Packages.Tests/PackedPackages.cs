using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using MLNetNeural.Tests;

namespace MLNetNeural.Packages.Tests;

/// <summary>The published packages, packed once for all tests, under a version that no feed and no cache has.</summary>
[TestClass]
public class PackedPackages
{
    private static TemporaryFolder? _folder;

    /// <summary>Where they lie.</summary>
    public static string Folder => _folder!.Path;

    public static string Version { get; } = $"0.1.0-test.{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";

    /// <summary>Debug or Release, as these tests.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The user's own packages, which the restore of these tests has filled.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    [AssemblyInitialize]
    public static void Pack(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _folder = new TemporaryFolder();
        string project = Path.Combine(Repository.Root, "tests", "MLNetNeural.Packages.Tests", "Pack.targets");
        (int exitCode, string output) = Dotnet.Build(Path.GetDirectoryName(project)!, PackageFolder, "msbuild", project, "-m", $"-p:Configuration={Configuration}", $"-p:PackageVersion={Version}", $"-p:PackageOutputPath={Folder}");
        Assert.AreEqual(0, exitCode, output);
    }

    [AssemblyCleanup]
    public static void Delete() => _folder?.Dispose();

    /// <summary>What a package says of itself.</summary>
    public static XElement Metadata(string package, string element) => Nuspec(package).Descendants().First(e => e.Name.LocalName == element);

    /// <summary>The packages that it depends on, with their ranges.</summary>
    public static Dictionary<string, string> Dependencies(string package)
        => Nuspec(package).Descendants().Where(e => e.Name.LocalName == "dependency").ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

    /// <summary>The files in it that NuGet did not add by itself.</summary>
    public static string[] Files(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(File(package));
        return [.. archive.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal) || name.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static XDocument Nuspec(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(File(package));
        using Stream stream = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(stream);
    }

    private static string File(string package) => Path.Combine(Folder, $"{package}.{Version}.nupkg");

    private static string Metadata(string key)
        => typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
