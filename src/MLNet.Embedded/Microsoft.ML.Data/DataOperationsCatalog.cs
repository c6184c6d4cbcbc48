using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Loading, saving, filtering and splitting of data.</summary>
public sealed partial class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    IHostEnvironment IInternalCatalog.Environment => _env;

    /// <summary>A view of objects, one row each; the objects are read anew in every pass.</summary>
    /// <typeparam name="TRow">The class whose public fields and properties become columns.</typeparam>
    /// <param name="data">The objects. An array or list is read by several threads at once when a component asks for that.</param>
    /// <param name="schemaDefinition">How members become columns; null: as their types and attributes say.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member's type or attribute stands for no column type.</exception>
    public IDataView LoadFromEnumerable<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TRow>(
        IEnumerable<TRow> data, SchemaDefinition? schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        BoundColumn[] columns = BoundSchema<TRow>.From(schemaDefinition, SchemaDefinition.Direction.Read);
        return new ObjectDataView<TRow>(data, columns, BoundSchema<TRow>.SchemaOf(columns));
    }

    /// <summary>A view of objects, one row each, whose columns have the types and annotations of <paramref name="schema"/>.</summary>
    /// <typeparam name="TRow">The class; it must have a member for each column.</typeparam>
    /// <param name="data">The objects. An array or list is read by several threads at once when a component asks for that.</param>
    /// <param name="schema">The columns.</param>
    /// <exception cref="InvalidOperationException">The class has no member for a column.</exception>
    public IDataView LoadFromEnumerable<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(schema);
        return LoadFromEnumerable(data, BoundSchema<TRow>.DefinitionFor(schema));
    }

    /// <summary>The rows of a view as objects; each enumeration reads the view again.</summary>
    /// <typeparam name="TRow">The class whose public fields and settable properties are filled.</typeparam>
    /// <param name="data">The view.</param>
    /// <param name="reuseRowObject">Whether every row is the same object, overwritten: faster, but not for lists.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column are left as they are; otherwise they are an error.</param>
    /// <param name="schemaDefinition">How members stand for columns; null: as their types and attributes say.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member has no column.</exception>
    /// <exception cref="InvalidOperationException">A column is of another type than its member.</exception>
    public IEnumerable<TRow> CreateEnumerable<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition? schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        BoundColumn[] columns = BoundSchema<TRow>.From(schemaDefinition, SchemaDefinition.Direction.Write);
        DataViewSchema.Column[] sources = ObjectSetters<TRow>.Sources(data.Schema, ref columns, ignoreMissingColumns);
        return new ObjectEnumerable<TRow>(data, columns, sources, reuseRowObject);
    }
}
