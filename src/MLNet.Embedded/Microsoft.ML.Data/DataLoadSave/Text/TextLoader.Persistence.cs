using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(TextLoader), null, typeof(SignatureLoadModel), "Text Loader", TextLoader.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    internal const string LoaderSignature = "TextLoader";

    private TextLoader(IHostEnvironment env, TextFormat format, TextColumn[] columns, string[]?[] slotNames)
    {
        _host = env.Register(nameof(TextLoader));
        _format = format;
        _columns = columns;
        _slotNames = slotNames;
        _schema = SchemaOf(columns, slotNames);
    }

    private static VersionInfo Version => VersionInfo.First("TXTLOADR", LoaderSignature);

    internal static TextLoader Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        BinaryReader reader = ctx.Reader;
        Options options = new()
        {
            MaxRows = reader.ReadInt64(),
            HasHeader = reader.ReadBoolean(),
            TrimWhitespace = reader.ReadBoolean(),
            AllowQuoting = reader.ReadBoolean(),
            AllowSparse = reader.ReadBoolean(),
            ReadMultilines = reader.ReadBoolean(),
            MissingRealsAsNaNs = reader.ReadBoolean(),
            InputSize = reader.ReadInt32(),
            Separators = reader.ReadString().ToCharArray(),
            EscapeChar = reader.ReadChar(),
            DecimalMarker = reader.ReadChar(),
        };
        try
        {
            TextColumn[] columns = ReadMany(reader, ReadColumn);
            string[]?[] slotNames = Array.ConvertAll(columns, _ => reader.ReadBoolean() ? ReadMany(reader, r => r.ReadString()) : null);
            return new(env, new TextFormat(options), columns, slotNames);
        }
        catch (ArgumentException error)
        {
            throw Marked.Format("The text loader in the model is damaged; get the file again.", error);
        }
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.SetVersionInfo(Version);
        BinaryWriter writer = ctx.Writer;
        writer.Write(_format.MaxRows);
        writer.Write(_format.HasHeader);
        writer.Write(_format.TrimWhitespace);
        writer.Write(_format.AllowQuoting);
        writer.Write(_format.AllowSparse);
        writer.Write(_format.ReadMultilines);
        writer.Write(_format.MissingRealsAsNaNs);
        writer.Write(_format.InputSize);
        writer.Write(new string(_format.SeparatorChars));
        writer.Write(_format.EscapeChar);
        writer.Write(_format.DecimalMarker);
        WriteMany(writer, _columns, column =>
        {
            writer.Write(column.Name);
            ColumnTypeCodec.Write(writer, column.ItemType);
            WriteMany(writer, column.Segments, segment =>
            {
                writer.Write(segment.First);
                writer.Write(segment.Limit);
                writer.Write(segment.IsVector);
            });
        });
        foreach (string[]? names in _slotNames)
        {
            writer.Write(names is not null);
            if (names is not null)
                WriteMany(writer, names, writer.Write);
        }
    }

    private static TextColumn ReadColumn(BinaryReader reader)
    {
        string name = reader.ReadString();
        return ColumnTypeCodec.Read(reader) is PrimitiveDataViewType itemType
            ? TextColumn.Create(name, itemType, ReadMany(reader, r => new TextSegment(r.ReadInt32(), r.ReadInt32(), r.ReadBoolean())))
            : throw Marked.Format($"The text loader in the model has a column '{name}' of vectors of vectors; get the file again.");
    }

    private static void WriteMany<T>(BinaryWriter writer, T[] items, Action<T> write)
    {
        writer.Write(items.Length);
        Array.ForEach(items, write);
    }

    private static T[] ReadMany<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        int count = reader.ReadInt32();
        if (count <= 0 || count > reader.BaseStream.Length)
            throw Marked.Format($"The text loader in the model says that {count} items follow; it is damaged.");
        var items = new T[count];
        for (int i = 0; i < count; i++)
            items[i] = read(reader);
        return items;
    }
}
