using Microsoft.ML;

namespace MLNetNeural.Data;

/// <summary>The checks every GetGetter makes.</summary>
internal static class ColumnGetter
{
    /// <summary>Throws unless the column belongs to the schema and is active.</summary>
    /// <exception cref="ArgumentException">The column is not one of the schema's.</exception>
    /// <exception cref="InvalidOperationException">The column is not active.</exception>
    public static void Check(DataViewSchema schema, DataViewSchema.Column column, bool[] active)
    {
        CheckBelongs(schema, column);
        if (!active[column.Index])
        {
            throw NotActive(column);
        }
    }

    /// <summary>Throws unless the column belongs to the schema.</summary>
    /// <exception cref="ArgumentException">The column is not one of the schema's.</exception>
    public static void CheckBelongs(DataViewSchema schema, DataViewSchema.Column column)
    {
        if ((uint)column.Index >= (uint)schema.Count || schema[column.Index].Name != column.Name)
        {
            throw new ArgumentException(
                $"The schema has no column '{column.Name}' at index {column.Index}; "
                + $"its columns are: {string.Join(", ", schema.Select(known => known.Name))}.",
                nameof(column));
        }
    }

    /// <summary>The exception for a column without values.</summary>
    public static InvalidOperationException NotActive(DataViewSchema.Column column)
        => new($"The column '{column.Name}' was not asked for when the cursor was made, so it has no values.");

    /// <summary>The delegate as a getter of the type asked for.</summary>
    /// <exception cref="InvalidOperationException">It is a getter of another type; the message has both.</exception>
    public static ValueGetter<TValue> As<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"The column '{column.Name}' has values of type {column.Type.RawType}, not of {typeof(TValue)}.");

    /// <summary>Which columns of a schema are among those asked for.</summary>
    public static bool[] ActiveColumns(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            CheckBelongs(schema, column);
            active[column.Index] = true;
        }

        return active;
    }
}
