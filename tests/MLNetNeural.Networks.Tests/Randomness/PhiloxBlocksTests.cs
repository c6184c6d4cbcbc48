using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Tests.Randomness;

[TestClass]
public class PhiloxBlocksTests
{
    private static readonly PhiloxStream Stream = new(0xa4093822, 0x299f31d0, 0x13198a2e, 0x03707344);

    private delegate int Kernel(ulong position, in PhiloxStream stream, Span<uint> words);

    [TestMethod]
    public void Blocks_are_the_known_answer_of_Random123()
    {
        uint[] words = new uint[4];

        PhiloxBlocks.DrawScalar(0x85a308d3_243f6a88, Stream, words);

        CollectionAssert.AreEqual(new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u }, words);
    }

    [TestMethod]
    public void Where_the_processor_has_AVX512_its_vectors_draw_what_the_definition_draws_at_every_length()
    {
        if (!Avx512F.IsSupported) Assert.Inconclusive("The processor has no AVX-512.");
        AssertAlike(PhiloxBlocks.Draw<PhiloxLanes512, Vector512<ulong>>, PhiloxLanes512.Count);
    }

    [TestMethod]
    public void Where_the_processor_has_AVX2_its_vectors_draw_what_the_definition_draws_at_every_length()
    {
        if (!Avx2.IsSupported) Assert.Inconclusive("The processor has no AVX2.");
        AssertAlike(PhiloxBlocks.Draw<PhiloxLanes256, Vector256<ulong>>, PhiloxLanes256.Count);
    }

    private static void AssertAlike(Kernel kernel, int blocksAtOnce)
    {
        foreach (ulong position in new ulong[] { 0, uint.MaxValue - 9, ulong.MaxValue - 9 })
        {
            for (int blocks = 0; blocks <= 3 * blocksAtOnce; blocks++)
            {
                uint[] expected = new uint[4 * blocks], words = new uint[4 * blocks];
                PhiloxBlocks.DrawScalar(position, Stream, expected);

                int done = kernel(position, Stream, words);

                Assert.AreEqual(blocks / blocksAtOnce * blocksAtOnce * 4, done);
                CollectionAssert.AreEqual(expected[..done], words[..done], $"{blocks} blocks from {position} on");
                Assert.IsTrue(words[done..].All(word => word == 0), "what is behind them is left alone");
            }
        }
    }
}
