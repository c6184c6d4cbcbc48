namespace Microsoft.ML.Data;

/// <summary>The annotation that says what keys stand for.</summary>
internal static class KeyValues
{
    public static void Add<TValue>(DataViewSchema.Annotations.Builder builder, PrimitiveDataViewType type, TValue[] values)
        => builder.Add<VBuffer<TValue>>(
            AnnotationUtils.Kinds.KeyValues,
            new VectorDataViewType(type, values.Length),
            (ref VBuffer<TValue> destination) => VBuffer<TValue>.Copy(values, 0, ref destination, values.Length));
}
