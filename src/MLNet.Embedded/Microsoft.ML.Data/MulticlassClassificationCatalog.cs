using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Classification into two or more classes.</summary>
public sealed partial class MulticlassClassificationCatalog : TrainCatalogBase
{
    internal MulticlassClassificationCatalog(IHostEnvironment env)
        : base(env, nameof(MulticlassClassificationCatalog))
        => Trainers = new(this);

    /// <summary>Trainers for this task.</summary>
    public MulticlassClassificationTrainers Trainers { get; }

    /// <summary>Trainers for classification into two or more classes.</summary>
    public sealed class MulticlassClassificationTrainers : CatalogInstantiatorBase
    {
        internal MulticlassClassificationTrainers(MulticlassClassificationCatalog catalog)
            : base(catalog)
        {
        }
    }
}
