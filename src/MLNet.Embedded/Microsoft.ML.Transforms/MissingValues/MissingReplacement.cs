using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>What replaces NaN in one column.</summary>
internal abstract class MissingReplacement(DataViewType inputType)
{
    /// <summary>The type of the column learned from; the output has it too.</summary>
    public DataViewType InputType { get; } = inputType;

    public static MissingReplacement ByZero(DataViewType inputType)
        => ColumnTypes.ItemTypeOf(inputType).RawType == typeof(float)
            ? new MissingReplacement<float>(inputType, [0])
            : new MissingReplacement<double>(inputType, [0]);

    public static MissingReplacement Load(BinaryReader reader)
    {
        DataViewType type = ColumnTypeCodec.Read(reader);
        Type item = ColumnTypes.ItemTypeOf(type).RawType;
        return item == typeof(float) ? new MissingReplacement<float>(type, Numbers<float>(reader, type))
            : item == typeof(double) ? new MissingReplacement<double>(type, Numbers<double>(reader, type))
            : throw Marked.Format($"The model replaces NaN in {type}, which has none: the file is damaged; get it again.");
    }

    /// <summary>What reads the value, or vector, without NaN of a column in the present row.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);

    public abstract void Save(BinaryWriter writer);

    private static T[] Numbers<T>(BinaryReader reader, DataViewType type)
    {
        VBuffer<T> numbers = ValueCodec<T>.ReadVector(reader);
        return numbers.Length == 1 || numbers.Length == (type as VectorDataViewType)?.Size
            ? [.. numbers.DenseValues()]
            : throw Marked.Format($"The model has {numbers.Length} numbers to replace NaN in {type}: the file is damaged; get it again.");
    }
}
