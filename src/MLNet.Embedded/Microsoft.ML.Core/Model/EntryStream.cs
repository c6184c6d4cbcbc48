using System.IO.Compression;

namespace Microsoft.ML.Internal;

/// <summary>The contents of an entry, read once from start to end; a wrong checksum throws where the contents end.</summary>
internal sealed class EntryStream(ZipArchiveEntry entry) : Stream
{
    private readonly Stream _contents = entry.Open();
    private Crc32 _checksum = new();
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException($"'{entry.FullName}' in the model is read from start to end; it cannot go to {value}.");
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = _contents.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
        _checksum.Add(buffer[..count]);
        _position += count;
        bool atEnd = _position == Length;
        if ((atEnd && count > 0 && _checksum.Value != entry.Crc32) || _position > Length || (count == 0 && buffer.Length > 0 && !atEnd))
        {
            throw Damaged(null);
        }
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin)
        => throw new NotSupportedException($"'{entry.FullName}' in the model is read from start to end; it cannot go to {offset}.");

    public override void SetLength(long value) => throw new NotSupportedException("A model is not changed by reading it.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A model is not changed by reading it.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _contents.Dispose();
        }
        base.Dispose(disposing);
    }

    private FormatException Damaged(Exception? inner)
        => Marked.Format($"'{entry.FullName}' in the model is damaged: its checksum or length is wrong; get the file again.", inner);
}
