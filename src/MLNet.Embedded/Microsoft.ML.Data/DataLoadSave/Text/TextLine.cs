namespace Microsoft.ML.Data;

/// <summary>A line of text in UTF-8, valid until the next is read.</summary>
/// <param name="Buffer">Holds the line.</param>
/// <param name="Start">Where it starts in the buffer.</param>
/// <param name="Length">Its bytes, without the line end.</param>
/// <param name="Path">Its file, if known.</param>
/// <param name="Number">Its number in the file, counted from 1; lines joined by a quoted field count as one.</param>
internal readonly record struct TextLine(byte[] Buffer, int Start, int Length, string? Path = null, long Number = 0)
{
    public ReadOnlySpan<byte> Text => Buffer.AsSpan(Start, Length);
}
