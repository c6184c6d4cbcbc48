namespace Microsoft.ML.Data;

/// <summary>A type whose values are mutable or own resources: vectors, images. The base of custom column types.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    /// <summary>A structured type held in <paramref name="rawType"/>.</summary>
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
