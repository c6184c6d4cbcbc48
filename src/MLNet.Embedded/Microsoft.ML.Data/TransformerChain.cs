using System.Collections;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Transformers one after the other.</summary>
/// <typeparam name="TLastTransformer">The type of the last.</typeparam>
public sealed class TransformerChain<TLastTransformer> : ITransformerChain, ITransformer, IEnumerable<ITransformer>, IDisposable
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last transformer; null when the chain is empty.</summary>
    public readonly TLastTransformer LastTransformer;

    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;
    private bool _disposed;

    /// <summary>A chain of <paramref name="transformers"/>, each with the scope at its place in <paramref name="scopes"/>.</summary>
    /// <exception cref="ArgumentException">There are not as many scopes as transformers, or the last transformer has another type.</exception>
    public TransformerChain(IEnumerable<ITransformer>? transformers, IEnumerable<TransformerScope>? scopes)
    {
        _transformers = transformers?.ToArray() ?? [];
        _scopes = scopes?.ToArray() ?? [];
        if (_transformers.Length != _scopes.Length)
        {
            throw new ArgumentException(
                $"A chain needs one scope for each transformer, got {_transformers.Length} transformers and {_scopes.Length} scopes.",
                nameof(scopes));
        }
        LastTransformer = Last(_transformers);
    }

    /// <summary>A chain of <paramref name="transformers"/> that all take part always.</summary>
    /// <exception cref="ArgumentException">The last transformer has another type.</exception>
    public TransformerChain(params ITransformer[]? transformers)
        : this(transformers, transformers?.Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(transformer => transformer.IsRowToRowMapper);

    /// <summary>The schema of the output, of the transformers that score.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetOutputSchema(inputSchema, TransformerScope.Scoring);

    /// <summary>The schema of the output, of the transformers of that scope.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return InScope(scope).Aggregate(inputSchema, (schema, transformer) => transformer.GetOutputSchema(schema));
    }

    /// <summary>The data as the transformers that score leave it.</summary>
    public IDataView Transform(IDataView input) => Transform(input, TransformerScope.Scoring);

    /// <summary>The data as the transformers of that scope leave it; of these the ones that score must do without the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that a transformer needs is missing or of another type.</exception>
    public IDataView Transform(IDataView input, TransformerScope scope)
    {
        ArgumentNullException.ThrowIfNull(input);
        // ML.NET checks the schema so, whatever the scope: a chain that passes here passes there.
        GetModelFor(scope).GetOutputSchema(input.Schema);
        return InScope(scope).Aggregate(input, (view, transformer) => transformer.Transform(view));
    }

    /// <summary>The chain of the transformers that have any of these scopes.</summary>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
        => new(InScope(scopeFilter), _scopes.Where(scope => (scope & scopeFilter) != 0));

    /// <summary>A chain with one more transformer.</summary>
    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new([.. _transformers, transformer], [.. _scopes, scope]);
    }

    /// <summary>The transformers in order.</summary>
    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (_transformers.FirstOrDefault(transformer => !transformer.IsRowToRowMapper) is { } other)
        {
            throw Marked.InvalidOperation(
                $"{nameof(ITransformer.GetRowToRowMapper)} method called despite {nameof(ITransformer.IsRowToRowMapper)} being false: "
                    + $"{other.GetType()} does not map single rows.");
        }
        IRowToRowMapper[] mappers = new IRowToRowMapper[_transformers.Length];
        DataViewSchema schema = inputSchema;
        for (int i = 0; i < mappers.Length; i++)
        {
            mappers[i] = _transformers[i].GetRowToRowMapper(schema);
            schema = mappers[i].OutputSchema;
        }
        return new CompositeRowToRowMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.SetVersionInfo(TransformerChainLoader.Version);
        ctx.Writer.Write(_transformers.Length);
        for (int i = 0; i < _transformers.Length; i++)
        {
            ctx.Writer.Write((int)_scopes[i]);
            ctx.SaveModel(_transformers[i], TransformerChainLoader.PartName(i));
        }
    }

    /// <summary>Disposes the transformers that can be disposed.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        foreach (ITransformer transformer in _transformers)
        {
            (transformer as IDisposable)?.Dispose();
        }
    }

    private IEnumerable<ITransformer> InScope(TransformerScope scope)
        => _transformers.Where((_, index) => (_scopes[index] & scope) != 0);

    private static TLastTransformer Last(ITransformer[] transformers)
        => transformers.Length == 0 ? null!
            : transformers[^1] as TLastTransformer
                ?? throw new ArgumentException(
                    $"The last transformer of the chain must be {typeof(TLastTransformer)}, got {transformers[^1]?.GetType()}.",
                    nameof(transformers));
}
