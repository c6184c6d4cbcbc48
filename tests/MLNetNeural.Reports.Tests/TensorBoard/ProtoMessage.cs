using System.Buffers.Binary;
using System.Text;

namespace MLNetNeural.Reports.Tests.TensorBoard;

/// <summary>Reads any Protocol Buffers message, written from protobuf.dev/programming-guides/encoding: fields by number, in their order.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtoMessage(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            ulong key = Varint(ref data);
            object value;
            switch (key & 7)
            {
                case 0:
                    value = (long)Varint(ref data);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadDoubleLittleEndian(data);
                    data = data[8..];
                    break;
                case 2:
                    int length = checked((int)Varint(ref data));
                    value = data[..length].ToArray();
                    data = data[length..];
                    break;
                case 5:
                    value = BinaryPrimitives.ReadSingleLittleEndian(data);
                    data = data[4..];
                    break;
                default: throw new InvalidDataException($"Wire type {key & 7}.");
            }

            _fields.Add(((int)(key >> 3), value));
        }
    }

    /// <summary>The value of a field, at most one; a number that is not there is 0.</summary>
    public T Get<T>(int field) => (T)(_fields.SingleOrDefault(f => f.Field == field).Value ?? default(T)!);

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public string Text(int field) => Encoding.UTF8.GetString(Get<byte[]>(field));

    public ProtoMessage Message(int field) => new(Get<byte[]>(field));

    public IEnumerable<ProtoMessage> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtoMessage((byte[])f.Value));

    public double[] Doubles(int field) => [.. Get<byte[]>(field).Chunk(8).Select(bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes))];

    private static ulong Varint(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = data[0];
            data = data[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
