using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that choose and arrange columns.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>Puts the values of columns one after another into one vector.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of vectors.</param>
    /// <param name="inputColumnNames">Columns of one item type, single values and vectors in any mixture; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">No input column is named.</exception>
    public static ColumnConcatenatingEstimator Concatenate(
        this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
        => new(catalog.GetEnvironment(), outputColumnName, inputColumnNames);

    /// <summary>Gives a column a second name.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The second name.</param>
    /// <param name="inputColumnName">The column.</param>
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName));

    /// <summary>Drops columns, with hidden columns of the same names.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns to drop.</param>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
        => new(catalog.GetEnvironment(), columnNames, isKept: false, keepHidden: true);

    /// <summary>Keeps columns, in this order, and drops all others.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns to keep.</param>
    /// <param name="keepHidden">Whether to keep hidden columns of the same names too.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
        => new(catalog.GetEnvironment(), columnNames, isKept: true, keepHidden);

    /// <summary>Keeps columns, in this order, and drops all others.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns to keep.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames)
        => catalog.SelectColumns(columnNames, keepHidden: false);
}
