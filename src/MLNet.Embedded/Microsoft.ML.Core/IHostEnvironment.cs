namespace Microsoft.ML.Runtime;

/// <summary>What surrounds a component: messages, progress, other components. <see cref="MLContext"/> is one.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    /// <summary>The classes that models are loaded with.</summary>
    ComponentCatalog ComponentCatalog { get; }

    /// <summary>An environment for a component of this name, with random numbers of its own.</summary>
    /// <param name="name">Appears in messages.</param>
    /// <param name="seed">Seed of the random numbers; null: drawn from this environment's.</param>
    /// <param name="verbose">Whether detailed messages are wanted; null: as here.</param>
    IHost Register(string name, int? seed = null, bool? verbose = null);
}
