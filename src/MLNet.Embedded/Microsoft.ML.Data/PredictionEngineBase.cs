using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Predicts for one object at a time. Not for use by several threads at once.</summary>
/// <typeparam name="TSrc">The input class.</typeparam>
/// <typeparam name="TDst">The prediction class.</typeparam>
public abstract class PredictionEngineBase<
    [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst>[] _setters;
    private bool _disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        if (!transformer.IsRowToRowMapper)
        {
            throw new ArgumentOutOfRangeException(nameof(transformer), $"Must be a row to row mapper; {transformer.GetType()} is not.");
        }
        BoundColumn[] inputs = BoundSchema<TSrc>.From(options.InputSchemaDefinition, SchemaDefinition.Direction.Read);
        BoundColumn[] outputs = BoundSchema<TDst>.From(options.OutputSchemaDefinition, SchemaDefinition.Direction.Write);
        _transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;
        _input = new(inputs, BoundSchema<TSrc>.SchemaOf(inputs));
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(_input.Schema);
        OutputSchema = mapper.OutputSchema;
        DataViewSchema.Column[] sources = ObjectSetters<TDst>.Sources(OutputSchema, ref outputs, options.IgnoreMissingColumns);
        _output = mapper.GetRow(_input, sources);
        _setters = [.. outputs.Select((column, i) => ObjectSetters<TDst>.Create(column, sources[i], _output))];
    }

    /// <summary>The columns of predictions.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>A new object with the prediction for <paramref name="example"/>.</summary>
    public TDst Predict(TSrc example)
    {
        TDst prediction = new();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Writes the prediction for <paramref name="example"/> into <paramref name="prediction"/>; arrays that fit are overwritten.</summary>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Releases the engine, and the transformer if the engine owns it.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        _output.Dispose();
        if (_ownsTransformer)
        {
            (_transformer as IDisposable)?.Dispose();
        }
    }

    private protected void Fill(TSrc example, TDst prediction)
    {
        _input.MoveTo(example);
        foreach (Action<TDst> set in _setters)
        {
            set(prediction);
        }
    }
}
