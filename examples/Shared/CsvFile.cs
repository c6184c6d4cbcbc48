using MLNetNeural.Networks.Persistence;

namespace Examples;

/// <summary>Tables that any program reads.</summary>
internal static class CsvFile
{
    /// <summary>Writes a table, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Names of the columns, with commas between.</param>
    /// <param name="lines">The rows; numbers in the invariant culture.</param>
    public static void Write(string path, string header, IEnumerable<string> lines) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.NewLine = "\n";
        writer.WriteLine(header);
        foreach (string line in lines) writer.WriteLine(line);
    });
}
