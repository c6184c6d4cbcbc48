using System.IO.MemoryMappedFiles;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Memory;

/// <summary>A file for what memory has no room for. It has no name: it vanishes with the process, however that ends.</summary>
internal sealed class SpillFile : IDisposable
{
    private readonly string _what;
    private readonly string _folder;
    private readonly FileStream _stream;
    private long _length;

    /// <summary>Makes the file.</summary>
    /// <param name="folder">Where; null for the system's temporary folder.</param>
    /// <param name="what">What it is for, as a message begins: "The best weights".</param>
    /// <exception cref="IOException">It cannot be made; the message names the folder.</exception>
    public SpillFile(string? folder, string what)
    {
        _what = what;
        _folder = Path.GetFullPath(folder ?? Path.GetTempPath());
        string path = Path.Combine(_folder, $"mlnetneural-{Guid.NewGuid():N}.tmp");
        try
        {
            // Windows deletes a file that is in use only by this option, which holds for a killed process too; others keep it without a name.
            _stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            });
            if (!OperatingSystem.IsWindows()) File.Delete(path);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Writes bytes to the end and maps them.</summary>
    /// <exception cref="IOException">The disk is full or fails; the message names the folder.</exception>
    public MappedBlock Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            // Written, not stored through the mapping: a full disk is then an error here and not a signal that ends the process.
            RandomAccess.Write(_stream.SafeFileHandle, bytes, _length);
            using var map = MemoryMappedFile.CreateFromFile(_stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            var block = new MappedBlock(map.CreateViewAccessor(_length, bytes.Length, MemoryMappedFileAccess.Read));
            _length += bytes.Length;
            return block;
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Writes bytes over what is there.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">Where the first one goes.</param>
    /// <exception cref="IOException">The disk is full or fails; the message names the folder.</exception>
    public void Write(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            RandomAccess.Write(_stream.SafeFileHandle, bytes, position);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="bytes">Receives the bytes.</param>
    /// <param name="position">Where the first one is.</param>
    /// <exception cref="IOException">The disk fails; the message names the folder.</exception>
    public void Read(Span<byte> bytes, long position)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                int read = RandomAccess.Read(_stream.SafeFileHandle, bytes, position);
                if (read == 0) throw new EndOfStreamException("the file ends too soon");
                bytes = bytes[read..];
                position += read;
            }
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw new IOException($"{_what} could not be read from a temporary file in '{_folder}': {e.Message}", e);
        }
    }

    public void Dispose() => _stream.Dispose();

    private IOException Failure(Exception e)
        => new($"{_what} could not be written to a temporary file in '{_folder}': {e.Message}", e);
}
