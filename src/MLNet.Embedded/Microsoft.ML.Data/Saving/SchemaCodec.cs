using System.Text;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes and reads a schema: names, types and the annotations that have simple values.</summary>
internal static class SchemaCodec
{
    private const uint Magic = 0x4853_4C4D;     // "MLSH"
    private const int Version = 1;
    private const int DeepestAnnotation = 8;

    /// <summary>Writes the schema; a column of a user's own type cannot be written and is left out, as the log says.</summary>
    public static void Write(Stream stream, DataViewSchema schema, IChannel channel)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        DataViewSchema.Column[] columns = [.. schema.Where(column => ColumnTypeCodec.CanWrite(column.Type))];
        foreach (DataViewSchema.Column column in schema.Except(columns))
        {
            channel.Info(MessageSensitivity.Schema, $"The column '{column.Name}' will not be written as it has unsavable column type.");
        }
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            ColumnTypeCodec.Write(writer, column.Type);
            WriteAnnotations(writer, column.Annotations);
        }
    }

    /// <exception cref="FormatException">The bytes are no schema, or of a later version.</exception>
    public static DataViewSchema Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        try
        {
            if (reader.ReadUInt32() != Magic)
            {
                throw Marked.Format("The entry 'Schema' of the model is not a schema of this library; was the model saved by another one?");
            }
            if (reader.ReadInt32() is var version && version > Version)
            {
                throw Marked.Format($"The entry 'Schema' of the model is of version {version}; this version reads {Version}.");
            }
            DataViewSchema.Builder builder = new();
            int count = reader.ReadInt32();
            for (int i = 0; i < count; i++)
            {
                string name = reader.ReadString();
                builder.AddColumn(name, ColumnTypeCodec.Read(reader), ReadAnnotations(reader, depth: 0));
            }
            return builder.ToSchema();
        }
        catch (Exception error) when (error is EndOfStreamException or ArgumentException)
        {
            throw Marked.Format("The entry 'Schema' of the model is damaged or cut short; get the file again.", error);
        }
    }

    private static void WriteAnnotations(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        DataViewSchema.Column[] columns = [.. annotations.Schema.Where(column => !column.IsHidden && ColumnTypeCodec.CanWrite(column.Type))];
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            ColumnTypeCodec.Write(writer, column.Type);
            RawTypes.Invoke<ValueWriter, (BinaryWriter, DataViewSchema.Annotations, DataViewSchema.Column), bool>(
                ColumnTypes.ItemTypeOf(column.Type).RawType, default, (writer, annotations, column));
            WriteAnnotations(writer, column.Annotations);
        }
    }

    private static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader, int depth)
    {
        int count = reader.ReadInt32();
        if (count > 0 && depth == DeepestAnnotation)
        {
            throw Marked.Format("The entry 'Schema' of the model is damaged: annotations within annotations without end; get the file again.");
        }
        DataViewSchema.Annotations.Builder builder = new();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            DataViewType type = ColumnTypeCodec.Read(reader);
            Delegate getter = RawTypes.Invoke<ValueReader, (BinaryReader, DataViewType), Delegate>(
                ColumnTypes.ItemTypeOf(type).RawType, default, (reader, type));
            builder.Add(name, type, getter, ReadAnnotations(reader, depth + 1));
        }
        return builder.ToAnnotations();
    }

    private readonly struct ValueWriter
        : IRawTypeVisitor<(BinaryWriter Writer, DataViewSchema.Annotations Annotations, DataViewSchema.Column Column), bool>
    {
        public bool Visit<T>((BinaryWriter Writer, DataViewSchema.Annotations Annotations, DataViewSchema.Column Column) arg)
        {
            if (arg.Column.Type is VectorDataViewType)
            {
                VBuffer<T> vector = default;
                arg.Annotations.GetValue(arg.Column.Name, ref vector);
                ValueCodec<T>.WriteVector(arg.Writer, vector);
            }
            else
            {
                T value = default!;
                arg.Annotations.GetValue(arg.Column.Name, ref value);
                ValueCodec<T>.Write(arg.Writer, value);
            }
            return true;
        }
    }

    private readonly struct ValueReader : IRawTypeVisitor<(BinaryReader Reader, DataViewType Type), Delegate>
    {
        public Delegate Visit<T>((BinaryReader Reader, DataViewType Type) arg)
        {
            if (arg.Type is VectorDataViewType)
            {
                VBuffer<T> vector = ValueCodec<T>.ReadVector(arg.Reader);
                return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => vector.CopyTo(ref destination));
            }
            T value = ValueCodec<T>.Read(arg.Reader);
            return (ValueGetter<T>)((ref T destination) => destination = value);
        }
    }
}
