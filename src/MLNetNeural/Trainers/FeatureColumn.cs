using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers;

/// <summary>Reads a feature column, of Single or Byte, into a feature store.</summary>
internal sealed class FeatureColumn
{
    private readonly DataViewSchema.Column _column;
    private readonly bool _isByte;

    /// <summary>Finds the column and checks its type.</summary>
    /// <exception cref="ArgumentException">There is no such column, or its type cannot be used.</exception>
    public FeatureColumn(DataViewSchema schema, string name)
    {
        _column = Columns.Find(schema, name, "feature");
        if (_column.Type is not VectorDataViewType { IsKnownSize: true } vector || (vector.ItemType != NumberDataViewType.Single && vector.ItemType != NumberDataViewType.Byte))
        {
            throw new ArgumentException($"The feature column '{name}' must be a vector of Single or Byte of known size, got {_column.Type}: build it with Concatenate or LoadImageTensor.");
        }

        Size = vector.Size;
        _isByte = vector.ItemType == NumberDataViewType.Byte;
        ImageAnnotations.TryRead(_column, out ImageShape? image, out ChannelAffine? affine);
        Image = image;
        Affine = _isByte ? affine ?? ChannelAffine.Identity : null;
    }

    public DataViewSchema.Column Column => _column;

    /// <summary>Number of features.</summary>
    public int Size { get; }

    /// <summary>How a row is a picture; null when the column does not say so.</summary>
    public ImageShape? Image { get; }

    /// <summary>What a byte means; null for features that are Single.</summary>
    public ChannelAffine? Affine { get; }

    /// <summary>An empty store for the column's rows.</summary>
    /// <param name="memory">How much memory the rows may take; null for all in memory.</param>
    public FeatureStore CreateStore(FeatureMemory? memory = null) => Affine is null
        ? new SingleFeatures(Size, Image, memory)
        : new ByteFeatures(Size, Affine, Image, memory);

    /// <summary>Something that appends the row's features to the store.</summary>
    /// <param name="row">The row, or a cursor.</param>
    /// <param name="store">A store of <see cref="CreateStore"/>, or of a model with the same kind of features.</param>
    /// <param name="rejectMissing">Whether a missing value (NaN) is an <see cref="InvalidOperationException"/>, as in training.</param>
    public Action Appender(DataViewRow row, FeatureStore store, bool rejectMissing)
        => _isByte ? ByteAppender(row, (ByteFeatures)store) : SingleAppender(row, (SingleFeatures)store, rejectMissing);

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

    private Action SingleAppender(DataViewRow row, SingleFeatures store, bool rejectMissing)
    {
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(_column);
        VBuffer<float> buffer = default;
        float[] dense = [];
        return () =>
        {
            getter(ref buffer);
            ReadOnlySpan<float> values = Dense(in buffer, ref dense);
            for (int i = 0; rejectMissing && i < values.Length; i++)
            {
                if (float.IsNaN(values[i]))
                {
                    throw new InvalidOperationException(
                        $"The feature column '{_column.Name}' has a missing value (NaN) in slot {i} of row {row.Position}: replace missing values before training, for example with ReplaceMissingValues.");
                }
            }

            store.Add(values);
        };
    }

    private ReadOnlySpan<T> Dense<T>(in VBuffer<T> buffer, ref T[] dense)
    {
        if (buffer.Length != Size) throw new InvalidOperationException($"The feature column '{_column.Name}' must have {Size} values a row, got {buffer.Length}.");
        if (buffer.IsDense) return buffer.GetValues();
        if (dense.Length == 0) dense = new T[Size];
        buffer.CopyTo(dense);
        return dense;
    }
}
