using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Writes and reads column types: a byte that says which, then its parameters.</summary>
internal static class ColumnTypeCodec
{
    private const byte KeyCode = 32;
    private const byte VectorCode = 33;

    // The codes of ML.NET's DataKind, and one more for row identities.
    private static readonly (byte Code, PrimitiveDataViewType Type)[] Simple =
    [
        (1, NumberDataViewType.SByte),
        (2, NumberDataViewType.Byte),
        (3, NumberDataViewType.Int16),
        (4, NumberDataViewType.UInt16),
        (5, NumberDataViewType.Int32),
        (6, NumberDataViewType.UInt32),
        (7, NumberDataViewType.Int64),
        (8, NumberDataViewType.UInt64),
        (9, NumberDataViewType.Single),
        (10, NumberDataViewType.Double),
        (11, TextDataViewType.Instance),
        (12, BooleanDataViewType.Instance),
        (13, TimeSpanDataViewType.Instance),
        (14, DateTimeDataViewType.Instance),
        (15, DateTimeOffsetDataViewType.Instance),
        (16, RowIdDataViewType.Instance),
    ];

    /// <summary>Whether the type is one of ML.NET's own; users' own types cannot be written.</summary>
    public static bool CanWrite(DataViewType type)
        => type is KeyDataViewType || (type is VectorDataViewType vector ? CanWrite(vector.ItemType) : CodeOf(type) != 0);

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case KeyDataViewType key:
                writer.Write(KeyCode);
                writer.Write(CodeOf(ColumnTypes.NumberOf(key.RawType)));
                writer.Write(key.Count);
                break;
            case VectorDataViewType vector:
                writer.Write(VectorCode);
                Write(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                {
                    writer.Write(dimension);
                }
                break;
            default:
                writer.Write(CodeOf(type) is var code && code != 0
                    ? code
                    : throw Marked.InvalidOperation($"The column type {type} cannot be saved in a model."));
                break;
        }
    }

    /// <exception cref="FormatException">The bytes are no column type.</exception>
    public static DataViewType Read(BinaryReader reader)
    {
        byte code = reader.ReadByte();
        try
        {
            if (code == KeyCode)
            {
                DataViewType number = SimpleOf(reader.ReadByte());
                return new KeyDataViewType(number.RawType, reader.ReadUInt64());
            }
            if (code == VectorCode)
            {
                PrimitiveDataViewType item = Read(reader) as PrimitiveDataViewType ?? throw Unknown(code);
                int[] dimensions = new int[Math.Clamp(reader.ReadInt32(), 0, byte.MaxValue)];
                for (int i = 0; i < dimensions.Length; i++)
                {
                    dimensions[i] = reader.ReadInt32();
                }
                return new VectorDataViewType(item, dimensions);
            }
        }
        catch (ArgumentException error)
        {
            throw Marked.Format("A column type in the model is out of range: the file is damaged; get it again.", error);
        }
        return SimpleOf(code);
    }

    private static byte CodeOf(DataViewType type) => Simple.FirstOrDefault(pair => pair.Type.Equals(type)).Code;

    private static PrimitiveDataViewType SimpleOf(byte code)
        => Simple.FirstOrDefault(pair => pair.Code == code).Type ?? throw Unknown(code);

    private static FormatException Unknown(byte code)
        => Marked.Format($"The model has a column type of the unknown code {code}: the file is damaged or from a later version.");
}
