using System.Buffers.Binary;
using System.Text;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>Writes Protocol Buffers messages field by field into one buffer that is used again; protobuf.dev/programming-guides/encoding.</summary>
internal sealed class ProtoWriter
{
    private const int VarintType = 0, Fixed64Type = 1, LengthType = 2, Fixed32Type = 5;
    private const int MaxVarint = 10;

    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Starts another message.</summary>
    public void Clear() => _length = 0;

    public void Integer(int field, long value)
    {
        Key(field, VarintType);
        Varint((ulong)value);
    }

    public void Double(int field, double value)
    {
        Key(field, Fixed64Type);
        BinaryPrimitives.WriteDoubleLittleEndian(Grow(sizeof(double)), value);
    }

    public void Single(int field, float value)
    {
        Key(field, Fixed32Type);
        BinaryPrimitives.WriteSingleLittleEndian(Grow(sizeof(float)), value);
    }

    public void Text(int field, string value)
    {
        Key(field, LengthType);
        int count = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)count);
        Encoding.UTF8.GetBytes(value, Grow(count));
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, LengthType);
        Varint((ulong)value.Length);
        value.CopyTo(Grow(value.Length));
    }

    /// <summary>A packed repeated field.</summary>
    public void Doubles(int field, ReadOnlySpan<double> values)
    {
        Key(field, LengthType);
        Varint((ulong)(values.Length * sizeof(double)));
        foreach (double value in values) BinaryPrimitives.WriteDoubleLittleEndian(Grow(sizeof(double)), value);
    }

    /// <summary>Begins a message within the message; what is written until <see cref="End"/> is in it.</summary>
    public int Begin(int field)
    {
        Key(field, LengthType);
        return _length;
    }

    /// <summary>Ends a message within the message.</summary>
    /// <param name="start">What <see cref="Begin"/> gave.</param>
    public void End(int start)
    {
        // The length stands before the content, and how many bytes it takes is known now: the content moves.
        int count = _length - start;
        Varint((ulong)count);
        int head = _length - start - count;
        Span<byte> length = stackalloc byte[MaxVarint];
        _buffer.AsSpan(start + count, head).CopyTo(length);
        _buffer.AsSpan(start, count).CopyTo(_buffer.AsSpan(start + head));
        length[..head].CopyTo(_buffer.AsSpan(start));
    }

    private void Key(int field, int type) => Varint((ulong)((field << 3) | type));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Grow(1)[0] = (byte)(value | 0x80);
        Grow(1)[0] = (byte)value;
    }

    private Span<byte> Grow(int count)
    {
        if (_buffer.Length - _length < count) Array.Resize(ref _buffer, Math.Max(_length + count, 2 * _buffer.Length));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
