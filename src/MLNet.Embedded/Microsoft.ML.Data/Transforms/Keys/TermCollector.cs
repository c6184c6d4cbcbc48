using Microsoft.ML.Internal;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Collects the distinct values of a column while a cursor moves.</summary>
internal abstract class TermCollector
{
    /// <param name="row">The row, or cursor, to read.</param>
    /// <param name="column">A column of standard values or keys, or of vectors of them.</param>
    /// <param name="maximum">After that many values no more are added.</param>
    public static TermCollector Create(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        var itemType = (PrimitiveDataViewType)ColumnTypes.ItemTypeOf(column.Type);
        return RawTypes.Invoke<Maker, (DataViewRow, DataViewSchema.Column, PrimitiveDataViewType, int), TermCollector>(
            itemType.RawType, default, (row, column, itemType, maximum));
    }

    /// <summary>Adds what is new in the present row; false when no more can be added.</summary>
    public abstract bool Collect();

    public abstract TermMap Finish(ValueToKeyMappingEstimator.KeyOrdinality order);

    private readonly struct Maker
        : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Column, PrimitiveDataViewType ItemType, int Maximum), TermCollector>
    {
        public TermCollector Visit<T>((DataViewRow Row, DataViewSchema.Column Column, PrimitiveDataViewType ItemType, int Maximum) arg)
            => new Collector<T>(arg.Row, arg.Column, arg.ItemType, arg.Maximum);
    }

    private sealed class Collector<T>(DataViewRow row, DataViewSchema.Column column, PrimitiveDataViewType itemType, int maximum) : TermCollector
    {
        private readonly TermIndex<T> _index = TermIndex.Create<T>();
        private readonly List<T> _terms = [];
        private readonly ValueGetter<VBuffer<T>>? _readVector = column.Type is VectorDataViewType ? row.GetGetter<VBuffer<T>>(column) : null;
        private readonly ValueGetter<T>? _read = column.Type is VectorDataViewType ? null : row.GetGetter<T>(column);
        private VBuffer<T> _vector;
        private T _value = default!;

        public override bool Collect()
        {
            if (_read is not null)
            {
                _read(ref _value);
                Add(_value);
            }
            else
            {
                _readVector!(ref _vector);
                // The items that a sparse vector leaves out count where they lie: the first is as good as all.
                ReadOnlySpan<T> values = _vector.GetValues();
                ReadOnlySpan<int> places = _vector.GetIndices();
                int gap = _vector.IsDense ? -1 : FirstGap(places, _vector.Length);
                for (int i = 0; i < values.Length; i++)
                {
                    if (gap >= 0 && places[i] > gap)
                    {
                        Add(default!);
                        gap = -1;
                    }
                    Add(values[i]);
                }
                if (gap >= 0)
                    Add(default!);
            }
            return _terms.Count < maximum;
        }

        public override TermMap Finish(ValueToKeyMappingEstimator.KeyOrdinality order)
        {
            T[] terms = [.. _terms];
            if (order == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                Sort(terms);
            return new TermMap<T>(itemType, terms);
        }

        private static void Sort(T[] terms)
        {
            if (terms is ReadOnlyMemory<char>[] texts)
                Array.Sort(texts, (a, b) => a.Span.SequenceCompareTo(b.Span));
            else
                Array.Sort(terms);
        }

        private static int FirstGap(ReadOnlySpan<int> places, int length)
        {
            int gap = 0;
            while (gap < places.Length && places[gap] == gap)
                gap++;
            return gap < length ? gap : -1;
        }

        private void Add(T value)
        {
            if (_terms.Count < maximum && !IsMissingKey(value) && _index.TryAdd(value))
                _terms.Add(Keep(value));
        }

        private bool IsMissingKey(T value) => itemType is KeyDataViewType && EqualityComparer<T>.Default.Equals(value, default);

        // Text may lie in a larger buffer, such as a line of a file, which would be kept with it.
        private static T Keep(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
    }
}
