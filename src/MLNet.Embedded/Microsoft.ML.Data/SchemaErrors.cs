using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>What is wrong with the columns that a component is given.</summary>
internal static class SchemaErrors
{
    /// <summary>For example "Could not find input column 'A'".</summary>
    /// <param name="parameter">The parameter that lacks the column.</param>
    /// <param name="role">What the column would be: input, feature, label.</param>
    /// <param name="name">The column's name.</param>
    public static ArgumentOutOfRangeException MissingColumn(string parameter, string role, string name)
        => Marked.Mark(new ArgumentOutOfRangeException(parameter, $"Could not find {role} column '{name}'"));

    /// <summary>For example "Schema mismatch for input column 'A': expected Single, got String".</summary>
    /// <param name="parameter">The parameter with the wrong column.</param>
    /// <param name="role">What the column is: input, feature, label.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="expected">The type it should have.</param>
    /// <param name="actual">The type it has.</param>
    public static ArgumentOutOfRangeException WrongType(string parameter, string role, string name, string expected, string actual)
        => Marked.Mark(new ArgumentOutOfRangeException(
            parameter, $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}"));
}
