namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How text is read.</summary>
    public class Options
    {
        /// <summary>Whether a field may stand in double quotes, and then hold separators and, doubled, quotes. Default: false.</summary>
        public bool AllowQuoting;

        /// <summary>Whether a line may end in its number of further fields and then pairs index:value of those that are not 0. Default: false.</summary>
        public bool AllowSparse;

        /// <summary>Number of fields of a line, which sparse lines then do not state; null: as the text says. At least 0.</summary>
        public int? InputSize;

        /// <summary>The characters that end a field: ASCII, no digit, no double quote. Default: tab.</summary>
        public char[] Separators = ['\t'];

        /// <summary>The character before the fraction of a number: '.' or ','. Default: '.'.</summary>
        public char DecimalMarker = '.';

        /// <summary>The columns; null or none: those that a comment at the start of the file describes, otherwise Label (field 0) and Features (the rest).</summary>
        public Column[]? Columns;

        /// <summary>Whether white space at the end of a line is dropped. Default: false.</summary>
        public bool TrimWhitespace;

        /// <summary>Whether the first line of each file names the fields: slot names of vector columns. Default: false.</summary>
        public bool HasHeader;

        /// <summary>Accepted as in ML.NET, where it allows parsing on several threads; here a cursor parses on the thread that moves it. Default: true.</summary>
        public bool UseThreads = true;

        /// <summary>Whether a field in quotes may hold line breaks; needs <see cref="AllowQuoting"/>. Default: false.</summary>
        public bool ReadMultilines;

        /// <summary>A file whose first line names the fields; the data then have no header. Default: null.</summary>
        public string? HeaderFile;

        /// <summary>The most rows to read; null: all. At least 0.</summary>
        public long? MaxRows;

        /// <summary>The character that makes a quote within a quoted field part of it: ASCII, no separator. Default: the double quote.</summary>
        public char EscapeChar = '"';

        /// <summary>Whether empty and absent Single and Double fields are NaN; otherwise they are 0. Default: false.</summary>
        public bool MissingRealsAsNaNs;

        internal Options With(Column[] columns)
        {
            var copy = (Options)MemberwiseClone();
            copy.Columns = columns;
            return copy;
        }
    }
}
