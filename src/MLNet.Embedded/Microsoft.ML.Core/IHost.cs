namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component.</summary>
public interface IHost : IHostEnvironment
{
    /// <summary>Random numbers for this component; not for use by several threads.</summary>
    Random Rand { get; }
}
