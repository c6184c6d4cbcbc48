using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Tests.Persistence;

[TestClass]
public class Crc32CTests
{
    [TestMethod]
    public void Known_answers_of_RFC_3720_are_given()
    {
        Assert.AreEqual(0xE3069283u, Of("123456789"u8));
        Assert.AreEqual(0x8A9136AAu, Of(new byte[32]));
        Assert.AreEqual(0x62A8AB43u, Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.AreEqual(0x46DD794Eu, Of([.. Enumerable.Range(0, 32).Select(value => (byte)value)]));
    }

    [TestMethod]
    public void Parts_give_what_the_whole_gives()
    {
        byte[] bytes = RandomValues.Bytes(100, 1);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var checksum = new Crc32C();
            checksum.Add(bytes.AsSpan(0, cut));
            checksum.Add(bytes.AsSpan(cut));

            Assert.AreEqual(Of(bytes), checksum.Value);
        }
    }

    private static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Crc32C();
        checksum.Add(bytes);
        return checksum.Value;
    }
}
