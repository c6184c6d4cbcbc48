using System.Runtime.CompilerServices;

// Where ML.NET's attribute for loaders is internal.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]

namespace System.Runtime.CompilerServices;

/// <summary>
/// Known to the runtime by name: without it, an assembly attribute whose type is internal elsewhere is passed over in
/// silence, and <see cref="MLNetNeural.Persistence.MulticlassLoader"/> would not be found.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
