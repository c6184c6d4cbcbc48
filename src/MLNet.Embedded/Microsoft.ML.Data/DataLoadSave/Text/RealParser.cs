using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads numbers to the nearest Single or Double, as the framework's own Parse does, most of them by one division of two exact doubles.</summary>
/// <remarks>
/// Clinger, "How to read floating point numbers accurately", PLDI 1990: a decimal of at most 2^53 times or over a power of ten of at
/// most 10^22 is one correctly rounded operation in double. The rest goes to the framework.
/// </remarks>
/// <param name="decimalMarker">The character before the fraction.</param>
/// <param name="emptyIsNaN">Whether white space alone is NaN; otherwise it is 0.</param>
internal sealed class RealParser(char decimalMarker, bool emptyIsNaN)
{
    // As many as fit in a long, which takes less than a ulong to make a double of.
    private const int MaxDigits = 18;
    private const long MaxExact = 1L << 53;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a Single. What is no number is NaN, and false unless it stands for a missing value.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out float value)
    {
        // Between two neighbouring Singles lie 2^29 Doubles. The one in the middle may be a rounded value from either side of it, and
        // with more digits than a Double holds, which are rounded twice, so may those two places away.
        const ulong Between = (1UL << 29) - 1;
        const long Middle = 1L << 28;
        if (TrySplit(text, out long number, out int exponent))
        {
            double near = Scale(number, exponent);
            if (Math.Abs((long)(BitConverter.DoubleToUInt64Bits(near) & Between) - Middle) > 2)
            {
                value = (float)near;
                return true;
            }
        }
        return TryParseAny(text, out value);
    }

    /// <summary>Reads a Double. What is no number is NaN, and false unless it stands for a missing value.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        if (TrySplit(text, out long number, out int exponent) && number is >= -MaxExact and <= MaxExact)
        {
            value = Scale(number, exponent);
            return true;
        }
        return TryParseAny(text, out value);
    }

    private static double Scale(long number, int exponent)
        => exponent < 0 ? number / PowersOfTen[-exponent] : number * PowersOfTen[exponent];

    // A number of not too many digits and a small exponent: number · 10^exponent. Not -0, which an integer cannot say.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TrySplit(ReadOnlySpan<byte> text, out long number, out int exponent)
    {
        number = 0;
        exponent = 0;
        if (text.IsEmpty)
            return false;
        // Without branches: signs come at random.
        bool isNegative = text[0] == '-';
        int start = isNegative | (text[0] == '+') ? 1 : 0;
        int at = start;
        ulong digits = 0;
        uint digit;
        for (; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++)
            digits = unchecked((10 * digits) + digit);
        int count = at - start;
        if (at < text.Length && text[at] == decimalMarker)
        {
            int point = ++at;
            for (; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++)
                digits = unchecked((10 * digits) + digit);
            exponent = point - at;
            count -= exponent;
        }
        number = isNegative ? -(long)digits : (long)digits;
        if (count is 0 or > MaxDigits || (isNegative && digits == 0))
            return false;
        return (at == text.Length || TryReadExponent(text[at..], ref exponent)) && Math.Abs(exponent) < PowersOfTen.Length;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        const int Longest = 4;
        bool isSigned = text.Length > 1 && text[1] is (byte)'-' or (byte)'+';
        ReadOnlySpan<byte> digits = text[(isSigned ? 2 : 1)..];
        if (text[0] is not ((byte)'e' or (byte)'E') || digits.Length > Longest || !FieldParsers.TryParseInteger(digits, out int power))
            return false;
        exponent += isSigned && text[1] == '-' ? -power : power;
        return true;
    }

    private bool TryParseAny<T>(ReadOnlySpan<byte> text, out T value)
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
