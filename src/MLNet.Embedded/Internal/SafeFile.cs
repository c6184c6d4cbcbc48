namespace Microsoft.ML.Internal;

/// <summary>Files that are there whole or not at all.</summary>
internal static class SafeFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes to a file beside <paramref name="path"/>, and gives it that name when it is complete and on disk.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        // Through a link, as any other writer would go.
        string target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        if (File.Exists(target) && new FileInfo(target).IsReadOnly)
        {
            throw new UnauthorizedAccessException($"'{path}' is read-only and cannot be replaced; make it writable or choose another path.");
        }
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
