using System.Reflection;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Calls generic code for the raw type of a column.</summary>
internal static class RawType
{
    /// <summary>Calls <paramref name="function"/> with a type: directly for ML.NET's own types, else by reflection.</summary>
    public static TResult Dispatch<TResult>(Type type, IRawTypeFunction<TResult> function)
        => type == typeof(float) ? function.Invoke<float>()
            : type == typeof(double) ? function.Invoke<double>()
            : type == typeof(byte) ? function.Invoke<byte>()
            : type == typeof(sbyte) ? function.Invoke<sbyte>()
            : type == typeof(short) ? function.Invoke<short>()
            : type == typeof(ushort) ? function.Invoke<ushort>()
            : type == typeof(int) ? function.Invoke<int>()
            : type == typeof(uint) ? function.Invoke<uint>()
            : type == typeof(long) ? function.Invoke<long>()
            : type == typeof(ulong) ? function.Invoke<ulong>()
            : type == typeof(bool) ? function.Invoke<bool>()
            : type == typeof(ReadOnlyMemory<char>) ? function.Invoke<ReadOnlyMemory<char>>()
            : type == typeof(DateTime) ? function.Invoke<DateTime>()
            : type == typeof(DateTimeOffset) ? function.Invoke<DateTimeOffset>()
            : type == typeof(TimeSpan) ? function.Invoke<TimeSpan>()
            : type == typeof(DataViewRowId) ? function.Invoke<DataViewRowId>()
            : DispatchByReflection(type, function);

    private static TResult DispatchByReflection<TResult>(Type type, IRawTypeFunction<TResult> function)
        => (TResult)typeof(IRawTypeFunction<TResult>).GetMethod(nameof(IRawTypeFunction<TResult>.Invoke))!
            .MakeGenericMethod(type)
            .Invoke(function, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null)!;
}
