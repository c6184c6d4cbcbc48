namespace Microsoft.ML.Data;

/// <summary>Streams whose contents, one after another, are one set of data.</summary>
public interface IMultiStreamSource
{
    /// <summary>The number of streams.</summary>
    int Count { get; }

    /// <summary>The path behind a stream, null when there is none; for messages.</summary>
    string? GetPathOrNull(int index);

    /// <summary>Opens a stream, from its start; the caller disposes it.</summary>
    Stream Open(int index);

    /// <summary>Opens a stream as text, from its start; the caller disposes it.</summary>
    TextReader OpenTextReader(int index);
}
