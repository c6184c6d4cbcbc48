using System.Globalization;
using System.Numerics;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Standard values as text, and text as standard values; the culture is always the invariant one.</summary>
/// <remarks>
/// Empty text is 0, false or the first moment. Text that is no number is NaN as a real number, 0 as an unsigned integer, and an error as a signed one;
/// text that is no truth value is false.
/// </remarks>
internal static class TextConversion
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly string[] TrueTexts = ["true", "t", "yes", "y", "1", "+1", "+"];

    public static ReadOnlyMemory<char> From<T>(T value) => (value switch
    {
        float number => number.ToString("G7", CultureInfo.InvariantCulture),
        bool flag => flag.ToString(),
        _ => ValueText.Of(value),
    }).AsMemory();

    /// <summary>What makes text a value, as a <c>Func&lt;ReadOnlyMemory&lt;char&gt;, T&gt;</c>.</summary>
    public static object To<T>()
        => typeof(T) == typeof(float) ? (Func<ReadOnlyMemory<char>, float>)(text => ToReal(text.Span, float.NaN))
            : typeof(T) == typeof(double) ? (Func<ReadOnlyMemory<char>, double>)(text => ToReal(text.Span, double.NaN))
            : typeof(T) == typeof(bool) ? (Func<ReadOnlyMemory<char>, bool>)ToBoolean
            : typeof(T) == typeof(sbyte) ? (Func<ReadOnlyMemory<char>, sbyte>)ToSigned<sbyte>
            : typeof(T) == typeof(short) ? (Func<ReadOnlyMemory<char>, short>)ToSigned<short>
            : typeof(T) == typeof(int) ? (Func<ReadOnlyMemory<char>, int>)ToSigned<int>
            : typeof(T) == typeof(long) ? (Func<ReadOnlyMemory<char>, long>)ToSigned<long>
            : typeof(T) == typeof(byte) ? (Func<ReadOnlyMemory<char>, byte>)ToUnsigned<byte>
            : typeof(T) == typeof(ushort) ? (Func<ReadOnlyMemory<char>, ushort>)ToUnsigned<ushort>
            : typeof(T) == typeof(uint) ? (Func<ReadOnlyMemory<char>, uint>)ToUnsigned<uint>
            : typeof(T) == typeof(ulong) ? (Func<ReadOnlyMemory<char>, ulong>)ToUnsigned<ulong>
            : typeof(T) == typeof(TimeSpan) ? (Func<ReadOnlyMemory<char>, TimeSpan>)ToTimeSpan
            : typeof(T) == typeof(DateTime) ? (Func<ReadOnlyMemory<char>, DateTime>)ToDateTime
            : (Func<ReadOnlyMemory<char>, DateTimeOffset>)ToDateTimeOffset;

    private static T ToReal<T>(ReadOnlySpan<char> text, T nan)
        where T : struct, INumberBase<T>
        => text.IsEmpty ? T.Zero : T.TryParse(text, Real, CultureInfo.InvariantCulture, out T value) ? value : nan;

    private static bool ToBoolean(ReadOnlyMemory<char> text)
    {
        foreach (string known in TrueTexts)
        {
            if (text.Span.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static T ToSigned<T>(ReadOnlyMemory<char> text)
        where T : struct, IBinaryInteger<T>
        => text.IsEmpty ? T.Zero
            : text.Span[0] != '+' && T.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value) ? value
            : throw Marked.InvalidOperation($"Value could not be parsed from text to {typeof(T).Name}: '{text}'.");

    private static T ToUnsigned<T>(ReadOnlyMemory<char> text)
        where T : struct, IBinaryInteger<T>
        => T.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out T value) ? value : T.Zero;

    private static TimeSpan ToTimeSpan(ReadOnlyMemory<char> text)
        => TimeSpan.TryParse(text.Span, CultureInfo.InvariantCulture, out TimeSpan value) ? value : default;

    private static DateTime ToDateTime(ReadOnlyMemory<char> text)
        => DateTime.TryParse(
            text.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime value)
            ? value
            : default;

    private static DateTimeOffset ToDateTimeOffset(ReadOnlyMemory<char> text)
        => DateTimeOffset.TryParse(text.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value) ? value : default;
}
