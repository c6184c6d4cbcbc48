using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Tests.Randomness;

[TestClass]
public class PhiloxTests
{
    [TestMethod]
    public void Blocks_are_the_known_answers_of_Random123()
    {
        Assert.AreEqual((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Block(0, 0, 0, 0, 0, 0));
        Assert.AreEqual(
            (0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu),
            Philox.Block(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff));
        Assert.AreEqual(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    [TestMethod]
    public void A_word_is_the_same_drawn_alone_or_in_its_block()
    {
        var stream = new Philox(7, RandomUse.Dropout, 3, 4);

        (uint a, uint b, uint c, uint d) = stream.Draw(5);

        CollectionAssert.AreEqual(new[] { a, b, c, d }, new[] { stream.Word(20), stream.Word(21), stream.Word(22), stream.Word(23) });
    }

    [TestMethod]
    [DataRow(0ul, DisplayName = "from the beginning")]
    [DataRow((4ul << 32) - 70, DisplayName = "across the place where the counter's lower word is full")]
    [DataRow(ulong.MaxValue - 200, DisplayName = "at the end")]
    public void Many_words_are_those_drawn_one_by_one_from_every_place_and_at_every_length(ulong start)
    {
        var stream = new Philox(-7, RandomUse.InputDropout, -1, int.MaxValue);
        uint[] expected = [.. Enumerable.Range(0, 200).Select(i => stream.Word(start + (ulong)i))];
        for (int skipped = 0; skipped < 40; skipped++)
        {
            for (int n = 0; n <= 100; n++)
            {
                uint[] words = new uint[n];
                stream.Words(start + (ulong)skipped, words);
                CollectionAssert.AreEqual(expected[skipped..(skipped + n)], words, $"{n} words from {skipped} on");
            }
        }
    }

    [TestMethod]
    public void Streams_of_another_seed_use_or_coordinate_are_others()
    {
        Philox[] streams =
        [
            new(1, RandomUse.Shuffle), new(2, RandomUse.Shuffle), new(1, RandomUse.Dropout), new(1, RandomUse.Shuffle, 1), new(1, RandomUse.Shuffle, 0, 1),
        ];

        Assert.HasCount(streams.Length, streams.Select(stream => stream.Draw(0)).Distinct());
    }

    [TestMethod]
    public void Units_lie_in_0_to_1_without_1()
    {
        Assert.AreEqual(0f, Philox.ToUnit(0));
        Assert.IsLessThan(1f, Philox.ToUnit(uint.MaxValue));
    }

    [TestMethod]
    public void Indices_lie_below_their_bound()
    {
        Assert.AreEqual(0, Philox.ToIndex(0, 10));
        Assert.AreEqual(9, Philox.ToIndex(uint.MaxValue, 10));
        Assert.AreEqual(int.MaxValue - 1, Philox.ToIndex(uint.MaxValue, int.MaxValue));
    }

    [TestMethod]
    public void A_shuffle_is_that_of_Fisher_and_Yates_at_every_length_around_the_places_drawn_ahead()
    {
        var stream = new Philox(3, RandomUse.Shuffle, 5);
        for (int n = 0; n <= 260; n++)
        {
            int[] expected = [.. Enumerable.Range(0, n)], values = [.. expected];
            for (int i = n - 1; i > 0; i--)
            {
                int j = Philox.ToIndex(stream.Word((ulong)i), i + 1);
                (expected[i], expected[j]) = (expected[j], expected[i]);
            }

            stream.Shuffle(values);

            CollectionAssert.AreEqual(expected, values, $"length {n}");
        }
    }

    [TestMethod]
    public void A_shuffle_keeps_the_values_and_brings_each_to_each_place()
    {
        const int Shuffles = 6000, Size = 6;
        const double FiveDeviations = 5 * 29; // of a count that is binomial with n = 6000 and p = 1/6
        int[,] counts = new int[Size, Size];

        for (int s = 0; s < Shuffles; s++)
        {
            int[] values = [.. Enumerable.Range(0, Size)];
            new Philox(1, RandomUse.Shuffle, s).Shuffle(values);
            for (int i = 0; i < Size; i++) counts[values[i], i]++;
            CollectionAssert.AreEquivalent(Enumerable.Range(0, Size).ToArray(), values);
        }

        foreach (int count in counts) Assert.AreEqual((double)Shuffles / Size, count, FiveDeviations);
    }
}
