using System.Globalization;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads numbers to the nearest Single or Double, as the framework's own Parse does, most of them by one division of two exact doubles.</summary>
/// <remarks>
/// Clinger, "How to read floating point numbers accurately", PLDI 1990: a decimal of at most 2^53 times or over a power of ten of at
/// most 10^22 is one correctly rounded operation in double. The rest goes to the framework.
/// </remarks>
internal static class RealParser
{
    private const int MaxDigits = 19;
    private const ulong MaxExact = 1UL << 53;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a Single. What is no number is NaN, and false unless it stands for a missing value; white space alone is 0.</summary>
    /// <param name="text">The field in UTF-8.</param>
    /// <param name="decimalMarker">The character before the fraction.</param>
    /// <param name="emptyIsNaN">Whether white space alone is NaN.</param>
    /// <param name="value">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, byte decimalMarker, bool emptyIsNaN, out float value)
    {
        // Between two neighbouring Singles lie 2^29 Doubles. The one in the middle may be a rounded value from either side of it, and
        // with more digits than a Double holds, which are rounded twice, so may those two places away.
        const ulong Between = (1UL << 29) - 1;
        const ulong Middle = 1UL << 28;
        if (TrySplit(text, decimalMarker, out ulong digits, out int exponent, out bool isNegative))
        {
            double near = Scale(digits, exponent);
            if (Math.Abs((long)(BitConverter.DoubleToUInt64Bits(near) & Between) - (long)Middle) > 2)
            {
                value = (float)(isNegative ? -near : near);
                return true;
            }
        }
        return TryParseAny(text, decimalMarker, emptyIsNaN, out value);
    }

    /// <summary>Reads a Double; see the other overload.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, byte decimalMarker, bool emptyIsNaN, out double value)
    {
        if (TrySplit(text, decimalMarker, out ulong digits, out int exponent, out bool isNegative) && digits <= MaxExact)
        {
            double exact = Scale(digits, exponent);
            value = isNegative ? -exact : exact;
            return true;
        }
        return TryParseAny(text, decimalMarker, emptyIsNaN, out value);
    }

    private static double Scale(ulong digits, int exponent)
        => exponent < 0 ? digits / PowersOfTen[-exponent] : digits * PowersOfTen[exponent];

    // A number of not too many digits and a small exponent: ± digits · 10^exponent.
    private static bool TrySplit(ReadOnlySpan<byte> text, byte decimalMarker, out ulong digits, out int exponent, out bool isNegative)
    {
        int at = 0;
        isNegative = !text.IsEmpty && text[0] == '-';
        if (isNegative || (!text.IsEmpty && text[0] == '+'))
            at++;

        digits = 0;
        exponent = 0;
        int count = ReadDigits(text, ref at, ref digits);
        if (at < text.Length && text[at] == decimalMarker)
        {
            at++;
            exponent = -ReadDigits(text, ref at, ref digits);
        }
        count -= exponent;
        if (count is 0 or > MaxDigits)
            return false;
        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            bool isDown = at < text.Length && text[at] == '-';
            if (isDown || (at < text.Length && text[at] == '+'))
                at++;
            ulong power = 0;
            if (ReadDigits(text, ref at, ref power) is 0 or > 3)
                return false;
            exponent += isDown ? -(int)power : (int)power;
        }
        return at == text.Length && Math.Abs(exponent) < PowersOfTen.Length;
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, ref int at, ref ulong number)
    {
        int start = at;
        while (at < text.Length && (uint)(text[at] - '0') is var digit and <= 9)
        {
            number = unchecked((10 * number) + digit);
            at++;
        }
        return at - start;
    }

    private static bool TryParseAny<T>(ReadOnlySpan<byte> text, byte decimalMarker, bool emptyIsNaN, out T value)
        where T : IFloatingPointIeee754<T>
    {
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        const int OnStack = 128;
        Span<char> buffer = text.Length <= OnStack ? stackalloc char[OnStack] : new char[text.Length];
        Span<char> number = buffer[..Encoding.UTF8.GetChars(text, buffer)].Trim();
        if (number.IsEmpty)
        {
            value = emptyIsNaN ? T.NaN : T.Zero;
            return true;
        }
        bool isDecimal = !number.ContainsAnyExcept("0123456789+-.,eE");
        if (decimalMarker == ',')
            isDecimal &= Swap(number);
        if (isDecimal && T.TryParse(number, Decimal, CultureInfo.InvariantCulture, out value!))
            return true;
        value = number is "∞" or "Infinity" ? T.PositiveInfinity
            : number is "-∞" or "-Infinity" ? T.NegativeInfinity
            : T.NaN;
        return !T.IsNaN(value) || number is "NaN" or "?" || FieldParsers.IsMissing(text);
    }

    // Commas for points; false when there was a point.
    private static bool Swap(Span<char> number)
    {
        bool hadPoint = number.Contains('.');
        number.Replace(',', '.');
        return !hadPoint;
    }
}
