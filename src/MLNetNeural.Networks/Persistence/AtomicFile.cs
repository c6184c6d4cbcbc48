namespace MLNetNeural.Networks.Persistence;

/// <summary>Writes files atomically, so that they exist whole or not at all: under a temporary name beside the target, flushed, then renamed.</summary>
public static class AtomicFile
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; one that exists is replaced when the new one is complete.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="flushToDisk">
    /// Whether to wait until the disk has it. Without, the file survives the death of the process but perhaps not a power cut.
    /// </param>
    /// <exception cref="IOException">The file cannot be written; the message names it. Nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write, bool flushToDisk = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path);
        string temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes))
            {
                write(stream);
                stream.Flush(flushToDisk);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e)
        {
            TryDelete(temporary);
            if (DiskFailure.Is(e)) throw new IOException($"Could not write '{full}': {e.Message}", e);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one that is reported; the remains cannot be removed either.
        }
    }
}
