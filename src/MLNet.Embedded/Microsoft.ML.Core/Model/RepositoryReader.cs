using System.IO.Compression;

namespace Microsoft.ML.Internal;

/// <summary>Reads the zip file that holds a model.</summary>
internal sealed class RepositoryReader : IDisposable
{
    /// <summary>What deflate can make of one byte at most; an entry that claims more lies, and memory is taken by what it claims.</summary>
    private const int LargestRatio = 1032;

    private readonly ZipArchive _zip;

    /// <summary>The zip file in <paramref name="stream"/>.</summary>
    /// <exception cref="FormatException">The stream holds no zip file, or a damaged one.</exception>
    public RepositoryReader(Stream stream)
    {
        try
        {
            _zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = _zip.Entries.Count;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            _zip?.Dispose();
            throw Marked.Format("Failed to open a zip archive: the model is not a model file, or cut short; get the file again.", error);
        }
    }

    /// <summary>The entry's contents, read forwards and checked; null when there is no such entry.</summary>
    public Stream? OpenEntryOrNull(string path)
    {
        if (_zip.GetEntry(path) is not { } entry)
        {
            return null;
        }
        if (entry.Length > LargestRatio * (entry.CompressedLength + 1))
        {
            throw ModelHeader.Damaged(path);
        }
        try
        {
            return new EntryStream(entry);
        }
        catch (InvalidDataException error)
        {
            throw Marked.Format($"'{path}' in the model cannot be read: the file is damaged; get it again.", error);
        }
    }

    /// <summary>All bytes of the entry; null when there is no such entry.</summary>
    public byte[]? ReadEntryOrNull(string path)
    {
        using Stream? stream = OpenEntryOrNull(path);
        if (stream is null)
        {
            return null;
        }
        if (stream.Length > Array.MaxLength)
        {
            throw ModelHeader.Damaged(path);
        }
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => _zip.Dispose();
}
