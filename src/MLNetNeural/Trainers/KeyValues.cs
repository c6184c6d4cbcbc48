using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Trainers;

/// <summary>The values that the keys of a label stand for: texts mostly, or numbers.</summary>
internal abstract class KeyValues
{
    /// <summary>Type of the annotation: a vector with one value a class.</summary>
    public abstract VectorDataViewType Type { get; }

    /// <summary>Whether the values are texts; only then do they name the slots of the score.</summary>
    public bool AreTexts => Type.ItemType is TextDataViewType;

    /// <summary>Puts the values into annotations.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>Writes type and values.</summary>
    public abstract void Write(BinaryWriter writer);

    /// <summary>Whether both are of one type and have the same values in the same order.</summary>
    public abstract bool Matches(KeyValues? other);

    /// <summary>The values as texts.</summary>
    public abstract IReadOnlyList<string> ToTexts();

    /// <summary>Values that are texts.</summary>
    public static KeyValues OfTexts(IEnumerable<string> texts) => new Values<ReadOnlyMemory<char>>(Text, [.. texts.Select(text => text.AsMemory())]);

    /// <summary>Reads an annotation of a column; null when there is none, or of a type that cannot be saved.</summary>
    public static KeyValues? Read(DataViewSchema.Column column, string kind)
        => column.Annotations.Schema.GetColumnOrNull(kind) is { Type: VectorDataViewType { IsKnownSize: true } type } annotation
            ? Kinds.FirstOrDefault(known => known.ItemType.Equals(type.ItemType))?.Read(column.Annotations, annotation)
            : null;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="classes">How many values there must be.</param>
    /// <exception cref="InvalidDataException">The type is unknown, or the number of values is another.</exception>
    public static KeyValues Read(BinaryReader reader, int classes)
    {
        byte tag = reader.ReadByte();
        IKind kind = Kinds.FirstOrDefault(kind => kind.Tag == tag) ?? throw new InvalidDataException($"The model's label has values of the unknown type {tag}.");
        return kind.Read(reader, classes);
    }

    private static readonly Kind<ReadOnlyMemory<char>> Text
        = new(1, TextDataViewType.Instance, (writer, text) => writer.Write(text.ToString()), reader => reader.ReadString().AsMemory());

    private static readonly IKind[] Kinds =
    [
        Text,
        new Kind<bool>(2, BooleanDataViewType.Instance, (writer, value) => writer.Write(value), reader => reader.ReadBoolean()),
        new Kind<float>(3, NumberDataViewType.Single, (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        new Kind<double>(4, NumberDataViewType.Double, (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        new Kind<sbyte>(5, NumberDataViewType.SByte, (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        new Kind<short>(6, NumberDataViewType.Int16, (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        new Kind<int>(7, NumberDataViewType.Int32, (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        new Kind<long>(8, NumberDataViewType.Int64, (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        new Kind<byte>(9, NumberDataViewType.Byte, (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        new Kind<ushort>(10, NumberDataViewType.UInt16, (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        new Kind<uint>(11, NumberDataViewType.UInt32, (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        new Kind<ulong>(12, NumberDataViewType.UInt64, (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
    ];

    private interface IKind
    {
        byte Tag { get; }

        PrimitiveDataViewType ItemType { get; }

        KeyValues Read(DataViewSchema.Annotations annotations, DataViewSchema.Column column);

        KeyValues Read(BinaryReader reader, int classes);
    }

    private sealed record Kind<T>(byte Tag, PrimitiveDataViewType ItemType, Action<BinaryWriter, T> WriteValue, Func<BinaryReader, T> ReadValue) : IKind
    {
        public KeyValues Read(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
        {
            VBuffer<T> values = default;
            annotations.GetGetter<VBuffer<T>>(column)(ref values);
            return new Values<T>(this, [.. values.DenseValues()]);
        }

        public KeyValues Read(BinaryReader reader, int classes)
        {
            int count = reader.ReadInt32();
            if (count != classes) throw new InvalidDataException($"The model's label has {count} values for {classes} classes.");
            var values = new List<T>(Math.Min(count, 1 << 16)); // grows as values come: a wrong count fails by reading, not by memory
            for (int i = 0; i < count; i++) values.Add(ReadValue(reader));
            return new Values<T>(this, [.. values]);
        }
    }

    private sealed class Values<T>(Kind<T> kind, T[] values) : KeyValues
    {
        public override VectorDataViewType Type { get; } = new(kind.ItemType, values.Length);

        private T[] Items => values;

        public override void AddTo(DataViewSchema.Annotations.Builder annotations, string kindName)
            => annotations.Add(kindName, Type, (ref VBuffer<T> destination) =>
            {
                VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values.Length);
                values.CopyTo(editor.Values);
                destination = editor.Commit();
            });

        public override IReadOnlyList<string> ToTexts() => [.. values.Select(value => value!.ToString()!)];

        public override bool Matches(KeyValues? other) => other is Values<T> same
            && (typeof(T) == typeof(ReadOnlyMemory<char>) ? Texts(values).SequenceEqual(Texts(same.Items)) : values.SequenceEqual(same.Items));

        public override void Write(BinaryWriter writer)
        {
            writer.Write(kind.Tag);
            writer.Write(values.Length);
            foreach (T value in values) kind.WriteValue(writer, value);
        }

        /// <summary>Memories of equal characters are equal only as strings.</summary>
        private static IEnumerable<string?> Texts(T[] items) => items.Select(item => item!.ToString());
    }
}
