namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column to read, and where it stands in a line.</summary>
    public sealed class Column
    {
        /// <summary>The column's name.</summary>
        public string? Name;

        /// <summary>The fields; a column of several, or of a range, is a vector.</summary>
        public Range[]? Source;

        /// <summary>
        /// Makes an unsigned integer column a key: 0 in the file is the first of this many values, other numbers and empty fields are
        /// missing. Default: null, no key.
        /// </summary>
        public KeyCount? KeyCount;

        /// <summary>A Single column; give it <see cref="Name"/> and <see cref="Source"/>.</summary>
        public Column()
        {
        }

        /// <summary>A column of one field.</summary>
        /// <param name="name">The column's name.</param>
        /// <param name="dataKind">The type of its values.</param>
        /// <param name="index">The field, counted from 0.</param>
        public Column(string name, DataKind dataKind, int index)
            : this(name, dataKind, [new Range(index)])
        {
        }

        /// <summary>A vector column.</summary>
        /// <param name="name">The column's name.</param>
        /// <param name="dataKind">The type of its items.</param>
        /// <param name="minIndex">The first field, counted from 0.</param>
        /// <param name="maxIndex">The last field.</param>
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        /// <summary>A column of several ranges of fields.</summary>
        /// <param name="name">The column's name.</param>
        /// <param name="dataKind">The type of its values or items.</param>
        /// <param name="source">The fields.</param>
        /// <param name="keyCount">See <see cref="KeyCount"/>.</param>
        public Column(string name, DataKind dataKind, Range[] source, KeyCount? keyCount = null)
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(source);
            Name = name;
            DataKind = dataKind;
            Source = source;
            KeyCount = keyCount;
        }

        /// <summary>The type of the values, or of the items of a vector. Default: Single.</summary>
        public DataKind DataKind { get; set; } = DataKind.Single;
    }
}
