using Microsoft.Win32.SafeHandles;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Images.Decoding;

/// <summary>The bytes of a file, for as long as a method runs.</summary>
internal readonly unsafe ref struct FileBytes
{
    private readonly Scratch _memory;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is longer than 2 GB.</exception>
    public FileBytes(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        long length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength) throw new IOException("it has more than 2 GB");
        _memory = new Scratch(length);
        try
        {
            // A file that is being written may be shorter by now.
            for (int read = -1; read != 0 && Length < length; Length += read)
            {
                read = RandomAccess.Read(file, new Span<byte>(_memory.Pointer + Length, (int)length - Length), Length);
            }
        }
        catch
        {
            _memory.Dispose();
            throw;
        }
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer => _memory.Pointer;

    /// <summary>How many there are.</summary>
    public int Length { get; }

    public void Dispose() => _memory.Dispose();
}
