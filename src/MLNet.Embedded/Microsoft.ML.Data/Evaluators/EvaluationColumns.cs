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
    {
        Type raw = label.Type.RawType;
        if (label.Type is not KeyDataViewType key)
        {
            return raw == typeof(bool) ? Reader<bool>(value => value ? 1 : 0)
                : raw == typeof(double) ? Reader<double>(value => (float)value)
                : Reader<float>(value => value);
        }
        if (raw == typeof(byte))
            return Reader<byte>(value => Zeroed(value));
        if (raw == typeof(ushort))
            return Reader<ushort>(value => Zeroed(value));
        return raw == typeof(uint) ? Reader<uint>(value => Zeroed(value)) : Reader<ulong>(Zeroed);

        Func<float> Reader<T>(Func<T, float> convert)
            where T : struct
        {
            ValueGetter<T> getter = row.GetGetter<T>(label);
            T value = default;
            return () =>
            {
                getter(ref value);
                return convert(value);
            };
        }

        float Zeroed(ulong value) => value == 0 || value > key.Count ? float.NaN : value - 1;
    }

    /// <summary>A warning about rows that do not count, if there are any.</summary>
    public static void Warn(IChannel channel, long rows, string what)
    {
        if (rows > 0)
            channel.Warning(MessageSensitivity.None, "Evaluation met {0} {1}", rows, what);
    }
}
