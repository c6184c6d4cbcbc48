using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Tells the user of the first bad values and lines of one pass, and at its end how many there were.</summary>
/// <param name="provider">Where messages go; null: nowhere.</param>
internal sealed class ParseReport(IChannelProvider? provider) : IDisposable
{
    private const int MaxShown = 10;

    private readonly IChannel? _channel = provider?.Start("ParseStats");
    private long _rows;
    private long _badValues;
    private long _badFormats;

    public void Row() => _rows++;

    /// <summary>A value could not be read and is missing.</summary>
    public void BadValue(long line, string column, int? slot)
    {
        _badValues++;
        if (_badValues > MaxShown)
            return;
        string where = slot is null ? "" : $" at slot {slot}";
        _channel?.Info(MessageSensitivity.Schema, $"  Bad value at line {line} in column {column}{where}");
        if (_badValues == MaxShown)
            _channel?.Info(MessageSensitivity.None, "  Suppressing further bad value messages");
    }

    /// <summary>A field is not well formed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the field starts in the line's buffer.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="problem">What is wrong.</param>
    public void BadFormat(in TextLine line, int start, int end, string problem)
    {
        _badFormats++;
        if (_badFormats > MaxShown)
            return;
        int first = Encoding.UTF8.GetCharCount(line.Buffer, line.Start, start - line.Start) + 1;
        int behind = first + Encoding.UTF8.GetCharCount(line.Buffer, start, end - start);
        _channel?.Warning(
            MessageSensitivity.None, $"Format error at {line.Path}({line.Number},{first})-({line.Number},{behind}): {problem}");
        if (_badFormats == MaxShown)
            _channel?.Warning(MessageSensitivity.None, "Suppressing further format error messages");
    }

    public void Dispose()
    {
        if (_badValues > 0 || _badFormats > 0)
        {
            _channel?.Info(
                MessageSensitivity.None, $"Processed {_rows} rows with {_badValues} bad values and {_badFormats} format errors");
        }
        _channel?.Dispose();
    }
}
