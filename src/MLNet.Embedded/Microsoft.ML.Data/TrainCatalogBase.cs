using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What the catalogs of all learning tasks share.</summary>
public abstract partial class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
        => Environment = env.Register(registrationName);

    IHostEnvironment IInternalCatalog.Environment => Environment;

    private protected IHost Environment { get; }

    /// <summary>A list of trainers that extension methods fill.</summary>
    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        internal CatalogInstantiatorBase(TrainCatalogBase owner) => Owner = owner;

        IHostEnvironment IInternalCatalog.Environment => Owner.Environment;

        internal TrainCatalogBase Owner { get; }
    }
}
