namespace Microsoft.ML.Data;

/// <summary>A column of a text file: its name, its type, and the fields it is read from.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The column's type.</param>
/// <param name="Segments">The fields, in the order of the column's slots.</param>
internal sealed record TextColumn(string Name, DataViewType Type, TextSegment[] Segments)
{
    public DataViewType ItemType => ColumnTypes.ItemTypeOf(Type);

    /// <summary>The last field read.</summary>
    public int LastSource => Segments.Max(segment => segment.Limit) - 1;

    /// <summary>Number of slots in a line of <paramref name="width"/> fields.</summary>
    public int SizeIn(int width)
    {
        int size = 0;
        foreach (TextSegment segment in Segments)
            size += segment.LimitIn(width) - segment.First;
        return size;
    }

    /// <exception cref="ArgumentOutOfRangeException">Segments overlap.</exception>
    public static TextColumn Create(string name, PrimitiveDataViewType itemType, TextSegment[] segments)
    {
        TextSegment[] sorted = [.. segments.OrderBy(segment => segment.First)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i - 1].Limit > sorted[i].First)
                throw new ArgumentOutOfRangeException(nameof(TextLoader.Column.Source), $"Intervals specified for column '{name}' overlap.");
        }
        int size = segments.Where(segment => !segment.IsVariable).Sum(segment => segment.Limit - segment.First);
        DataViewType type = segments.Any(segment => segment.IsVariable) ? new VectorDataViewType(itemType)
            : size > 1 || segments[0].IsVector ? new VectorDataViewType(itemType, size)
            : itemType;
        return new(name, type, segments);
    }
}
