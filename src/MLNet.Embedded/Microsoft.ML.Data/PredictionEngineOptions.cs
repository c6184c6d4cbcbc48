namespace Microsoft.ML;

/// <summary>How a prediction engine maps objects to columns, and whether it owns its transformer.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the prediction class without a column are left as they are. Default: true.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>How members of the input class become columns. Default, null: as their types and attributes say.</summary>
    public Data.SchemaDefinition? InputSchemaDefinition;

    /// <summary>How members of the prediction class stand for columns. Default, null: as their types and attributes say.</summary>
    public Data.SchemaDefinition? OutputSchemaDefinition;

    /// <summary>Whether disposing the engine disposes the transformer. Default: true.</summary>
    public bool OwnsTransformer = true;
}
