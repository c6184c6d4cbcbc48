using Microsoft.ML.Internal;
using static Microsoft.ML.Transforms.NormalizingTransformer;

namespace Microsoft.ML.Data;

/// <summary>What has been learned about one column: how its values become normal.</summary>
internal abstract class ColumnNormalizer(DataViewType inputType)
{
    protected const byte AffineCode = 0;
    protected const byte CdfCode = 1;

    /// <summary>The type of the column learned from; the output has it too.</summary>
    public DataViewType InputType { get; } = inputType;

    public abstract NormalizerModelParametersBase Parameters { get; }

    protected abstract byte Code { get; }

    /// <summary>What reads the normalised value, or vector, of a column in the present row.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);

    public void Save(BinaryWriter writer)
    {
        ColumnTypeCodec.Write(writer, InputType);
        writer.Write(Code);
        SaveNumbers(writer);
    }

    public static ColumnNormalizer Load(BinaryReader reader)
    {
        DataViewType type = ColumnTypeCodec.Read(reader);
        byte code = reader.ReadByte();
        Type item = ColumnTypes.ItemTypeOf(type).RawType;
        int size = type is VectorDataViewType vector ? vector.Size : 1;
        return (code, item == typeof(float), item == typeof(double)) switch
        {
            (AffineCode, true, _) => new AffineNormalizer<float>(type, Numbers<float>(reader, size), Numbers<float>(reader, size)),
            (AffineCode, _, true) => new AffineNormalizer<double>(type, Numbers<double>(reader, size), Numbers<double>(reader, size)),
            (CdfCode, true, _) => new CdfNormalizer<float>(type, Numbers<float>(reader, size), Numbers<float>(reader, size)),
            (CdfCode, _, true) => new CdfNormalizer<double>(type, Numbers<double>(reader, size), Numbers<double>(reader, size)),
            _ => throw Marked.Format($"The model has a normaliser of {type} of the unknown code {code}: the file is damaged; get it again."),
        };
    }

    protected abstract void SaveNumbers(BinaryWriter writer);

    private static T[] Numbers<T>(BinaryReader reader, int size)
    {
        VBuffer<T> numbers = ValueCodec<T>.ReadVector(reader);
        return numbers.Length == size
            ? [.. numbers.DenseValues()]
            : throw Marked.Format($"A normaliser in the model has {numbers.Length} numbers for {size} slots: the file is damaged; get it again.");
    }
}
