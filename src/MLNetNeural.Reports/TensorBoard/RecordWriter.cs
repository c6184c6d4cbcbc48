using System.Buffers.Binary;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>
/// Frames records as a TFRecord file does: length (8 bytes), masked CRC-32C of the length (4), data, masked CRC-32C of the data
/// (4), all little-endian; tensorflow.org/tutorials/load_data/tfrecord, "TFRecords format details".
/// </summary>
internal static class RecordWriter
{
    private const uint MaskDelta = 0xA282EAD8;

    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], MaskedCrc(head[..sizeof(ulong)]));
        stream.Write(head);
        stream.Write(data);
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, MaskedCrc(data));
        stream.Write(tail);
    }

    /// <summary>((crc &gt;&gt; 15) | (crc &lt;&lt; 17)) + 0xa282ead8: a CRC of data that hold CRCs is no longer weak.</summary>
    public static uint MaskedCrc(ReadOnlySpan<byte> data)
    {
        var crc = new Crc32C();
        crc.Add(data);
        return unchecked(uint.RotateRight(crc.Value, 15) + MaskDelta);
    }
}
