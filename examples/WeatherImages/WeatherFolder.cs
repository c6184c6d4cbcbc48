namespace WeatherImages;

/// <summary>The folder of the data: train/ and test/, each with one folder a class.</summary>
internal static class WeatherFolder
{
    /// <summary>Checks what can be checked before anything is decoded.</summary>
    /// <exception cref="IOException">A folder is missing.</exception>
    /// <exception cref="InvalidOperationException">test/ has a class that train/ has not.</exception>
    public static void Check(string folder)
    {
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, "test");
        foreach (string part in new[] { folder, train, test })
        {
            if (!Directory.Exists(part)) throw new DirectoryNotFoundException($"The folder '{part}' does not exist: --data wants a folder with train/ and test/, one folder a class in each.");
        }

        string[] unknown = [.. Classes(test).Except(Classes(train), StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new InvalidOperationException(
                $"'{test}' has the class{(unknown.Length == 1 ? "" : "es")} {string.Join(", ", unknown)}, which '{train}' has not: remove the folder or add images to train on.");
        }
    }

    private static IEnumerable<string> Classes(string folder) => Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path));
}
