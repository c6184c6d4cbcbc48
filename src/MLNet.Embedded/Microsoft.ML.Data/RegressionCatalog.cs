using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Prediction of numbers.</summary>
public sealed partial class RegressionCatalog : TrainCatalogBase
{
    internal RegressionCatalog(IHostEnvironment env)
        : base(env, nameof(RegressionCatalog))
        => Trainers = new(this);

    /// <summary>Trainers for this task.</summary>
    public RegressionTrainers Trainers { get; }

    /// <summary>Trainers for the prediction of numbers.</summary>
    public sealed class RegressionTrainers : CatalogInstantiatorBase
    {
        internal RegressionTrainers(RegressionCatalog catalog)
            : base(catalog)
        {
        }
    }
}
