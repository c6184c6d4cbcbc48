using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML.Internal;

/// <summary>From a <see cref="Type"/> known at run time to generic code: without reflection for ML.NET's own raw types.</summary>
internal static class RawTypes
{
    /// <summary>The type <c>VBuffer&lt;itemType&gt;</c>.</summary>
    public static Type BufferOf(Type itemType) => Invoke<BufferTypeOf, int, Type>(itemType, default, 0);

    /// <summary>Calls <paramref name="visitor"/> with <paramref name="type"/>, a raw type of items, as its type argument.</summary>
    public static TResult Invoke<TVisitor, TArg, TResult>(Type type, TVisitor visitor, TArg arg)
        where TVisitor : IRawTypeVisitor<TArg, TResult>
    {
        if (type == typeof(float)) { return visitor.Visit<float>(arg); }
        if (type == typeof(double)) { return visitor.Visit<double>(arg); }
        if (type == typeof(ReadOnlyMemory<char>)) { return visitor.Visit<ReadOnlyMemory<char>>(arg); }
        if (type == typeof(uint)) { return visitor.Visit<uint>(arg); }
        if (type == typeof(bool)) { return visitor.Visit<bool>(arg); }
        if (type == typeof(int)) { return visitor.Visit<int>(arg); }
        if (type == typeof(long)) { return visitor.Visit<long>(arg); }
        if (type == typeof(byte)) { return visitor.Visit<byte>(arg); }
        if (type == typeof(sbyte)) { return visitor.Visit<sbyte>(arg); }
        if (type == typeof(short)) { return visitor.Visit<short>(arg); }
        if (type == typeof(ushort)) { return visitor.Visit<ushort>(arg); }
        if (type == typeof(ulong)) { return visitor.Visit<ulong>(arg); }
        if (type == typeof(DateTime)) { return visitor.Visit<DateTime>(arg); }
        if (type == typeof(DateTimeOffset)) { return visitor.Visit<DateTimeOffset>(arg); }
        if (type == typeof(TimeSpan)) { return visitor.Visit<TimeSpan>(arg); }
        if (type == typeof(DataViewRowId)) { return visitor.Visit<DataViewRowId>(arg); }
        return InvokeOther<TVisitor, TArg, TResult>(type, visitor, arg);
    }

    /// <summary>Calls <paramref name="visitor"/> with <paramref name="type"/>, a raw type of items or of vectors of them.</summary>
    public static TResult InvokeAny<TVisitor, TArg, TResult>(Type type, TVisitor visitor, TArg arg)
        where TVisitor : IRawTypeVisitor<TArg, TResult>
        => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? Invoke<OnBuffers<TVisitor, TArg, TResult>, TArg, TResult>(type.GenericTypeArguments[0], new(visitor), arg)
            : Invoke<TVisitor, TArg, TResult>(type, visitor, arg);

    // A raw type of a user's own column type. Types that are classes need no code of their own in a native image.
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Raw types that ML.NET knows are dispatched above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "Visit has no annotated type parameter.")]
    private static TResult InvokeOther<TVisitor, TArg, TResult>(Type type, TVisitor visitor, TArg arg)
        where TVisitor : IRawTypeVisitor<TArg, TResult>
    {
        Func<TArg, TResult> visit = visitor.Visit<object>;
        return visit.Method.GetGenericMethodDefinition().MakeGenericMethod(type).CreateDelegate<Func<TArg, TResult>>(visit.Target)(arg);
    }

    private readonly struct OnBuffers<TVisitor, TArg, TResult>(TVisitor visitor) : IRawTypeVisitor<TArg, TResult>
        where TVisitor : IRawTypeVisitor<TArg, TResult>
    {
        public TResult Visit<T>(TArg arg) => visitor.Visit<VBuffer<T>>(arg);
    }

    private readonly struct BufferTypeOf : IRawTypeVisitor<int, Type>
    {
        public Type Visit<T>(int arg) => typeof(VBuffer<T>);
    }
}
