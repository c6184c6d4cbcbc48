using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The lines of one stream, found in large blocks of bytes.</summary>
internal sealed class StreamLines : IDisposable
{
    private const int BlockBytes = 1 << 18;

    private readonly Stream _stream;
    private byte[] _bytes = new byte[BlockBytes];
    private int _next;
    private int _end;
    private bool _isAtEnd;
    private bool _skipsLineFeed;

    private StreamLines(Stream stream)
    {
        _stream = stream;
        Fill();
    }

    /// <summary>The lines of a stream in UTF-8, or in the encoding that its byte order mark says.</summary>
    public static StreamLines Open(IMultiStreamSource source, int index)
    {
        StreamLines lines = new(source.Open(index));
        if (EncodingOf(lines._bytes.AsSpan(0, lines._end)) is { } encoding)
        {
            lines.Dispose();
            lines = new(Encoding.CreateTranscodingStream(source.Open(index), encoding, Encoding.UTF8));
        }
        if (lines._bytes.AsSpan(0, lines._end).StartsWith(Encoding.UTF8.Preamble))
            lines._next = Encoding.UTF8.Preamble.Length;
        return lines;
    }

    /// <summary>Reads a line; false at the end.</summary>
    public bool TryRead(out TextLine line)
    {
        int searched = 0;
        while (true)
        {
            if (_skipsLineFeed && _next < _end)
            {
                _next += _bytes[_next] == '\n' ? 1 : 0;
                _skipsLineFeed = false;
            }
            ReadOnlySpan<byte> rest = _bytes.AsSpan(_next, _end - _next);
            int length = rest[searched..].IndexOfAny((byte)'\n', (byte)'\r');
            if (length >= 0)
            {
                length += searched;
                line = new(_bytes, _next, length);
                _skipsLineFeed = rest[length] == '\r';
                _next += length + 1;
                return true;
            }
            if (_isAtEnd)
            {
                line = new(_bytes, _next, rest.Length);
                _next = _end;
                return line.Length > 0;
            }
            searched = rest.Length;
            Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    // Keeps what is not read yet at the start of the buffer.
    private void Fill()
    {
        int kept = _end - _next;
        if (kept > _bytes.Length / 2)
        {
            byte[] larger = new byte[checked(2 * _bytes.Length)];
            Buffer.BlockCopy(_bytes, _next, larger, 0, kept);
            _bytes = larger;
        }
        else
        {
            Buffer.BlockCopy(_bytes, _next, _bytes, 0, kept);
        }
        int read = _stream.ReadAtLeast(_bytes.AsSpan(kept), minimumBytes: 4, throwOnEndOfStream: false);
        _next = 0;
        _end = kept + read;
        _isAtEnd = read < 4;
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> start)
        => start.StartsWith(Encoding.UTF32.Preamble) ? Encoding.UTF32
            : start.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
            : start.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
            : null;
}
