using MLNetNeural.Images;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class ChannelNormalizationTests
{
    [TestMethod]
    public void Known_normalizations_map_black_and_white_as_expected()
    {
        Assert.AreEqual((0f, 1f), (ChannelNormalization.ToUnitRange.ToTables(ImageChannels.Rgb)[0][0], ChannelNormalization.ToUnitRange.ToTables(ImageChannels.Rgb)[0][255]));
        Assert.AreEqual((-1f, 1f), (ChannelNormalization.Symmetric.ToTables(ImageChannels.Rgb)[2][0], ChannelNormalization.Symmetric.ToTables(ImageChannels.Rgb)[2][255]));

        // Golden: ../shared/golden/torch, ToTensor and Normalize of 245/255 in the red channel with ImageNet's figures.
        Assert.AreEqual(2.0776608f, ChannelNormalization.ImageNet.ToTables(ImageChannels.Rgb)[0][245]);
    }

    [TestMethod]
    public void The_affine_map_gives_the_normalized_values_within_rounding()
    {
        ChannelNormalization[] known = [ChannelNormalization.ToUnitRange, ChannelNormalization.Symmetric, ChannelNormalization.ImageNet];
        foreach (ChannelNormalization normalization in known)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                float[] table = normalization.ToTables(ImageChannels.Rgb)[channel];
                for (int value = 0; value < 256; value++)
                {
                    float mapped = (value * normalization.ToAffine().Scale[channel]) + normalization.ToAffine().Offset[channel];
                    Assert.AreEqual(table[value], mapped, 1e-6f);
                }
            }
        }
    }

    [TestMethod]
    public void Equal_figures_make_equal_normalizations()
    {
        var again = new ChannelNormalization([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]);

        Assert.AreEqual(ChannelNormalization.Symmetric, again);
        Assert.AreEqual(ChannelNormalization.Symmetric.GetHashCode(), again.GetHashCode());
        Assert.AreNotEqual(ChannelNormalization.ImageNet, again);
        Assert.AreEqual("mean (0.5, 0.5, 0.5), standard deviation (0.5, 0.5, 0.5)", again.ToString());
    }

    [TestMethod]
    public void Wrong_figures_are_refused_all_at_once()
        => Assert.AreEqual(
            "ChannelNormalization.Mean must be three finite numbers (red, green, blue), got (0.5, NaN, 0.5). "
            + "ChannelNormalization.StandardDeviation must be three finite numbers greater than 0 (red, green, blue), got (1, 0).",
            Assert.ThrowsExactly<ArgumentException>(() => new ChannelNormalization([0.5f, float.NaN, 0.5f], [1, 0])).Message);
}
