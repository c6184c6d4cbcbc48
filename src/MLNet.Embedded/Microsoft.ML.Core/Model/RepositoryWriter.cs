using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.Internal;

/// <summary>Writes the zip file that holds a model.</summary>
internal sealed class RepositoryWriter : IDisposable
{
    // One date for all entries: the same model gives the same bytes.
    private static readonly DateTimeOffset EntryDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ZipArchive _zip;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>A new zip file, written to <paramref name="stream"/> from its present position on.</summary>
    public RepositoryWriter(Stream stream)
    {
        _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        using Stream version = CreateEntry("TrainingInfo/Version.txt", CompressionLevel.NoCompression);
        version.Write(Encoding.UTF8.GetBytes($"MLNet.Embedded {typeof(RepositoryWriter).Assembly.GetName().Version}"));
    }

    /// <summary>A new entry; close its stream before the next is opened.</summary>
    public Stream CreateEntry(string path, CompressionLevel compression)
    {
        if (!_names.Add(path))
        {
            throw Marked.InvalidOperation($"The model already has an entry '{path}'; each part needs a name of its own.");
        }
        ZipArchiveEntry entry = _zip.CreateEntry(path, compression);
        entry.LastWriteTime = EntryDate;
        return entry.Open();
    }

    /// <summary>Writes the directory of the zip file.</summary>
    public void Dispose() => _zip.Dispose();
}
