using System.Text;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The lines of all streams of a source that are rows: no headers, comments and empty lines.</summary>
/// <param name="source">The streams.</param>
/// <param name="format">How lines are divided.</param>
/// <param name="hasHeader">Whether the first line of each stream is left out.</param>
/// <param name="maxLines">The most lines to read.</param>
internal sealed class LineReader(IMultiStreamSource source, TextFormat format, bool hasHeader, long maxLines) : IDisposable
{
    private readonly QuotedLines? _quoted = format.ReadMultilines ? new(format) : null;
    private StreamLines? _lines;
    private string? _path;
    private int _nextStream;
    private long _lineNumber;
    private long _count;
    private bool _isAtStart;

    /// <summary>Reads the next row's line; false at the end.</summary>
    /// <exception cref="FormatException">A quoted field is not closed before the end of its stream.</exception>
    public bool TryRead(out TextLine line)
    {
        line = default;
        if (_count >= maxLines)
            return false;
        while (TryReadAny(out line))
        {
            ReadOnlySpan<byte> text = line.Text;
            if (text.IsEmpty || text.StartsWith("//"u8) || (_isAtStart && text[0] == '#'))
                continue;
            bool isHeader = _isAtStart && hasHeader;
            _isAtStart = false;
            if (isHeader)
                continue;
            _count++;
            if (format.TrimWhitespace)
                line = line with { Length = TrimmedLength(text) };
            return true;
        }
        return false;
    }

    public void Dispose() => _lines?.Dispose();

    private bool TryReadAny(out TextLine line)
    {
        while (true)
        {
            if (_lines is not null && _lines.TryRead(out line))
            {
                _lineNumber++;
                if (_quoted is not null && !IsComment(line.Text))
                    line = _quoted.Complete(line, _lines, _lineNumber);
                line = line with { Path = _path, Number = _lineNumber };
                return true;
            }
            _lines?.Dispose();
            _lines = null;
            if (_nextStream == source.Count)
            {
                line = default;
                return false;
            }
            _path = source.GetPathOrNull(_nextStream);
            _lines = StreamLines.Open(source, _nextStream++);
            _lineNumber = 0;
            _isAtStart = true;
        }
    }

    private bool IsComment(ReadOnlySpan<byte> text) => text.IsEmpty || text.StartsWith("//"u8) || (_isAtStart && text[0] == '#');

    private static int TrimmedLength(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(text, out Rune last, out int bytes);
            if (!Rune.IsWhiteSpace(last))
                break;
            text = text[..^bytes];
        }
        return text.Length;
    }

    /// <summary>Joins the lines that a quoted field spans.</summary>
    private sealed class QuotedLines(TextFormat format)
    {
        private byte[] _joined = [];

        public TextLine Complete(TextLine line, StreamLines lines, long number)
        {
            if (!EndsInQuotes(line.Text, false))
                return line;
            int length = Append(line.Text, 0);
            bool isOpen = true;
            while (isOpen)
            {
                if (!lines.TryRead(out TextLine next))
                    throw Marked.Format($"The quoted field opened in line {number} is never closed; close it or turn off ReadMultilines.");
                length = Append("\n"u8, length);
                length = Append(next.Text, length);
                isOpen = EndsInQuotes(next.Text, true);
            }
            return new(_joined, 0, length);
        }

        private int Append(ReadOnlySpan<byte> text, int length)
        {
            if (length + text.Length > _joined.Length)
                Array.Resize(ref _joined, Math.Max(checked(length + text.Length), 2 * _joined.Length));
            text.CopyTo(_joined.AsSpan(length));
            return length + text.Length;
        }

        // Whether the line ends within a quoted field, which may have begun on an earlier line.
        private bool EndsInQuotes(ReadOnlySpan<byte> text, bool isInQuotes)
        {
            int at = 0;
            while (true)
            {
                if (!isInQuotes)
                {
                    while (format.SkipsSpaces && at < text.Length && text[at] == ' ')
                        at++;
                    isInQuotes = at < text.Length && text[at] == '"';
                    at += isInQuotes ? 1 : 0;
                }
                if (isInQuotes)
                {
                    if (!Quotes.TryFindClosing(text, format.EscapeChar, ref at))
                        return true;
                    isInQuotes = false;
                    while (format.SkipsSpaces && at < text.Length && text[at] == ' ')
                        at++;
                    // Anything else before the separator is a bad field, and the rest of the line is not looked at.
                    if (at < text.Length && !format.Separators.Contains(text[at]))
                        return false;
                }
                int separator = text[at..].IndexOfAny(format.Separators);
                if (separator < 0)
                    return false;
                at += separator + 1;
            }
        }
    }
}
