using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What evaluations share: finding their columns, reading labels, telling of rows that do not count.</summary>
internal static class EvaluationColumns
{
    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name)
        => schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(schema), $"{role} column '{name}' not found among the columns {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.");

    /// <exception cref="ArgumentOutOfRangeException">The column is not of one Single a row.</exception>
    public static void CheckSingle(string role, DataViewSchema.Column column)
    {
        if (!column.Type.Equals(NumberDataViewType.Single))
            throw Mismatch(role, column, "Single");
    }

    public static ArgumentOutOfRangeException Mismatch(string role, DataViewSchema.Column column, string expected)
        => SchemaErrors.WrongType("schema", role, column.Name, expected, $"{column.Type}");

    /// <summary>The label of the present row as a number: of keys and Booleans the class, from 0. NaN where it is missing.</summary>
    public static Func<float> LabelReader(DataViewRow row, DataViewSchema.Column label)
        => label.Type is KeyDataViewType keyType
                ? ColumnNumbers.OfKeys(row, label, key => key == 0 || key > keyType.Count ? float.NaN : key - 1)
            : label.Type.RawType == typeof(bool) ? ColumnNumbers.Of<bool, float>(row, label, value => value ? 1 : 0)
            : label.Type.RawType == typeof(double) ? ColumnNumbers.Of<double, float>(row, label, value => (float)value)
            : ColumnNumbers.Of<float, float>(row, label, value => value);

    /// <summary>A warning about rows that do not count, if there are any.</summary>
    public static void Warn(IChannel channel, long rows, string what)
    {
        if (rows > 0)
            channel.Warning(MessageSensitivity.None, "Evaluation met {0} {1}", rows, what);
    }
}
