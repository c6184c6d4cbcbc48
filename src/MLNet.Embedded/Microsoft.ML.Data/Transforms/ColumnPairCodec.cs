using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Names of output and input columns in a model file, and in the arguments of catalog methods.</summary>
internal static class ColumnPairCodec
{
    /// <summary>The pairs of a catalog method.</summary>
    public static (string OutputColumnName, string InputColumnName)[] From(InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0)
            throw new ArgumentOutOfRangeException(nameof(columns), "There are no columns to transform; name at least one.");
        return Array.ConvertAll(columns, pair => (pair.OutputColumnName, pair.InputColumnName));
    }

    /// <summary>The one pair of a catalog method; without an input name the output takes the input's place.</summary>
    public static (string OutputColumnName, string InputColumnName)[] From(string outputColumnName, string? inputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        return [(outputColumnName, inputColumnName ?? outputColumnName)];
    }

    /// <summary>The input column of each pair.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is missing.</exception>
    public static DataViewSchema.Column[] Inputs(
        (string OutputColumnName, string InputColumnName)[] pairs, DataViewSchema inputSchema, string parameter = "inputSchema")
        => Array.ConvertAll(
            pairs, pair => inputSchema.GetColumnOrNull(pair.InputColumnName) ?? throw SchemaErrors.MissingColumn(parameter, "input", pair.InputColumnName));

    public static void Write(BinaryWriter writer, (string OutputColumnName, string InputColumnName)[] pairs)
    {
        writer.Write(pairs.Length);
        foreach ((string output, string input) in pairs)
        {
            writer.Write(output);
            writer.Write(input);
        }
    }

    public static (string OutputColumnName, string InputColumnName)[] Read(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count <= 0 || count > reader.BaseStream.Length)
            throw Marked.Format($"The model says that {count} columns follow; it is damaged.");
        var pairs = new (string, string)[count];
        for (int i = 0; i < count; i++)
            pairs[i] = (reader.ReadString(), reader.ReadString());
        return pairs;
    }
}
