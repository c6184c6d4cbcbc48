using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The options that a comment at the start of a text file states, as SaveAsText writes it.</summary>
internal static class EmbeddedOptions
{
    private const string Mark = "#@";

    /// <summary>What the comment says; null when there is none.</summary>
    public static string? ReadOrNull(IMultiStreamSource source)
    {
        if (source.Count == 0)
            return null;
        StringBuilder text = new();
        using TextReader reader = source.OpenTextReader(0);
        while (reader.ReadLine() is { } line && (line.Length == 0 || line[0] == '#' || line.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
                text.Append(line.AsSpan(Mark.Length).Trim()).Append(' ');
        }
        return text.Length > 0 ? text.ToString().Trim() : null;
    }

    /// <summary>Whether the user's options state nothing that the comment would.</summary>
    public static bool CanReplace(TextLoader.Options options)
        => options is
        {
            AllowQuoting: false, AllowSparse: false, TrimWhitespace: false, HasHeader: false, ReadMultilines: false, MissingRealsAsNaNs: false,
            InputSize: null, DecimalMarker: '.', EscapeChar: '"',
        };

    /// <summary>The options; null when they are not well formed, or name no columns.</summary>
    public static TextLoader.Options? ParseOrNull(string text)
    {
        const string Name = nameof(TextLoader);
        const string ShortName = "Text";
        string body = text.StartsWith(Name, StringComparison.Ordinal) ? text[Name.Length..]
            : text.StartsWith(ShortName, StringComparison.Ordinal) ? text[ShortName.Length..]
            : "";
        if (!body.TrimStart().StartsWith('{'))
            return null;
        SettingsReader settings = new(new SettingsReader(body.TrimStart()).ReadBraces());
        TextLoader.Options options = new();
        List<TextLoader.Column> columns = [];
        while (settings.TryRead(out string name, out string value))
        {
            if (!Apply(options, columns, name.ToLowerInvariant(), value))
                return null;
        }
        options.Columns = [.. columns];
        return columns.Count > 0 && !settings.IsBroken ? options : null;
    }

    private static bool Apply(TextLoader.Options options, List<TextLoader.Column> columns, string name, string value)
    {
        switch (name)
        {
            case "col" or "column" or "columns":
                if (ColumnOrNull(value) is not { } column)
                    return false;
                columns.Add(column);
                return true;
            case "sep" or "separator":
                options.Separators = value == "," ? [','] : [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(SeparatorOf)];
                return options.Separators.Length > 0;
            case "size" or "inputsize":
                options.InputSize = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : -1;
                return options.InputSize >= 0;
            case "decimal" or "decimalmarker":
                options.DecimalMarker = value[0];
                return value.Length == 1;
            case "escapechar":
                options.EscapeChar = value[0];
                return value.Length == 1;
            case "header" or "hasheader":
                return TryParseFlag(value, out options.HasHeader);
            case "quote" or "allowquoting":
                return TryParseFlag(value, out options.AllowQuoting);
            case "sparse" or "allowsparse":
                return TryParseFlag(value, out options.AllowSparse);
            case "trim" or "trimwhitespace":
                return TryParseFlag(value, out options.TrimWhitespace);
            case "multilines" or "readmultilines":
                return TryParseFlag(value, out options.ReadMultilines);
            case "missingrealnan" or "missingrealsasnans":
                return TryParseFlag(value, out options.MissingRealsAsNaNs);
            default:
                // The user's own say what these would.
                return name is "threads" or "usethreads" or "rows" or "maxrows" or "hf" or "headerfile";
        }
    }

    // name:fields, name:type:fields, or settings of the same.
    private static TextLoader.Column? ColumnOrNull(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is 2 or 3 && ColumnOrNull(parts[0], parts.Length == 3 ? parts[1] : "R4", parts[^1], key: null) is { } column)
            return column;

        (string name, string type, string source, string? key) = ("", "R4", "", null);
        SettingsReader settings = new(text);
        while (settings.TryRead(out string setting, out string value))
        {
            switch (setting.ToLowerInvariant())
            {
                case "name": name = value; break;
                case "type": type = value; break;
                case "src" or "source": source = value; break;
                case "key" or "keycount": key = value; break;
                default: return null;
            }
        }
        return settings.IsBroken ? null : ColumnOrNull(name, type, source, key);
    }

    private static TextLoader.Column? ColumnOrNull(string name, string type, string source, string? key)
    {
        if (type.EndsWith(']') && type.IndexOf('[') is > 0 and int bracket)
        {
            key = type[(bracket + 1)..^1];
            type = type[..bracket];
        }
        TextLoader.Range?[] ranges = Array.ConvertAll(source.Split(','), RangeOrNull);
        KeyCount? count = KeyOrNull(key);
        return string.IsNullOrWhiteSpace(name) || KindCodes.KindOrNull(type) is not { } kind || ranges.Contains(null) || (key is not null && count is null)
            ? null
            : new(name, kind, ranges!, count);
    }

    // "": as many as the type holds; "5": five; "0-4": the old way to say five.
    private static KeyCount? KeyOrNull(string? text)
    {
        if (text is null or "")
            return text is null ? null : new();
        bool isOld = text.StartsWith("0-", StringComparison.Ordinal);
        return ulong.TryParse(isOld ? text[2..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && (isOld || number > 0)
            ? new(isOld ? number + 1 : number)
            : null;
    }

    // 3, 3-5, 3-* (to the end), 3-** (to an end that varies); with ~ for - only those that no other column takes.
    private static TextLoader.Range? RangeOrNull(string text)
    {
        int dash = text.AsSpan().IndexOfAny('-', '~');
        if (dash < 0)
            return TryParseField(text, out int field) ? new(field) : null;
        TextLoader.Range range = new() { ForceVector = true, AllOther = text[dash] == '~' };
        if (!TryParseField(text[..dash], out range.Min) && !(dash == 0 && range.AllOther))
            return null;
        string last = text[(dash + 1)..];
        range.AutoEnd = last is "" or "*";
        range.VariableEnd = last == "**";
        if (range.AutoEnd || range.VariableEnd)
            return range;
        range.Max = TryParseField(last, out int max) ? max : -1;
        return range.Max >= range.Min ? range : null;
    }

    private static bool TryParseField(string text, out int field)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out field);

    private static bool TryParseFlag(string value, out bool flag)
    {
        flag = value == "+";
        return value is "+" or "-";
    }

    private static char SeparatorOf(string name) => name switch
    {
        "space" => ' ',
        "tab" => '\t',
        "comma" => ',',
        "colon" => ':',
        "semicolon" => ';',
        "bar" => '|',
        _ => name[0],
    };
}
