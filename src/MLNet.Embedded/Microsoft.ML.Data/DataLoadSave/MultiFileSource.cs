namespace Microsoft.ML.Data;

/// <summary>Files.</summary>
/// <remarks>
/// A path may have wildcards in its last part (<c>data/*.csv</c>), stand for a folder and all below it (<c>data/...</c>, or
/// <c>data/.../*.csv</c>), and several may be joined by <c>+</c>. The files of a pattern come in the order of their names.
/// </remarks>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    /// <summary>The files of some paths and patterns.</summary>
    /// <param name="paths">Paths and patterns; null or none: no files.</param>
    public MultiFileSource(params string?[]? paths)
    {
        string[] given = [.. (paths ?? []).OfType<string>()];
        string[] found = [.. given.SelectMany(Expand)];
        // Paths of files that are not there stay: opening them tells.
        _paths = found.Length > 0 ? found : given;
    }

    /// <inheritdoc/>
    public int Count => _paths.Length;

    /// <inheritdoc/>
    public string GetPathOrNull(int index) => _paths[Checked(index)];

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public Stream Open(int index)
    {
        string path = _paths[Checked(index)];
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Could not open file '{path}'. Error is: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>The files that are there of a path or pattern.</summary>
    internal static IEnumerable<string> Expand(string pattern)
        => File.Exists(pattern) ? [pattern]
            : pattern.Split('+', StringSplitOptions.RemoveEmptyEntries).SelectMany(FilesOf).Distinct();

    private static IEnumerable<string> FilesOf(string pattern)
    {
        const string AllBelow = "...";
        int below = pattern.IndexOf(AllBelow, StringComparison.Ordinal);
        if (below >= 0)
        {
            string rest = pattern[(below + AllBelow.Length)..].TrimStart('/', '\\');
            return Files(pattern[..below], rest, SearchOption.AllDirectories);
        }
        return pattern.AsSpan().ContainsAny('*', '?')
            ? Files(Path.GetDirectoryName(pattern), Path.GetFileName(pattern), SearchOption.TopDirectoryOnly)
            : File.Exists(pattern) ? [pattern] : [];
    }

    private static string[] Files(string? folder, string name, SearchOption option)
    {
        bool isHere = string.IsNullOrEmpty(folder);
        string root = isHere ? "." : folder!;
        if (!Directory.Exists(root))
            return [];
        string[] files = Directory.GetFiles(root, name.Length == 0 ? "*" : name, option);
        // A folder's own files before those below it.
        return [.. files.OrderBy(file => Path.GetDirectoryName(file), StringComparer.Ordinal).ThenBy(file => file, StringComparer.Ordinal)
            .Select(file => isHere ? Path.GetRelativePath(root, file) : file)];
    }

    private int Checked(int index)
        => (uint)index < (uint)_paths.Length
            ? index
            : throw new ArgumentOutOfRangeException(nameof(index), $"There are {_paths.Length} files, got the index {index}.");
}
