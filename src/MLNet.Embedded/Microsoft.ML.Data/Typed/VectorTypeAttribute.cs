namespace Microsoft.ML.Data;

/// <summary>Gives the vector column of an array or <see cref="VBuffer{T}"/> member its size; without it the size varies by row.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>The size varies by row.</summary>
    public VectorTypeAttribute() => Dimensions = [];

    /// <summary>Vectors of <paramref name="size"/> items.</summary>
    public VectorTypeAttribute(int size) => Dimensions = [size];

    /// <summary>Vectors laid out as an array of these dimensions, last one fastest.</summary>
    public VectorTypeAttribute(params int[] dimensions) => Dimensions = dimensions;

    internal int[] Dimensions { get; }
}
