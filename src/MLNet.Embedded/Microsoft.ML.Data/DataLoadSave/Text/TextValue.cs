using System.Text;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The value of one column in the present row of a cursor.</summary>
/// <param name="column">The column.</param>
/// <param name="format">How fields are read.</param>
/// <param name="report">Told of bad values.</param>
internal abstract class TextValue(TextColumn column, TextFormat format, ParseReport report)
{
    /// <summary>Whether there is a row, so that its value may be read.</summary>
    public bool HasRow { get; set; }

    protected TextColumn Column { get; } = column;

    public static TextValue Create(TextColumn column, TextFormat format, ParseReport report)
        => RawTypes.Invoke<Factory, (TextColumn, TextFormat, ParseReport), TextValue>(column.ItemType.RawType, default, (column, format, report));

    /// <summary>Reads the value from the fields of a line.</summary>
    /// <exception cref="FormatException">A text is no value of a type that knows no missing value; <see cref="InvalidOperationException"/> without UseThreads.</exception>
    public abstract void Read(FieldScanner fields, long line);

    public abstract Delegate GetGetter();

    /// <summary>Whether a field is read, empty or not; otherwise its value is the missing one.</summary>
    protected bool IsRead(ReadOnlySpan<byte> text) => !text.IsEmpty || format.MissingRealsAsNaNs;

    /// <summary>Whether fields that are not there are NaN.</summary>
    protected bool FillsGaps<T>() => format.MissingRealsAsNaNs && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    /// <summary>The value of fields that are not there.</summary>
    protected T MissingValue<T>()
        => !FillsGaps<T>() ? default!
            : typeof(T) == typeof(float) ? (T)(object)float.NaN
            : (T)(object)double.NaN;

    protected void Fail(ReadOnlySpan<byte> text, long line, int? slot)
    {
        if (Column.ItemType is KeyDataViewType || Column.ItemType.RawType == typeof(float) || Column.ItemType.RawType == typeof(double))
        {
            report.BadValue(line, Column.Name, slot);
            return;
        }
        string shown = Encoding.UTF8.GetString(text);
        InvalidOperationException error = Marked.InvalidOperation(
            slot is null
                ? $"Could not parse value {shown} in line {line}, column {Column.Name}"
                : $"Could not parse value {shown} in slot {slot} of column {Column.Name} in line {line}");
        throw format.UseThreads ? Marked.Format($"Parsing failed with an exception: {error.Message}", error) : error;
    }

    protected void CheckRow()
    {
        if (!HasRow)
            throw Marked.InvalidOperation("There is no row: call MoveNext first, and do not read values when it has given false.");
    }

    private readonly struct Factory : IRawTypeVisitor<(TextColumn Column, TextFormat Format, ParseReport Report), TextValue>
    {
        public TextValue Visit<T>((TextColumn Column, TextFormat Format, ParseReport Report) arg)
        {
            FieldParser<T> parse = FieldParsers.For<T>(arg.Column.ItemType, arg.Format);
            return arg.Column.Type is VectorDataViewType
                ? new TextVector<T>(arg.Column, arg.Format, arg.Report, parse)
                : new TextScalar<T>(arg.Column, arg.Format, arg.Report, parse);
        }
    }
}
