using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Networks.Tests.Features.Augmentations;

/// <summary>What is computed in vectors against its definition number by number, at every length around a vector's.</summary>
[TestClass]
public class VectorTests
{
    private const int Longest = 70;

    [TestMethod]
    public void Means_of_lines_are_those_of_their_numbers()
    {
        var taps = new Taps(64);
        taps.Fill(37);
        for (int length = 0; length <= Longest; length++)
        {
            byte[] first = RandomValues.Bytes(length, 1), second = RandomValues.Bytes(length, 2), mean = new byte[length];
            for (int t = 0; t < 64; t++)
            {
                Tap tap = taps[t];

                BytePixel.Mean(first, second, mean, in tap);

                CollectionAssert.AreEqual(first.Zip(second, (a, b) => BytePixel.Mean(a, b, in tap)).ToArray(), mean);
            }
        }
    }

    [TestMethod]
    public void Lines_of_every_length_are_enlarged_to_every_length_as_their_numbers_are()
    {
        for (int length = 1; length <= Longest; length++)
        {
            var taps = new Taps(length);
            for (int from = 1; from <= length; from++)
            {
                taps.Fill(from);
                byte[] line = RandomValues.Bytes(from + RowScratch<byte>.Margin, from), wide = new byte[length];

                BytePixel.Enlarge(line.AsSpan(0, from), wide, taps);

                for (int i = 0; i < length; i++)
                {
                    byte second = taps.Step(i) == 0 ? (byte)0 : line[taps.Index[i] + 1];
                    Assert.IsLessThan(from, taps.Index[i] + taps.Step(i));
                    Assert.AreEqual(BytePixel.Mean(line[taps.Index[i]], second, taps[i]), wide[i]);
                }
            }
        }
    }

    [TestMethod]
    public void White_stays_white_under_all_weights()
    {
        for (int length = 2; length <= 300; length++)
        {
            var taps = new Taps(length);
            for (int from = 1; from <= length; from += 7)
            {
                taps.Fill(from);
                for (int i = 0; i < length; i++) Assert.AreEqual(255, BytePixel.Mean(255, 255, taps[i]));
            }
        }
    }

    [TestMethod]
    public void Colors_in_planes_change_as_those_side_by_side()
    {
        for (int width = 1; width <= Longest; width++)
        {
            ImageShape planes = new(3, 3, width) { IsBlueFirst = width % 2 == 0 }, pixels = planes with { IsInterleaved = true };
            byte[] image = RandomValues.Bytes(planes.Size, width);
            foreach (float factor in new[] { 0, 0.3f, 0.99f, 1.2f, 5 })
            {
                byte[] saturated = [.. image], saturatedPixels = Interleave(image), contrasted = [.. image], contrastedPixels = Interleave(image);

                ByteColors.ChangeSaturation(planes, saturated, factor);
                ByteColors.ChangeSaturation(pixels, saturatedPixels, factor);
                ByteColors.ChangeContrast(planes, contrasted, factor);
                ByteColors.ChangeContrast(pixels, contrastedPixels, factor);

                CollectionAssert.AreEqual(saturatedPixels, Interleave(saturated));
                CollectionAssert.AreEqual(contrastedPixels, Interleave(contrasted));
            }
        }
    }

    private static byte[] Interleave(byte[] planes) => [.. Enumerable.Range(0, planes.Length).Select(i => planes[(i % 3 * (planes.Length / 3)) + (i / 3)])];
}
