using System.Globalization;
using System.Text;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes views as text, as ML.NET does: rows in sparse form where that is shorter.</summary>
internal sealed class TextSaver
{
    private readonly IHost _host;
    private readonly char _separator;
    private readonly string _separatorName;
    private readonly bool _hasHeader;
    private readonly bool _hasSchema;
    private readonly bool _isDense;

    /// <exception cref="ArgumentOutOfRangeException">The separator is none that can be written.</exception>
    public TextSaver(IHostEnvironment env, char separator, bool headerRow, bool schema, bool forceDense)
    {
        _host = env.Register(nameof(TextSaver));
        _separator = separator;
        _separatorName = separator switch
        {
            '\t' => "tab",
            ' ' => "space",
            ',' => "comma",
            ';' => "semicolon",
            '|' => "bar",
            _ => throw new ArgumentOutOfRangeException(
                "Separator", $"Invalid separator '{separator}' - must be: space, tab, comma, semicolon, or bar"),
        };
        _hasHeader = headerRow;
        _hasSchema = schema;
        _isDense = forceDense;
    }

    /// <exception cref="InvalidOperationException">No column can be written.</exception>
    public void Save(IDataView data, Stream stream, bool keepHidden)
    {
        using IChannel channel = _host.Start("Saving");
        DataViewSchema.Column[] columns = [.. data.Schema.Where(column => (keepHidden || !column.IsHidden) && IsSavable(column, channel))];
        if (columns.Length == 0)
            throw Marked.InvalidOperation("No valid columns to save");
        bool hasHeader = _hasHeader && columns.Any(column => column.Type is not VectorDataViewType || column.HasSlotNames());

        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        if (_hasSchema)
            WriteSchema(writer, columns, hasHeader, channel);
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        TextFieldWriter[] fields = Array.ConvertAll(columns, column => TextFieldWriter.Create(cursor, column, _separator));
        TextRowWriter row = new(writer, _separator, _isDense);
        if (hasHeader)
        {
            foreach (TextFieldWriter field in fields)
                field.WriteHeader(row);
            row.End();
        }
        WriteRows(cursor, fields, row, channel);
    }

    private static void WriteRows(DataViewRowCursor cursor, TextFieldWriter[] fields, TextRowWriter row, IChannel channel)
    {
        long rows = 0;
        int shortest = int.MaxValue;
        int longest = 0;
        for (; cursor.MoveNext(); rows++)
        {
            foreach (TextFieldWriter field in fields)
                field.WriteValue(row);
            shortest = Math.Min(shortest, row.Width);
            longest = Math.Max(longest, row.Width);
            row.End();
        }
        if (rows == 0)
            channel.Warning(MessageSensitivity.None, "Wrote zero rows of data!");
        else if (shortest == longest)
            channel.Info(MessageSensitivity.None, $"Wrote {rows} rows of length {shortest}");
        else
            channel.Info(MessageSensitivity.None, $"Wrote {rows} rows of lengths between {shortest} and {longest}");
    }

    private static bool IsSavable(DataViewSchema.Column column, IChannel channel)
    {
        DataViewType item = ColumnTypes.ItemTypeOf(column.Type);
        bool isSavable = item is KeyDataViewType || item.Equals(ColumnTypes.FromRawType(item.RawType));
        if (!isSavable)
        {
            channel.Info(
                MessageSensitivity.Schema, $"The column '{column.Name}' will not be written as it has unsavable column type.");
        }
        return isSavable;
    }

    private void WriteSchema(TextWriter writer, DataViewSchema.Column[] columns, bool hasHeader, IChannel channel)
    {
        writer.WriteLine("#@ TextLoader{");
        if (hasHeader)
            writer.WriteLine("#@   header+");
        writer.WriteLine($"#@   sep={_separatorName}");
        int? first = 0;
        foreach (DataViewSchema.Column column in columns)
        {
            writer.WriteLine($"#@   col={Describe(column, first)}");
            int size = (column.Type as VectorDataViewType)?.Size ?? 1;
            if (size == 0 && column.Index != columns[^1].Index)
            {
                channel.Warning(
                    MessageSensitivity.Schema,
                    $"Column '{column.Name}' is variable length, so it must be the last, or the file will be unreadable. "
                    + $"Make '{column.Name}' the last column.");
                first = null;
            }
            first += size;
        }
        writer.WriteLine("#@ }");
    }

    private static string Describe(DataViewSchema.Column column, int? first)
    {
        DataViewType item = ColumnTypes.ItemTypeOf(column.Type);
        string kind = KindCodes.Of(item.RawType);
        string key = item is KeyDataViewType { Count: var count } ? count.ToString(CultureInfo.InvariantCulture) : "";
        string fields = first is not { } start ? "{ min=-1}"
            : column.Type is not VectorDataViewType { Size: var size } ? $"{start}"
            : size == 0 ? $"{start}-**"
            : $"{start}-{start + size - 1}";
        bool isPlain = !column.Name.AsSpan().ContainsAny("{}=\"\\#") && !column.Name.Any(char.IsWhiteSpace);
        if (isPlain && first is not null)
            return $"{column.Name}:{kind}{(key.Length > 0 ? $"[{key}]" : "")}:{fields}";
        string name = isPlain ? column.Name : $"{{{column.Name.Replace("{", "\\{").Replace("}", "\\}")}}}";
        string type = kind == "R4" ? "" : $" type={kind}";
        return $"{{name={name}{type} src={fields}{(key.Length > 0 ? $" key={key}" : "")}}}";
    }
}
