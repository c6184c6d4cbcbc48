using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators one after the other; each learns from what the transformers before it give.</summary>
/// <typeparam name="TLastTransformer">What the last one learns.</typeparam>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last estimator; null when the chain is empty.</summary>
    public readonly IEstimator<TLastTransformer> LastEstimator;

    private readonly IEstimator<ITransformer>[] _estimators;
    private readonly TransformerScope[] _scopes;
    private readonly bool[] _isCachedAfter;

    /// <summary>An empty chain.</summary>
    public EstimatorChain()
        : this([], [], [])
    {
    }

    private EstimatorChain(IEstimator<ITransformer>[] estimators, TransformerScope[] scopes, bool[] isCachedAfter)
    {
        _estimators = estimators;
        _scopes = scopes;
        _isCachedAfter = isCachedAfter;
        LastEstimator = estimators.Length == 0 ? null! : (IEstimator<TLastTransformer>)estimators[^1];
    }

    /// <summary>Learns each estimator's transformer in turn, after checking that each will find its columns.</summary>
    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));

        ITransformer[] transformers = new ITransformer[_estimators.Length];
        IDataView view = input;
        for (int i = 0; i < _estimators.Length; i++)
        {
            transformers[i] = _estimators[i].Fit(view);
            if (i < _estimators.Length - 1)
            {
                view = transformers[i].Transform(view);
                if (_isCachedAfter[i])
                {
                    view = new CacheDataView(view, null);
                }
            }
        }
        return new(transformers, _scopes);
    }

    /// <summary>The shape of what the chain will give.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _estimators.Aggregate(inputSchema, (shape, estimator) => estimator.GetOutputSchema(shape));
    }

    /// <summary>A chain with one more estimator.</summary>
    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new([.. _estimators, estimator], [.. _scopes, scope], [.. _isCachedAfter, false]);
    }

    /// <summary>A chain that keeps in memory what its estimators so far give, so that those appended read it from there while they learn.</summary>
    /// <remarks>It pays where a trainer that goes over the data many times follows. What the chain learns stays the same.</remarks>
    /// <exception cref="InvalidOperationException">The chain is empty.</exception>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return _estimators.Length > 0
            ? new(_estimators, _scopes, [.. _isCachedAfter[..^1], true])
            : throw new InvalidOperationException(
                "Current estimator chain has no estimator, can't append cache checkpoint; append an estimator first, or cache the data.");
    }
}
