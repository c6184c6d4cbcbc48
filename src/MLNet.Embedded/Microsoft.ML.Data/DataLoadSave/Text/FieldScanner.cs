using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Data;

/// <summary>Divides lines into fields; its contents are those of the line scanned last.</summary>
/// <param name="format">How lines are divided.</param>
/// <param name="lastNeeded">The last field that is needed; those behind it may be left out.</param>
/// <param name="report">Told of fields and lines that are not well formed.</param>
internal sealed class FieldScanner(TextFormat format, int lastNeeded, ParseReport report)
{
    private Field[] _fields = new Field[16];
    private byte[] _bytes = [];
    private byte[] _unescaped = [];
    private int _unescapedCount;
    private bool _isBadlyQuoted;

    /// <summary>The fields found, in the order of their sources.</summary>
    public int Count { get; private set; }

    /// <summary>The number of fields from the first on whose source is their place; those behind it are sparse.</summary>
    public int DenseCount { get; private set; }

    /// <summary>The number of fields that the line has or says it has, as far as it was read.</summary>
    public int Width { get; private set; }

    public void Scan(in TextLine line)
    {
        _bytes = line.Buffer;
        _unescapedCount = 0;
        Count = 0;
        if (format.AllowSparse)
            ScanSparse(line);
        else
            ScanDense(line);
    }

    /// <summary>The field of that source; false when it is absent.</summary>
    public bool TryGet(int source, out ReadOnlySpan<byte> text)
    {
        int place = source < DenseCount ? source : IndexOfSparse(source);
        bool found = place < Count && _fields[place].Source == source;
        text = found ? TextAt(place) : default;
        return found;
    }

    /// <summary>The first field from that source on.</summary>
    public int PlaceOf(int source) => source < DenseCount ? source : IndexOfSparse(source);

    public int SourceAt(int place) => _fields[place].Source;

    public ReadOnlySpan<byte> TextAt(int place)
    {
        Field field = _fields[place];
        return field.Start >= 0 ? new(_bytes, field.Start, field.Length) : new(_unescaped, ~field.Start, field.Length);
    }

    private void ScanDense(in TextLine line)
    {
        int at = line.Start;
        int end = line.Start + line.Length;
        bool isMore = true;
        if (format.SeparatorChars.Length == 1 && !(format.AllowQuoting && line.Text.Contains((byte)'"')))
            isMore = ScanPlain(ref at, end);
        while (isMore && Count <= lastNeeded)
            isMore = ReadField(line, ref at, end, sparseIndex: out _);
        DenseCount = Count;
        Width = Count;
    }

    // Fields that end at the one separator there is, all that a vector holds at a time; the last ones are left to ReadField.
    private bool ScanPlain(ref int at, int end)
    {
        var separator = Vector256.Create((byte)format.SeparatorChars[0]);
        byte[] bytes = _bytes;
        int start = at;
        int count = 0;
        bool isMore = true;
        for (int block = at; isMore && block <= end - Vector256<byte>.Count; block += Vector256<byte>.Count)
        {
            uint found = Vector256.Equals(Vector256.Create<byte>(bytes.AsSpan(block)), separator).ExtractMostSignificantBits();
            for (; isMore && found != 0; found &= found - 1)
            {
                int limit = block + BitOperations.TrailingZeroCount(found);
                if (bytes[start] == ' ')
                    SkipSpaces(ref start, limit);
                if (count == _fields.Length)
                    Array.Resize(ref _fields, 2 * count);
                _fields[count] = new(count, start, limit - start);
                start = limit + 1;
                isMore = count++ < lastNeeded;
            }
        }
        Count = count;
        at = start;
        return isMore;
    }

    private void ScanSparse(in TextLine line)
    {
        int at = line.Start;
        int end = line.Start + line.Length;
        int width = format.InputSize;
        int needed = lastNeeded;
        int sparseStart = -1;
        int previous = -1;
        bool isMore = true;
        while (isMore)
        {
            int fieldStart = at;
            isMore = ReadField(line, ref at, end, out int index);
            if (index < 0)
            {
                if (sparseStart >= 0)
                {
                    Count--;
                    Report(line, fieldStart, at, isMore, "Non-sparse formatted value follows sparse formatted value");
                    break;
                }
                // One more than is needed: it may be the size of a sparse part that begins behind it.
                if (Count > needed + 1L)
                    break;
                continue;
            }

            Field item = _fields[--Count];
            if (sparseStart < 0)
            {
                if (width == 0 && !TryTakeSize(out width, out string problem))
                {
                    Report(line, fieldStart, at, isMore, problem);
                    break;
                }
                sparseStart = Count;
                needed = Math.Min(needed, width - 1);
            }
            if (index > needed - sparseStart)
            {
                if (index >= width - sparseStart)
                {
                    Report(line, fieldStart, at, isMore, "Sparse item index larger than expected. Is the specified size incorrect?");
                    break;
                }
                if (index > needed - sparseStart + 1L)
                    break;
            }
            if (index <= previous)
            {
                Report(line, fieldStart, at, isMore, "Sparse indices out of order");
                break;
            }
            previous = index;
            Add(item with { Source = sparseStart + index });
        }
        DenseCount = sparseStart < 0 ? Count : sparseStart;
        Width = sparseStart < 0 ? Math.Max(Count, format.InputSize) : width;
    }

    // The field before the first sparse item is the number of fields from there on: takes it away, and gives the line's width.
    private bool TryTakeSize(out int width, out string problem)
    {
        const string Advice = " or ambiguous sparse item. Turn off AllowSparse for a file that is not sparse, or quote the value.";
        width = 0;
        problem = "Missing dimensionality" + Advice;
        if (Count == 0 || _fields[Count - 1].Length == 0)
            return false;
        problem = "Bad dimensionality" + Advice;
        if (!FieldParsers.TryParseInteger(TextAt(Count - 1), out int size) || size <= 0)
            return false;
        Count--;
        width = Count + Math.Min(size, int.MaxValue - Count - 1);
        return true;
    }

    // Adds the field at `at` and goes behind its separator; false when the line ends with it.
    private bool ReadField(in TextLine line, ref int at, int end, out int sparseIndex)
    {
        SkipSpaces(ref at, end);
        int start = at;
        sparseIndex = -1;
        if (format.AllowSparse && TryReadIndex(ref at, end, out sparseIndex))
            SkipSpaces(ref at, end);

        if (format.AllowQuoting && at < end && _bytes[at] == '"')
        {
            ReadQuoted(ref at, end);
            if (_isBadlyQuoted)
                report.BadFormat(line, start, at, "Illegal quoting");
        }
        else
        {
            int length = _bytes.AsSpan(at, end - at).IndexOfAny(format.Separators);
            if (length < 0)
                length = end - at;
            Add(new(Count, at, length));
            at += length;
        }
        if (at >= end)
            return false;
        at++;
        return true;
    }

    private void ReadQuoted(ref int at, int end)
    {
        int start = at + 1;
        int close = 1;
        ReadOnlySpan<byte> text = _bytes.AsSpan(at, end - at);
        _isBadlyQuoted = !Quotes.TryFindClosing(text, format.EscapeChar, ref close);
        int length = close - 2;
        at += close;
        while (at < end && !format.Separators.Contains(_bytes[at]))
            _isBadlyQuoted |= _bytes[at++] != ' ';
        if (_isBadlyQuoted)
            Add(new(Count, start, 0));
        else if (_bytes.AsSpan(start, length).Contains((byte)format.EscapeChar))
            AddUnescaped(_bytes.AsSpan(start, length));
        else
            Add(new(Count, start, length));
    }

    private void AddUnescaped(ReadOnlySpan<byte> text)
    {
        if (_unescapedCount + text.Length > _unescaped.Length)
            Array.Resize(ref _unescaped, Math.Max(_unescapedCount + text.Length, 2 * _unescaped.Length));
        int length = Quotes.Unescape(text, format.EscapeChar, _unescaped.AsSpan(_unescapedCount));
        Add(new(Count, ~_unescapedCount, length));
        _unescapedCount += length;
    }

    // "12:" before a value. More than nine digits are no index.
    private bool TryReadIndex(ref int at, int end, out int index)
    {
        index = -1;
        int digits = _bytes.AsSpan(at, Math.Min(end - at, 10)).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits <= 0 || _bytes[at + digits] != ':')
            return false;
        FieldParsers.TryParseInteger(_bytes.AsSpan(at, digits), out index);
        at += digits + 1;
        return true;
    }

    private void SkipSpaces(ref int at, int end)
    {
        while (at < end && _bytes[at] == ' ' && format.SkipsSpaces)
            at++;
    }

    private void Add(Field field)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, 2 * Count);
        _fields[Count++] = field;
    }

    private int IndexOfSparse(int source)
    {
        int low = DenseCount;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_fields[middle].Source < source)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void Report(in TextLine line, int start, int at, bool isMore, string problem)
    {
        while (format.SkipsSpaces && start < at && _bytes[start] == ' ')
            start++;
        report.BadFormat(line, start, isMore ? at - 1 : at, problem);
    }
}
