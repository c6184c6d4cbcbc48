using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The values of a column by their keys: the first value has key 1, whatever is not among them key 0, missing.</summary>
internal abstract class TermMap(PrimitiveDataViewType itemType)
{
    /// <summary>The type of the values.</summary>
    public PrimitiveDataViewType ItemType { get; } = itemType;

    /// <summary>The number of values.</summary>
    public abstract int Count { get; }

    /// <summary>The type of the keys. A key type has at least one key, also when there are no values.</summary>
    public KeyDataViewType KeyType => new(typeof(uint), Math.Max(Count, 1));

    /// <summary>The type of a column of such keys.</summary>
    public DataViewType OutputType(DataViewType source)
        => source is VectorDataViewType vector ? new VectorDataViewType(KeyType, vector.Dimensions) : KeyType;

    /// <summary>What reads the key, or the vector of keys, of a column of values in the present row.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);

    /// <summary>Adds the values as key values; of keys that stand for values, those.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText);

    public abstract void Save(BinaryWriter writer);

    public static TermMap Load(BinaryReader reader)
    {
        PrimitiveDataViewType itemType = ColumnTypeCodec.Read(reader) as PrimitiveDataViewType
            ?? throw Marked.Format("A map of keys in the model is of vectors: the file is damaged; get it again.");
        return RawTypes.Invoke<Loader, (BinaryReader, PrimitiveDataViewType), TermMap>(itemType.RawType, default, (reader, itemType));
    }

    private readonly struct Loader : IRawTypeVisitor<(BinaryReader Reader, PrimitiveDataViewType ItemType), TermMap>
    {
        public TermMap Visit<T>((BinaryReader Reader, PrimitiveDataViewType ItemType) arg)
        {
            VBuffer<T> terms = ValueCodec<T>.ReadVector(arg.Reader);
            return new TermMap<T>(arg.ItemType, [.. terms.DenseValues()]);
        }
    }
}
