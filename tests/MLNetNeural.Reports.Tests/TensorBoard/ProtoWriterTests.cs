using MLNetNeural.Reports.TensorBoard;

namespace MLNetNeural.Reports.Tests.TensorBoard;

[TestClass]
public sealed class ProtoWriterTests
{
    [TestMethod]
    public void Bytes_are_those_of_the_published_examples()
    {
        // protobuf.dev/programming-guides/encoding: Test1 { a 1: 150 }, Test2 { b 2: "testing" }, Test3 { c 3: Test1 }.
        var proto = new ProtoWriter();
        proto.Integer(1, 150);
        Assert.AreEqual("089601", Convert.ToHexString(proto.Written));

        proto.Clear();
        proto.Text(2, "testing");
        Assert.AreEqual("120774657374696E67", Convert.ToHexString(proto.Written));

        proto.Clear();
        int start = proto.Begin(3);
        proto.Integer(1, 150);
        proto.End(start);
        Assert.AreEqual("1A03089601", Convert.ToHexString(proto.Written));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(127)]
    [DataRow(128)]
    [DataRow(16_383)]
    [DataRow(16_384)]
    [DataRow(100_000)]
    public void Messages_within_messages_hold_their_content_at_every_size_of_their_length(int size)
    {
        byte[] content = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        var proto = new ProtoWriter();

        int outer = proto.Begin(1);
        int inner = proto.Begin(2);
        proto.Bytes(3, content);
        proto.End(inner);
        proto.Integer(4, -1);
        proto.End(outer);

        ProtoMessage message = new ProtoMessage(proto.Written).Message(1);
        CollectionAssert.AreEqual(content, message.Message(2).Get<byte[]>(3));
        Assert.AreEqual(-1, message.Get<long>(4));
    }
}
