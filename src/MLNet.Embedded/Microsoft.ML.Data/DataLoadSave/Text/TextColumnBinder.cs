using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>From the columns a user describes to the fields they are read from; a sample of the data says what only data can say.</summary>
internal static class TextColumnBinder
{
    private const int SampleLines = 100;

    /// <summary>The columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A description is wrong, or does not fit the sample.</exception>
    public static TextColumn[] Bind(TextLoader.Column[] columns, TextFormat format, IMultiStreamSource sample, IChannel channel)
    {
        int width = format.InputSize;
        foreach (TextLoader.Column column in columns)
            Require(column.Source is { Length: > 0 }, nameof(column.Source), "Must specify some source column indices.");
        if (width == 0 && columns.Any(column => column.Source!.Any(range => range.AutoEnd && range.Max is null)))
            width = WidthOf(sample, format);
        if (columns.Select(column => column.Name?.Trim()).Distinct().Count() < columns.Length)
            channel.Info(MessageSensitivity.None, "Duplicate name(s) specified - later columns will hide earlier ones");

        (TextLoader.Column? other, TextLoader.Range? rest) = AllOther(columns);
        var bound = new TextColumn[columns.Length];
        List<TextSegment> taken = [];
        for (int i = 0; i < columns.Length; i++)
        {
            TextSegment[] segments = [.. columns[i].Source!.Where(range => range != rest).Select(range => Segment(range, width))];
            taken.AddRange(segments);
            if (columns[i] != other)
                bound[i] = TextColumn.Create(NameOf(columns[i]), ItemType(columns[i]), segments);
        }
        if (other is not null)
        {
            TextSegment[] segments =
                [.. other.Source!.SelectMany(range => range == rest ? Without(Segment(range, width), taken) : [Segment(range, width)])];
            Require(segments.Length > 0, nameof(rest.AllOther), "No index is selected as all other indexes.");
            bound[Array.IndexOf(columns, other)] = TextColumn.Create(NameOf(other), ItemType(other), segments);
        }
        return bound;
    }

    /// <summary>For each vector column of known size the names that a header gives its slots; null when it gives none.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="format">How lines are divided.</param>
    /// <param name="header">The streams whose first line is the header.</param>
    public static string[]?[] SlotNames(TextColumn[] columns, TextFormat format, IMultiStreamSource header)
    {
        var names = new string[]?[columns.Length];
        using ParseReport silent = new(null);
        using LineReader lines = new(header, format, hasHeader: false, maxLines: 1);
        if (!lines.TryRead(out TextLine line))
            return names;
        FieldScanner fields = new(format, int.MaxValue - 1, silent);
        fields.Scan(line);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Type is not VectorDataViewType { IsKnownSize: true })
                continue;
            string[] found =
            [
                .. columns[i].Segments.SelectMany(segment => Enumerable.Range(segment.First, segment.Limit - segment.First)).Select(
                    source => fields.TryGet(source, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text).Trim() : ""),
            ];
            if (found.Any(name => name.Length > 0))
                names[i] = found;
        }
        return names;
    }

    private static int WidthOf(IMultiStreamSource sample, TextFormat format)
    {
        int smallest = int.MaxValue;
        int largest = 0;
        using ParseReport silent = new(null);
        using LineReader lines = new(sample, format, hasHeader: false, SampleLines);
        FieldScanner fields = new(format, int.MaxValue - 1, silent);
        while (lines.TryRead(out TextLine line))
        {
            if (line.Length == 0)
                continue;
            fields.Scan(line);
            smallest = Math.Min(smallest, fields.Width);
            largest = Math.Max(largest, fields.Width);
        }
        Require(largest > 0, nameof(TextLoader.Column.Source), "Can't determine the number of source columns without valid data");
        Require(smallest == largest, nameof(TextLoader.Column.Source), "The size of input lines is not consistent");
        return largest;
    }

    private static (TextLoader.Column?, TextLoader.Range?) AllOther(TextLoader.Column[] columns)
    {
        (TextLoader.Column, TextLoader.Range)[] found =
            [.. columns.SelectMany(column => column.Source!.Where(range => range.AllOther).Select(range => (column, range)))];
        Require(found.Length < 2, nameof(TextLoader.Range.AllOther), "At most one all other range can be specified");
        return found.Length == 0 ? (null, null) : found[0];
    }

    private static TextSegment Segment(TextLoader.Range range, int width)
    {
        Require(range.Min is >= 0 and < int.MaxValue - 1, nameof(range.Min), $"A field must not be negative, got {range.Min}.");
        if (range.Max is { } max)
        {
            Require(range.Min <= max && max < int.MaxValue - 1, nameof(range.Max), $"The last field must not be before the first, {range.Min}, got {max}.");
            return new(range.Min, max + 1, range.ForceVector);
        }
        if (range.AutoEnd)
        {
            Require(range.Min < width, nameof(range.Min), $"Column #{range.Min} not found in the dataset (it only has {width} columns)");
            return new(range.Min, width, true);
        }
        return range.VariableEnd ? new(range.Min, TextSegment.ToTheEnd, true) : new(range.Min, range.Min + 1, range.ForceVector);
    }

    // What is left of a segment when others have taken theirs.
    private static IEnumerable<TextSegment> Without(TextSegment segment, IEnumerable<TextSegment> taken)
    {
        int first = segment.First;
        foreach (TextSegment other in taken.OrderBy(other => other.First).Where(other => other.First < segment.Limit))
        {
            if (first < other.First)
                yield return new(first, other.First, true);
            first = Math.Max(first, other.Limit);
        }
        if (first < segment.Limit)
            yield return new(first, segment.Limit, true);
    }

    private static string NameOf(TextLoader.Column column)
    {
        Require(!string.IsNullOrWhiteSpace(column.Name), nameof(column.Name), "A column's name cannot be null or white space.");
        return column.Name!.Trim();
    }

    private static PrimitiveDataViewType ItemType(TextLoader.Column column)
    {
        Require(Enum.IsDefined(column.DataKind), "Type", $"Bad item type {column.DataKind}.");
        PrimitiveDataViewType type = ColumnTypes.FromKind(column.DataKind);
        if (column.KeyCount is not { } count)
            return type;
        Require(KeyDataViewType.IsValidDataType(type.RawType), "Type", $"Bad item type for Key: {column.DataKind}.");
        return new KeyDataViewType(type.RawType, count.Count ?? LargestCount(type.RawType));
    }

    private static ulong LargestCount(Type type)
        => type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;

    private static void Require(bool isMet, string option, string message)
    {
        if (!isMet)
            throw new ArgumentOutOfRangeException(option, message);
    }
}
