namespace MLNetNeural.Tests;

/// <summary>Where the project lies on this machine.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution, found upwards from the tests' own folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MLNetNeural.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' has MLNetNeural.sln.");
        }

        return folder;
    }
}
