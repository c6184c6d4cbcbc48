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
}
