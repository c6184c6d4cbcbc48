namespace MLNetNeural.Tests.Docs;

/// <summary>A block of C# in a document, or in a source that the compiler reads in its stead.</summary>
/// <param name="File">The file, below the repository's folder.</param>
/// <param name="Line">Number of its first line, from 1.</param>
/// <param name="Text">Its lines without their margins.</param>
internal sealed record DocumentBlock(string File, int Line, string Text)
{
    /// <summary>The blocks of the README, of the pages in docs/ and of the README of the packages.</summary>
    public static DocumentBlock[] OfDocuments { get; } =
        [.. ((string[])["README.md", .. Files("docs", "*.md"), .. Files("src", "*.md")]).SelectMany(file => Read(file, "```csharp", "```"))];

    /// <summary>The blocks of the sources in the folders Docs of the test projects.</summary>
    public static DocumentBlock[] OfSources { get; } =
        [.. Files("tests", "*Snippets.cs").Where(IsInDocs).SelectMany(file => Read(file, "// <docs>", "// </docs>"))];

    private static bool IsInDocs(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == "Docs";

    private static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal);

    private static IEnumerable<DocumentBlock> Read(string file, string start, string end)
    {
        string[] lines = [.. System.IO.File.ReadLines(Path.Combine(Repository.Root, file)).Select(line => line.Trim())];
        for (int first = Array.IndexOf(lines, start) + 1; first > 0; first = Array.IndexOf(lines, start, first) + 1)
        {
            int last = Array.IndexOf(lines, end, first);
            yield return new DocumentBlock(file, first + 1, string.Join('\n', lines[first..last]));
        }
    }
}
