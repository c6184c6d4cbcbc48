namespace Microsoft.ML.Data;

/// <summary>The quotes around fields, and what makes a quote part of one: another quote before it, or an escape character of its own.</summary>
internal static class Quotes
{
    /// <summary>Goes behind the quote that closes a field; false, and to the end of the text, when there is none.</summary>
    /// <param name="text">A line.</param>
    /// <param name="escape">What makes a quote part of the field.</param>
    /// <param name="at">A place in the field.</param>
    public static bool TryFindClosing(ReadOnlySpan<byte> text, char escape, ref int at)
    {
        while (at < text.Length)
        {
            byte here = text[at++];
            if (here == escape && escape != '"')
            {
                at++;
            }
            else if (here == '"')
            {
                if (escape != '"' || at == text.Length || text[at] != '"')
                    return true;
                at++;
            }
        }
        at = text.Length;
        return false;
    }

    /// <summary>Writes a field without its escape characters.</summary>
    /// <param name="text">The field, between its quotes.</param>
    /// <param name="escape">What makes a quote part of the field.</param>
    /// <param name="destination">Receives the bytes; at least as long as the field.</param>
    /// <returns>How many there are.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, char escape, Span<byte> destination)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // An escape character before anything but a quote is itself, and so is what follows it.
            if (text[i] == escape && i + 1 < text.Length && text[++i] != '"')
                destination[count++] = text[i - 1];
            destination[count++] = text[i];
        }
        return count;
    }
}
