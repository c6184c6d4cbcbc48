namespace MLNetNeural.Tests;

/// <summary>The blocks of C# in the README, and the sources that the compiler reads in their stead; lines without their margins.</summary>
internal static class ReadmeBlocks
{
    private const string SourceStart = "// <readme>", SourceEnd = "// </readme>";

    /// <summary>All blocks of the README, from its top.</summary>
    public static string[][] OfReadme { get; } = Read("README.md", "```csharp", "```");

    /// <summary>The blocks of a source, from its top.</summary>
    /// <param name="path">Folders and file below the solution.</param>
    public static string[][] OfSource(params string[] path) => Read(Path.Combine(path), SourceStart, SourceEnd);

    private static string[][] Read(string path, string start, string end)
    {
        List<string[]> blocks = [];
        List<string>? block = null;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, path)).Select(line => line.Trim()))
        {
            if (block is null && line == start)
            {
                block = [];
            }
            else if (block is not null && line == end)
            {
                blocks.Add([.. block]);
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }

        return [.. blocks];
    }
}
