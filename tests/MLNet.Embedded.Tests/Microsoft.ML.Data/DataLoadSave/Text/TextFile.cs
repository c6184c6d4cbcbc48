using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Data.Text;

/// <summary>A text file for one test.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    /// <summary>One scalar column for each kind, from the fields in order: A, B, C…</summary>
    public static TextLoader.Column[] Scalars(params DataKind[] kinds)
        => [.. kinds.Select((kind, i) => new TextLoader.Column($"{(char)('A' + i)}", kind, i))];

    /// <summary>Options for comma-separated text, read by one thread so that errors come out as they are thrown.</summary>
    public static TextLoader.Options Csv(params TextLoader.Column[] columns) => new() { Separators = [','], UseThreads = false, Columns = columns };

    public void Dispose() => File.Delete(Path);
}
