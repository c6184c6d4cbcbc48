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

    /// <summary>Learns and evaluates once for each fold, one after the other.</summary>
    private protected CrossValidationResult<T>[] CrossValidate<T>(
        IDataView data, IEstimator<ITransformer> estimator, int numFolds, string? samplingKeyColumn, int? seed, Func<IDataView, T> evaluate)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        if (numFolds < 2)
            throw new ArgumentOutOfRangeException(nameof(numFolds), $"Must be more than 1, got {numFolds}.");
        DataOperationsCatalog.TrainTestData[] folds = DataOperationsCatalog.CrossValidationSplit(Environment, data, numFolds, samplingKeyColumn, seed);
        return [.. folds.Select((fold, i) =>
        {
            ITransformer model = estimator.Fit(fold.TrainSet);
            IDataView scored = model is ITransformerChain chain
                ? chain.Transform(fold.TestSet, TransformerScope.Everything)
                : model.Transform(fold.TestSet);
            return new CrossValidationResult<T>(model, evaluate(scored), scored, i);
        })];
    }

    /// <summary>A list of trainers that extension methods fill.</summary>
    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        internal CatalogInstantiatorBase(TrainCatalogBase owner) => Owner = owner;

        IHostEnvironment IInternalCatalog.Environment => Owner.Environment;

        internal TrainCatalogBase Owner { get; }
    }
}
