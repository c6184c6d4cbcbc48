namespace Microsoft.ML;

/// <summary>Names a class by a contract, under which models find it again.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName) => ContractName = contractName;

    /// <summary>The name of the contract.</summary>
    public string ContractName { get; }
}
