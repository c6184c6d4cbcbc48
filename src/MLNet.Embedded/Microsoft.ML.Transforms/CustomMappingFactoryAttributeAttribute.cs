namespace Microsoft.ML.Transforms;

/// <summary>Names the contract of a <see cref="CustomMappingFactory{TSrc, TDst}"/>, by which models find it.</summary>
/// <param name="contractName">The name that CustomMapping was given.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomMappingFactoryAttributeAttribute(string contractName) : ExtensionBaseAttribute(contractName);
