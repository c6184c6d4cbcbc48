using System.Buffers.Binary;
using System.Numerics;

namespace MLNetNeural.Networks.Persistence;

/// <summary>The checksum CRC-32C (Castagnoli), which processors have an instruction for: eight bytes at a time.</summary>
internal struct Crc32C()
{
    private uint _state = ~0u;

    /// <summary>The checksum of what was added.</summary>
    public readonly uint Value => ~_state;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint crc = _state;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        _state = crc;
    }
}
