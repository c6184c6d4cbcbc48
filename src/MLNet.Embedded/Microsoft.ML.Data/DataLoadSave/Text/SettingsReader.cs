using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads settings as a command line writes them: name+, name-, name=value, where the value is a word or a text in braces.</summary>
internal sealed class SettingsReader(string text)
{
    private int _at;

    /// <summary>The next setting; false at the end, and where <see cref="IsBroken"/>.</summary>
    public bool TryRead(out string name, out string value)
    {
        name = value = "";
        SkipSpaces();
        if (_at == text.Length)
            return false;
        int length = text.AsSpan(_at).IndexOfAny("=+- \t");
        IsBroken = length <= 0;
        if (IsBroken)
            return false;
        name = text.Substring(_at, length);
        _at += length;
        char sign = text[_at++];
        value = sign != '=' ? sign.ToString() : _at < text.Length && text[_at] == '{' ? ReadBraces() : ReadWord();
        IsBroken |= value.Length == 0;
        return !IsBroken;
    }

    /// <summary>Whether what came was no setting.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What stands between the braces that open here; a backslash before a brace or quote makes it part of the text.</summary>
    public string ReadBraces()
    {
        StringBuilder contents = new();
        int depth = 0;
        while (_at < text.Length)
        {
            char here = text[_at++];
            if (here == '\\' && _at < text.Length && text[_at] is '{' or '}' or '"' or '#')
            {
                // Escapes of a text within this text are left to whoever reads that.
                contents.Append(depth > 1 ? "\\" : "").Append(text[_at++]);
                continue;
            }
            depth += here == '{' ? 1 : here == '}' ? -1 : 0;
            if (depth == 0)
                return contents.ToString();
            if (depth > 1 || here != '{')
                contents.Append(here);
        }
        IsBroken = true;
        return "";
    }

    // Up to white space; quotes around part of it, which may hold spaces, are dropped.
    private string ReadWord()
    {
        StringBuilder word = new();
        bool isQuoted = false;
        while (_at < text.Length && (isQuoted || !char.IsWhiteSpace(text[_at])))
        {
            char here = text[_at++];
            if (here == '"')
                isQuoted = !isQuoted;
            else
                word.Append(here);
        }
        return word.ToString();
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }
}
