namespace Microsoft.ML.Data;

/// <summary>Makes the transformer of a contract.</summary>
internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(string contractName);
}
