namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>Fields of a line that follow one another.</summary>
    public sealed class Range
    {
        /// <summary>The first field, counted from 0.</summary>
        public int Min;

        /// <summary>The last field; null: the end of the line if <see cref="AutoEnd"/> or <see cref="VariableEnd"/>, otherwise <see cref="Min"/>.</summary>
        public int? Max;

        /// <summary>Whether a range without <see cref="Max"/> goes to the end of lines that are all equally long; a sample of the data says how long.</summary>
        public bool AutoEnd;

        /// <summary>Whether a range without <see cref="Max"/> goes to the end of lines of any length; the column is a vector of variable size.</summary>
        public bool VariableEnd;

        /// <summary>Whether the range takes only those of its fields that no other range takes.</summary>
        public bool AllOther;

        /// <summary>Whether a range of one field is a vector.</summary>
        public bool ForceVector;

        /// <summary>The field 0.</summary>
        public Range()
        {
        }

        /// <summary>One field.</summary>
        /// <param name="index">The field, counted from 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public Range(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            Min = index;
            Max = index;
        }

        /// <summary>Fields as a vector.</summary>
        /// <param name="min">The first field, counted from 0.</param>
        /// <param name="max">The last field; null: that of the data's lines, all of one length.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="min"/> is negative, or <paramref name="max"/> below it.</exception>
        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max < min)
                throw new ArgumentOutOfRangeException(nameof(max), $"If specified, must be greater than or equal to min: got {max} after {min}.");
            Min = min;
            Max = max;
            ForceVector = true;
            AutoEnd = max is null;
        }
    }
}
