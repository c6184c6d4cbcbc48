using System.Buffers.Binary;

namespace MLNetNeural.Reports.Tests.TensorBoard;

/// <summary>Reads event files, written from the published description of TFRecord: both checksums of each record are checked, bit by bit.</summary>
internal static class EventFile
{
    /// <summary>The events.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isGrowing">Whether it is being written, so that the last record may be cut short.</param>
    public static ProtoMessage[] Read(string path, bool isGrowing = false)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] data = new byte[file.Length];
        file.ReadExactly(data);
        var events = new List<ProtoMessage>();
        for (int at = 0; at < data.Length;)
        {
            if (isGrowing && data.Length - at < 12) break;
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(at)));
            Check(data.AsSpan(at, 8), data.AsSpan(at + 8, 4));
            if (isGrowing && data.Length - at < length + 16) break;
            Check(data.AsSpan(at + 12, length), data.AsSpan(at + 12 + length, 4));
            events.Add(new ProtoMessage(data.AsSpan(at + 12, length)));
            at += length + 16;
        }

        return [.. events];
    }

    /// <summary>The scalars: tag, step, value.</summary>
    public static (string Tag, long Step, float Value)[] Scalars(string path) =>
    [
        .. Values(path).Where(value => value.Value.Has(2)).Select(value => (value.Value.Text(1), value.Step, value.Value.Get<float>(2))),
    ];

    /// <summary>All summary values.</summary>
    public static IEnumerable<(long Step, ProtoMessage Value)> Values(string path)
        => Read(path).Where(e => e.Has(5)).SelectMany(e => e.Message(5).Messages(1).Select(value => (e.Get<long>(2), value)));

    private static void Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> masked)
    {
        uint crc = ~0u;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }

        crc = ~crc;
        Assert.AreEqual(unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u), BinaryPrimitives.ReadUInt32LittleEndian(masked));
    }
}
