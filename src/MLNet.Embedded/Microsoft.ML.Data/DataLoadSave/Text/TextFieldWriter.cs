using System.Globalization;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Writes the fields of one column.</summary>
internal abstract class TextFieldWriter
{
    public static TextFieldWriter Create(DataViewRow row, DataViewSchema.Column column, char separator)
        => RawTypes.Invoke<Factory, (DataViewRow, DataViewSchema.Column, char), TextFieldWriter>(
            ColumnTypes.ItemTypeOf(column.Type).RawType, default, (row, column, separator));

    /// <summary>Adds the value of the present row.</summary>
    public abstract void WriteValue(TextRowWriter row);

    /// <summary>Adds the name of the column, or those of its slots.</summary>
    public abstract void WriteHeader(TextRowWriter row);

    private static string Quoted(ReadOnlySpan<char> text, char separator)
    {
        if (text.IsEmpty)
            return TextRowWriter.EmptyText;
        bool needsQuotes = text[0] == ' ' || text.ContainsAny('"', ':', '\n') || text.Contains(separator);
        return needsQuotes ? $"\"{text.ToString().Replace("\"", "\"\"")}\"" : text.ToString();
    }

    // Dates and lengths of time hold colons, which mark sparse fields; NaN is a question mark, a missing key nothing.
    private static string TextOf<T>(T value, DataViewType type, char separator)
        => type is KeyDataViewType key ? KeyText(Convert.ToUInt64(value, CultureInfo.InvariantCulture), key.Count) : value switch
        {
            ReadOnlyMemory<char> text => Quoted(text.Span, separator),
            float.NaN or double.NaN => "?",
            TimeSpan or DateTime or DateTimeOffset => $"\"{ValueText.Of(value)}\"",
            _ => ValueText.Of(value),
        };

    private static string KeyText(ulong key, ulong count) => key == 0 || key > count ? "" : ValueText.Of(key - 1);

    private sealed class Scalar<T>(ValueGetter<T> read, DataViewSchema.Column column, char separator) : TextFieldWriter
    {
        private readonly string _default = TextOf<T>(default!, column.Type, separator);
        private T _value = default!;

        public override void WriteValue(TextRowWriter row)
        {
            read(ref _value);
            row.StartColumn(1, _default);
            row.Add(0, TextOf(_value, column.Type, separator));
        }

        public override void WriteHeader(TextRowWriter row)
        {
            row.StartColumn(1, TextRowWriter.EmptyText);
            row.Add(0, Quoted(column.Name, separator));
        }
    }

    private sealed class Vector<T>(ValueGetter<VBuffer<T>> read, DataViewSchema.Column column, char separator) : TextFieldWriter
    {
        private readonly VectorDataViewType _type = (VectorDataViewType)column.Type;
        private readonly string _default = TextOf<T>(default!, ((VectorDataViewType)column.Type).ItemType, separator);
        private VBuffer<T> _value;

        public override void WriteValue(TextRowWriter row)
        {
            read(ref _value);
            row.StartColumn(_value.Length, _default);
            foreach ((int slot, T item) in _value.Items())
                row.Add(slot, TextOf(item, _type.ItemType, separator));
        }

        public override void WriteHeader(TextRowWriter row)
        {
            row.StartColumn(_type.Size, TextRowWriter.EmptyText);
            if (!column.HasSlotNames())
                return;
            VBuffer<ReadOnlyMemory<char>> names = default;
            column.GetSlotNames(ref names);
            foreach ((int slot, ReadOnlyMemory<char> name) in names.Items())
                row.Add(slot, Quoted(name.Span, separator));
        }
    }

    private readonly struct Factory : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Column, char Separator), TextFieldWriter>
    {
        public TextFieldWriter Visit<T>((DataViewRow Row, DataViewSchema.Column Column, char Separator) arg)
            => arg.Column.Type is VectorDataViewType
                ? new Vector<T>(arg.Row.GetGetter<VBuffer<T>>(arg.Column), arg.Column, arg.Separator)
                : new Scalar<T>(arg.Row.GetGetter<T>(arg.Column), arg.Column, arg.Separator);
    }
}
