namespace Microsoft.ML.Data;

/// <summary>A <see cref="TransformerChain{T}"/>, whatever its last transformer is.</summary>
internal interface ITransformerChain
{
    IDataView Transform(IDataView input, TransformerScope scope);
}
