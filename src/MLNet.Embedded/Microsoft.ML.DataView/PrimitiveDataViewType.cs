namespace Microsoft.ML.Data;

/// <summary>A type whose values are immutable and own no resources, so that a copy is an assignment.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    /// <summary>A primitive type held in <paramref name="rawType"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="rawType"/> is disposable.</exception>
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
    {
        if (typeof(IDisposable).IsAssignableFrom(rawType))
        {
            throw new ArgumentException(
                $"A {nameof(PrimitiveDataViewType)} cannot hold {rawType}, which is disposable; derive from {nameof(StructuredDataViewType)}.",
                nameof(rawType));
        }
    }
}
