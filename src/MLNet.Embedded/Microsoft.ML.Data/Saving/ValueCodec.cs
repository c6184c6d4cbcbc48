using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Writes and reads values of ML.NET's own raw types, and vectors of them.</summary>
/// <typeparam name="T">The raw type of a value or an item.</typeparam>
internal static class ValueCodec<T>
{
    private static readonly (Action<BinaryWriter, T> Write, Func<BinaryReader, T> Read)? Codec = Make();

    /// <summary>Whether values of this type can be written.</summary>
    public static bool Exists => Codec is not null;

    public static void Write(BinaryWriter writer, T value) => Known().Write(writer, value);

    public static T Read(BinaryReader reader) => Known().Read(reader);

    /// <summary>Writes a vector, a sparse one as such.</summary>
    public static void WriteVector(BinaryWriter writer, in VBuffer<T> vector)
    {
        ReadOnlySpan<T> values = vector.GetValues();
        writer.Write(vector.Length);
        writer.Write(values.Length);
        foreach (int index in vector.GetIndices())
        {
            writer.Write(index);
        }
        foreach (T value in values)
        {
            Write(writer, value);
        }
    }

    public static VBuffer<T> ReadVector(BinaryReader reader)
    {
        int length = reader.ReadInt32();
        int count = reader.ReadInt32();
        if (length < 0 || count < 0 || count > length || count > reader.BaseStream.Length)
        {
            throw Marked.Format($"A vector in the model says it has {count} of {length} items: the file is damaged; get it again.");
        }
        int[] indices = new int[count < length ? count : 0];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = reader.ReadInt32();
        }
        T[] values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Read(reader);
        }
        return new(length, count, values, indices);
    }

    private static (Action<BinaryWriter, T> Write, Func<BinaryReader, T> Read) Known()
        => Codec ?? throw Marked.InvalidOperation($"Values of type {typeof(T)} cannot be saved in a model.");

    private static (Action<BinaryWriter, T> Write, Func<BinaryReader, T> Read)? Make()
        => Cast<float>((writer, value) => writer.Write(value), reader => reader.ReadSingle())
            ?? Cast<double>((writer, value) => writer.Write(value), reader => reader.ReadDouble())
            ?? Cast<ReadOnlyMemory<char>>((writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory())
            ?? Cast<bool>((writer, value) => writer.Write(value), reader => reader.ReadBoolean())
            ?? Cast<uint>((writer, value) => writer.Write(value), reader => reader.ReadUInt32())
            ?? Cast<int>((writer, value) => writer.Write(value), reader => reader.ReadInt32())
            ?? Cast<long>((writer, value) => writer.Write(value), reader => reader.ReadInt64())
            ?? Cast<ulong>((writer, value) => writer.Write(value), reader => reader.ReadUInt64())
            ?? Cast<byte>((writer, value) => writer.Write(value), reader => reader.ReadByte())
            ?? Cast<sbyte>((writer, value) => writer.Write(value), reader => reader.ReadSByte())
            ?? Cast<short>((writer, value) => writer.Write(value), reader => reader.ReadInt16())
            ?? Cast<ushort>((writer, value) => writer.Write(value), reader => reader.ReadUInt16())
            ?? Cast<TimeSpan>((writer, value) => writer.Write(value.Ticks), reader => new TimeSpan(reader.ReadInt64()))
            ?? Cast<DateTime>((writer, value) => writer.Write(value.ToBinary()), reader => DateTime.FromBinary(reader.ReadInt64()))
            ?? Cast<DateTimeOffset>(
                (writer, value) =>
                {
                    writer.Write(value.Ticks);
                    writer.Write(value.Offset.Ticks);
                },
                reader => new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64())))
            ?? Cast<DataViewRowId>(
                (writer, value) =>
                {
                    writer.Write(value.Low);
                    writer.Write(value.High);
                },
                reader => new DataViewRowId(reader.ReadUInt64(), reader.ReadUInt64()));

    private static (Action<BinaryWriter, T> Write, Func<BinaryReader, T> Read)? Cast<TKnown>(
        Action<BinaryWriter, TKnown> write, Func<BinaryReader, TKnown> read)
        => typeof(T) == typeof(TKnown) ? ((Action<BinaryWriter, T>)(object)write, (Func<BinaryReader, T>)(object)read) : null;
}
