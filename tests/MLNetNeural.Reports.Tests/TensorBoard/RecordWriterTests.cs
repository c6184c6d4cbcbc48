using MLNetNeural.Reports.TensorBoard;

namespace MLNetNeural.Reports.Tests.TensorBoard;

[TestClass]
public sealed class RecordWriterTests
{
    // RFC 3720, appendix B.4: 32 bytes each.
    [TestMethod]
    [DataRow("zeroes", 0x8A9136AAu)]
    [DataRow("ones", 0x62A8AB43u)]
    [DataRow("incrementing", 0x46DD794Eu)]
    [DataRow("decrementing", 0x113FDB5Cu)]
    public void Checksums_are_those_of_RFC_3720(string name, uint crc)
    {
        byte[] data = [.. Enumerable.Range(0, 32).Select(i => name switch { "zeroes" => 0, "ones" => 255, "incrementing" => i, _ => 31 - i }).Select(i => (byte)i)];

        Assert.AreEqual(unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u), RecordWriter.MaskedCrc(data));
    }

    [TestMethod]
    public void A_record_is_length_checksum_data_checksum()
    {
        using var stream = new MemoryStream();

        RecordWriter.Write(stream, "123456789"u8);

        // The CRC-32C of "123456789" is E3069283, its usual check value.
        byte[] bytes = stream.ToArray();
        Assert.HasCount(8 + 4 + 9 + 4, bytes);
        CollectionAssert.AreEqual(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0 }, bytes[..8]);
        Assert.AreEqual(unchecked(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xA282EAD8u), BitConverter.ToUInt32(bytes, 21));
    }
}
