namespace MLNet.Embedded.Tests.Support;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("MLNet.Embedded.Tests");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Names => [.. _folder.EnumerateFileSystemInfos().Select(entry => entry.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
