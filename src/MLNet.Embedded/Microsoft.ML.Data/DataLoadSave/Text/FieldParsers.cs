using System.Globalization;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>What ML.NET accepts as values in text.</summary>
internal static class FieldParsers
{
    /// <summary>The parser of a standard or key type.</summary>
    public static FieldParser<T> For<T>(DataViewType type, TextFormat format)
        => (FieldParser<T>)(type is KeyDataViewType key ? ForKey(key) : ForStandard(type.RawType, format));

    public static bool TryParseInteger<T>(ReadOnlySpan<byte> text, out T value)
        where T : IBinaryInteger<T>
        => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value!);

    /// <summary>Whether the text is one of those for a missing value: ?, NA, N/A, NaN, in any case.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text)
        => text.SequenceEqual("?"u8) || Is(text, "na"u8) || Is(text, "n/a"u8) || Is(text, "nan"u8);

    private static Delegate ForStandard(Type type, TextFormat format)
    {
        RealParser reals = new(format.DecimalMarker, format.MissingRealsAsNaNs);
        return type == typeof(float) ? (FieldParser<float>)reals.TryParse
            : type == typeof(double) ? (FieldParser<double>)reals.TryParse
            : type == typeof(ReadOnlyMemory<char>) ? (FieldParser<ReadOnlyMemory<char>>)TryParseText
            : type == typeof(bool) ? (FieldParser<bool>)TryParseBoolean
            : type == typeof(sbyte) ? (FieldParser<sbyte>)TryParseSigned
            : type == typeof(short) ? (FieldParser<short>)TryParseSigned
            : type == typeof(int) ? (FieldParser<int>)TryParseSigned
            : type == typeof(long) ? (FieldParser<long>)TryParseSigned
            : type == typeof(byte) ? (FieldParser<byte>)TryParseInteger
            : type == typeof(ushort) ? (FieldParser<ushort>)TryParseInteger
            : type == typeof(uint) ? (FieldParser<uint>)TryParseInteger
            : type == typeof(ulong) ? (FieldParser<ulong>)TryParseInteger
            : type == typeof(TimeSpan) ? (FieldParser<TimeSpan>)TryParseTimeSpan
            : type == typeof(DateTime) ? (FieldParser<DateTime>)TryParseDateTime
            : (FieldParser<DateTimeOffset>)TryParseDateTimeOffset;
    }

    private static Delegate ForKey(KeyDataViewType key)
        => key.RawType == typeof(byte) ? ForKey<byte>(key.Count)
            : key.RawType == typeof(ushort) ? ForKey<ushort>(key.Count)
            : key.RawType == typeof(uint) ? ForKey<uint>(key.Count)
            : ForKey<ulong>(key.Count);

    // 0 in the file is the first value, which is 1 in memory, where 0 is missing.
    private static FieldParser<T> ForKey<T>(ulong count)
        where T : IBinaryInteger<T>
        => (text, out value) =>
        {
            value = T.Zero;
            if (text.IsEmpty || IsMissing(text))
                return true;
            if (!TryParseInteger(text, out ulong index) || index >= count)
                return false;
            value = T.CreateTruncating(index + 1);
            return true;
        };

    // No plus sign.
    private static bool TryParseSigned<T>(ReadOnlySpan<byte> text, out T value)
        where T : IBinaryInteger<T>
    {
        value = T.Zero;
        return text.IsEmpty
            || (text[0] != '+' && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!));
    }

    private static bool TryParseText(ReadOnlySpan<byte> text, out ReadOnlyMemory<char> value)
    {
        value = text.IsEmpty ? default : Encoding.UTF8.GetString(text).AsMemory();
        return true;
    }

    private static bool TryParseBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = Is(text, "1"u8) || Is(text, "true"u8) || Is(text, "t"u8) || Is(text, "yes"u8) || Is(text, "y"u8) || Is(text, "+1"u8) || Is(text, "+"u8);
        return value || text.IsEmpty
            || Is(text, "0"u8) || Is(text, "false"u8) || Is(text, "f"u8) || Is(text, "no"u8) || Is(text, "n"u8) || Is(text, "-1"u8) || Is(text, "-"u8);
    }

    private static bool TryParseTimeSpan(ReadOnlySpan<byte> text, out TimeSpan value)
    {
        value = default;
        return text.IsEmpty || TimeSpan.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, out value);
    }

    private static bool TryParseDateTime(ReadOnlySpan<byte> text, out DateTime value)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        value = default;
        return text.IsEmpty || DateTime.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, Utc, out value);
    }

    private static bool TryParseDateTimeOffset(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        return text.IsEmpty
            || DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}
