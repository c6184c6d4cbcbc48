using MLNetNeural.Tests;

namespace MLNetNeural.Packages.Tests;

/// <summary>An application of one project in a folder of its own, outside the repository, which knows the packages by a source of its own.</summary>
internal sealed class Application : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _name;

    private Application(string name) => _name = name;

    /// <summary>Installs the packages and builds it.</summary>
    /// <param name="name">Folder and project below Applications.</param>
    public static Application Build(string name)
    {
        var application = new Application(name);
        application.Write();
        (int exitCode, string output) = Dotnet.Build(application._folder.Path, application.Packages, "build", "-c", "Release", $"-p:MLNetNeuralVersion={PackedPackages.Version}", $"-p:Repository={Repository.Root}");
        if (exitCode != 0)
        {
            application.Dispose();
            if (output.Contains("NU1301", StringComparison.Ordinal)) Assert.Inconclusive($"No source of packages can be reached: {output}");
            Assert.Fail(output);
        }

        return application;
    }

    /// <summary>Runs it in a new process.</summary>
    public (int ExitCode, string Output) Run(params string[] arguments)
        => Dotnet.Run(_folder.Path, Packages, [Path.Combine(_folder.Path, "bin", "Release", "net10.0", $"{_name}.dll"), .. arguments]);

    /// <summary>Runs it in a new process, which must succeed.</summary>
    public string Output(params string[] arguments)
    {
        (int exitCode, string output) = Run(arguments);
        Assert.AreEqual(0, exitCode, output);
        return output;
    }

    public bool HasFile(string name) => File.Exists(Path.Combine(_folder.Path, name));

    public void Dispose() => _folder.Dispose();

    /// <summary>Packages are installed here; those that the user's own folder has are taken from there.</summary>
    private string Packages => Path.Combine(_folder.Path, "packages");

    private void Write()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Applications", _name))) File.Copy(file, _folder.File(Path.GetFileName(file)));
        File.WriteAllText(_folder.File("nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{PackedPackages.Folder}" /></packageSources>
              <fallbackPackageFolders><add key="user" value="{PackedPackages.PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
    }
}
