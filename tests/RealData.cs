namespace MLNetNeural.Tests;

/// <summary>Finds the photographs and reference images that are not part of the project, or skips the test by name.</summary>
internal static class RealData
{
    /// <summary>Test category of everything that reads them.</summary>
    public const string Category = "RealData";

    /// <summary>A folder or file below the shared folder: MLNETNEURAL_SHARED, or "shared" beside the repository.</summary>
    public static string Find(string relativePath)
    {
        string shared = Environment.GetEnvironmentVariable("MLNETNEURAL_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(shared, relativePath));
        if (!Path.Exists(path))
        {
            Assert.Inconclusive($"'{relativePath}' is not there; set MLNETNEURAL_SHARED to the folder that has it.");
        }

        return path;
    }
}
