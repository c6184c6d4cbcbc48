using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers;

/// <summary>Reads a feature column, of Single or Byte, into a feature store.</summary>
internal sealed class FeatureColumn
{
    /// <summary>Rows that tell whether a column is sparse.</summary>
    private const int RowsLookedAt = 100;

    /// <summary>One value in so many is there, at most, where a column is sparse: products with the others cost more than they spare otherwise.</summary>
    private const int Sparsity = 10;

    private readonly DataViewSchema.Column _column;
    private readonly bool _isByte;
    private readonly bool _isVector;

    /// <summary>Finds the column and checks its type.</summary>
    /// <exception cref="ArgumentException">There is no such column, or its type cannot be used.</exception>
    public FeatureColumn(DataViewSchema schema, string name)
    {
        _column = Columns.Find(schema, name, "feature");
        var vector = _column.Type as VectorDataViewType;
        _isVector = vector is not null;
        _isByte = vector?.ItemType == NumberDataViewType.Byte;
        if (vector is { IsKnownSize: false } || (!_isByte && (vector?.ItemType ?? _column.Type) != NumberDataViewType.Single))
        {
            throw Wrong(name, _column.Type);
        }

        Size = vector?.Size ?? 1;
        ImageAnnotations.TryRead(_column, out ImageShape? image, out ImageLayout layout, out ChannelAffine? affine);
        Image = image;
        Affine = _isByte ? (layout == ImageLayout.ChannelsFirst ? affine : CommonAffine(name, affine)) ?? ChannelAffine.Identity : null;
    }

    public DataViewSchema.Column Column => _column;

    /// <summary>Number of features.</summary>
    public int Size { get; }

    /// <summary>How a row is an image; null when the column does not say that it is one.</summary>
    public ImageShape? Image { get; }

    /// <summary>What a byte means; null for features that are Single.</summary>
    public ChannelAffine? Affine { get; }

    /// <summary>Throws unless the column will be of a type that can be used.</summary>
    public static void Check(SchemaShape.Column column)
    {
        bool isSingle = column.ItemType == NumberDataViewType.Single, isByte = column.ItemType == NumberDataViewType.Byte;
        bool fits = column.Kind == SchemaShape.Column.VectorKind.Vector ? isSingle || isByte : column.Kind == SchemaShape.Column.VectorKind.Scalar && isSingle;
        if (!fits || column.IsKey) throw Wrong(column.Name, $"{column.Kind} of {column.ItemType}");
    }

    /// <summary>Whether the first rows leave out most of their values, so that they are better kept sparse.</summary>
    public bool IsSparse(IDataView view)
    {
        if (!_isVector || _isByte || Image is not null || Size == 1) return false;
        using DataViewRowCursor cursor = view.GetRowCursor([_column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(_column);
        VBuffer<float> buffer = default;
        long rows = 0, values = 0;
        for (; rows < RowsLookedAt && values * Sparsity <= (long)RowsLookedAt * Size && cursor.MoveNext(); rows++)
        {
            getter(ref buffer);
            values += buffer.GetValues().Length;
        }

        return rows > 0 && values * Sparsity <= rows * Size;
    }

    /// <summary>An empty store for the column's rows. Sparse rows are filled up with zeros.</summary>
    /// <param name="memory">How much memory the rows may take; null for all in memory.</param>
    public FeatureStore CreateStore(FeatureMemory? memory = null) => Affine is null
        ? new SingleFeatures(Size, Image, memory)
        : new ByteFeatures(Size, Affine, Image, memory);

    /// <summary>Something that appends the features of a row to be scored; a missing value without a mean makes the scores NaN.</summary>
    /// <param name="row">The row, or a cursor.</param>
    /// <param name="store">A store of a model with the same kind of features.</param>
    /// <param name="means">What stands in for missing values; null for nothing.</param>
    public Action Appender(DataViewRow row, FeatureStore store, ImmutableArray<float>? means)
    {
        if (_isByte) return ByteAppender(row, (ByteFeatures)store);
        if (store is SparseFeatures sparse)
        {
            return SparseAppender(row, sparse, (columns, values) =>
            {
                if (means is not null) FeatureMeans.Replace(columns, values, means.Value);
            });
        }

        if (means is null) return SingleAppender(row, (SingleFeatures)store, _ => { });
        float[] filled = new float[Size];
        var singles = (SingleFeatures)store;
        ReadSingles read = SingleReader(row);
        return () =>
        {
            read().CopyTo(filled);
            FeatureMeans.Replace(filled, means.Value);
            singles.Add(filled);
        };
    }

    /// <summary>Something that appends the features of a training row, and throws <see cref="InvalidOperationException"/> for one that cannot be used.</summary>
    /// <param name="row">The row, or a cursor.</param>
    /// <param name="store">A store of <see cref="CreateStore"/>, or a sparse one.</param>
    /// <param name="missing">Whether missing values (NaN) are an error, or are kept to be replaced. Infinite ones are an error.</param>
    public Action TrainingAppender(DataViewRow row, FeatureStore store, MissingValueHandling missing) => store switch
    {
        ByteFeatures bytes => ByteAppender(row, bytes),
        SparseFeatures sparse => SparseAppender(row, sparse, (columns, values) =>
        {
            if (!TensorPrimitives.IsFiniteAll<float>(values)) RejectUnusable(columns, values, row.Position, missing);
        }),
        _ => SingleAppender(row, (SingleFeatures)store, values =>
        {
            if (!TensorPrimitives.IsFiniteAll(values)) RejectUnusable([], values, row.Position, missing);
        }),
    };

    /// <summary>Throws for values that cannot be used.</summary>
    /// <param name="columns">The slots that the values are of; empty for all.</param>
    /// <param name="values">The values.</param>
    /// <param name="row">Position of the row.</param>
    /// <param name="missing">Whether missing values are an error.</param>
    private void RejectUnusable(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, long row, MissingValueHandling missing)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int slot = columns.IsEmpty ? i : columns[i];
            if (float.IsInfinity(values[i]))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"The feature column '{_column.Name}' has {values[i]} in slot {slot} of row {row}: features must be finite, correct or leave out the row."));
            }

            if (float.IsNaN(values[i]) && missing == MissingValueHandling.Error)
            {
                throw new InvalidOperationException(
                    $"The feature column '{_column.Name}' has a missing value (NaN) in slot {slot} of row {row}: replace missing values before training, for example with ReplaceMissingValues, or set MissingValues to ReplaceByMean.");
            }
        }
    }

    private Action ByteAppender(DataViewRow row, ByteFeatures store)
    {
        ValueGetter<VBuffer<byte>> getter = row.GetGetter<VBuffer<byte>>(_column);
        VBuffer<byte> buffer = default;
        byte[] dense = [];
        return () =>
        {
            getter(ref buffer);
            store.Add(Dense(in buffer, ref dense));
        };
    }

    private Action SingleAppender(DataViewRow row, SingleFeatures store, CheckSingles check)
    {
        ReadSingles read = SingleReader(row);
        return () =>
        {
            ReadOnlySpan<float> values = read();
            check(values);
            store.Add(values);
        };
    }

    private Action SparseAppender(DataViewRow row, SparseFeatures store, UseSparse use)
    {
        var vector = new SparseVector(this, row.GetGetter<VBuffer<float>>(_column));
        return () =>
        {
            vector.Read();
            use(vector.Columns, vector.Values);
            store.Add(vector.Columns, vector.Values);
        };
    }

    private ReadSingles SingleReader(DataViewRow row)
    {
        if (_isVector) return new SingleVector(this, row.GetGetter<VBuffer<float>>(_column)).Read;
        ValueGetter<float> getter = row.GetGetter<float>(_column);
        float[] value = [0];
        return () =>
        {
            getter(ref value[0]);
            return value;
        };
    }

    private ReadOnlySpan<T> Dense<T>(in VBuffer<T> buffer, ref T[] dense)
    {
        CheckLength(buffer.Length);
        if (buffer.IsDense) return buffer.GetValues();
        if (dense.Length == 0) dense = new T[Size];
        buffer.CopyTo(dense);
        return dense;
    }

    private void CheckLength(int length)
    {
        if (length != Size) throw new InvalidOperationException($"The feature column '{_column.Name}' must have {Size} values a row, got {length}.");
    }

    // A map for each channel is one for each plane, and there are none where channels lie side by side.
    private static ChannelAffine? CommonAffine(string name, ChannelAffine? affine)
        => affine is null ? null
            : affine.Scale.Distinct().Count() == 1 && affine.Offset.Distinct().Count() == 1 ? new ChannelAffine([affine.Scale[0]], [affine.Offset[0]])
            : throw new ArgumentException(
                $"The feature column '{name}' has bytes with channels last (HWC) and another normalization for each channel, which a trainer cannot apply: set ImageTensorOptions.Layout to ChannelsFirst, or OutputType to Single.");

    private static ArgumentOutOfRangeException Wrong(string name, object type) => Columns.Wrong(
        $"The feature column '{name}' must be a vector of Single or Byte of known size, or a Single, got {type}: build it with Concatenate or LoadImageTensor.");

    private sealed class SingleVector(FeatureColumn column, ValueGetter<VBuffer<float>> getter)
    {
        private VBuffer<float> _buffer;
        private float[] _dense = [];

        public ReadOnlySpan<float> Read()
        {
            getter(ref _buffer);
            return column.Dense(in _buffer, ref _dense);
        }
    }

    /// <summary>The values of a row that are not 0.</summary>
    private sealed class SparseVector(FeatureColumn column, ValueGetter<VBuffer<float>> getter)
    {
        private VBuffer<float> _buffer;
        private int[] _columns = [];
        private float[] _values = [];
        private int _count;

        public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _count);

        public Span<float> Values => _values.AsSpan(0, _count);

        public void Read()
        {
            getter(ref _buffer);
            column.CheckLength(_buffer.Length);
            ReadOnlySpan<float> values = _buffer.GetValues();
            ReadOnlySpan<int> columns = _buffer.GetIndices(); // none in a row that is dense for once
            if (_values.Length < values.Length) (_columns, _values) = (new int[values.Length], new float[values.Length]);
            _count = 0;
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] == 0) continue;
                _columns[_count] = columns.IsEmpty ? i : columns[i];
                _values[_count++] = values[i];
            }
        }
    }

    private delegate ReadOnlySpan<float> ReadSingles();

    private delegate void UseSparse(ReadOnlySpan<int> columns, Span<float> values);

    private delegate void CheckSingles(ReadOnlySpan<float> values);
}
