using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>From a value of one standard type to a value of another, as ML.NET converts them.</summary>
/// <remarks>
/// A signed integer that does not fit is cut to its low bits, an unsigned one becomes 0; a truth value becomes 1 or 0, a time its ticks, every number
/// but 0 true.
/// </remarks>
internal static class StandardConversion
{
    private static readonly Type[] Signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] Unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] Real = [typeof(float), typeof(double)];
    private static readonly Type[] Times = [typeof(TimeSpan), typeof(DateTime), typeof(DateTimeOffset)];

    /// <summary>Whether values of type <paramref name="from"/> can become values of type <paramref name="to"/>.</summary>
    public static bool Exists(Type from, Type to)
    {
        if (from == typeof(ReadOnlyMemory<char>) || to == typeof(ReadOnlyMemory<char>))
            return true;
        if (Times.Contains(from))
            return to == typeof(long) || Real.Contains(to) || (from == typeof(DateTime) && to == from);
        bool isSigned = Signed.Contains(from) || from == typeof(bool);
        return to == typeof(bool) || Real.Contains(to) || (Signed.Contains(to) && isSigned) || (Unsigned.Contains(to) && Unsigned.Contains(from));
    }

    /// <summary>The conversion of two types for which there is one.</summary>
    public static Func<TFrom, TTo> Of<TFrom, TTo>()
    {
        object convert = typeof(TFrom) == typeof(TTo) ? (Func<TFrom, TFrom>)(value => value)
            : typeof(TTo) == typeof(ReadOnlyMemory<char>) ? (Func<TFrom, ReadOnlyMemory<char>>)TextConversion.From
            : typeof(TFrom) == typeof(ReadOnlyMemory<char>) ? TextConversion.To<TTo>()
            : typeof(TFrom) == typeof(bool) ? (Func<bool, TTo>)(value => Number<int, TTo>(value ? 1 : 0))
            : typeof(TFrom) == typeof(TimeSpan) ? (Func<TimeSpan, TTo>)(value => Number<long, TTo>(value.Ticks))
            : typeof(TFrom) == typeof(DateTime) ? (Func<DateTime, TTo>)(value => Number<long, TTo>(value.Ticks))
            : typeof(TFrom) == typeof(DateTimeOffset) ? (Func<DateTimeOffset, TTo>)(value => Number<long, TTo>(value.UtcTicks))
            : typeof(TFrom) == typeof(float) ? (Func<float, TTo>)Number<float, TTo>
            : typeof(TFrom) == typeof(double) ? (Func<double, TTo>)Number<double, TTo>
            : typeof(TFrom) == typeof(sbyte) ? (Func<sbyte, TTo>)Number<sbyte, TTo>
            : typeof(TFrom) == typeof(short) ? (Func<short, TTo>)Number<short, TTo>
            : typeof(TFrom) == typeof(int) ? (Func<int, TTo>)Number<int, TTo>
            : typeof(TFrom) == typeof(long) ? (Func<long, TTo>)Number<long, TTo>
            : typeof(TFrom) == typeof(byte) ? (Func<byte, TTo>)Number<byte, TTo>
            : typeof(TFrom) == typeof(ushort) ? (Func<ushort, TTo>)Number<ushort, TTo>
            : typeof(TFrom) == typeof(uint) ? (Func<uint, TTo>)Number<uint, TTo>
            : (Func<ulong, TTo>)Number<ulong, TTo>;
        return (Func<TFrom, TTo>)convert;
    }

    private static TTo Number<TNumber, TTo>(TNumber value)
        where TNumber : struct, INumberBase<TNumber>
        => typeof(TTo) == typeof(float) ? (TTo)(object)float.CreateTruncating(value)
            : typeof(TTo) == typeof(double) ? (TTo)(object)double.CreateTruncating(value)
            : typeof(TTo) == typeof(bool) ? (TTo)(object)!TNumber.IsZero(value)
            : typeof(TTo) == typeof(sbyte) ? (TTo)(object)sbyte.CreateTruncating(value)
            : typeof(TTo) == typeof(short) ? (TTo)(object)short.CreateTruncating(value)
            : typeof(TTo) == typeof(int) ? (TTo)(object)int.CreateTruncating(value)
            : typeof(TTo) == typeof(long) ? (TTo)(object)long.CreateTruncating(value)
            : typeof(TTo) == typeof(byte) ? (TTo)(object)(byte)Fitting(value, byte.MaxValue)
            : typeof(TTo) == typeof(ushort) ? (TTo)(object)(ushort)Fitting(value, ushort.MaxValue)
            : typeof(TTo) == typeof(uint) ? (TTo)(object)(uint)Fitting(value, uint.MaxValue)
            : (TTo)(object)ulong.CreateTruncating(value);

    private static ulong Fitting<TNumber>(TNumber value, ulong greatest)
        where TNumber : struct, INumberBase<TNumber>
        => ulong.CreateTruncating(value) is var wide && wide <= greatest ? wide : 0;
}
