using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Tests.Evaluation;

[TestClass]
public sealed class FeatureImagesTests
{
    // Two pixels beside each other: (10, 20, 30) and (40, 50, 60).
    private static readonly byte[] Pixels = [10, 20, 30, 40, 50, 60];

    [TestMethod]
    [DataRow(ImageChannels.Rgb, ImageLayout.ChannelsLast, new float[] { 10, 20, 30, 40, 50, 60 })]
    [DataRow(ImageChannels.Rgb, ImageLayout.ChannelsFirst, new float[] { 10, 40, 20, 50, 30, 60 })]
    [DataRow(ImageChannels.Bgr, ImageLayout.ChannelsLast, new float[] { 30, 20, 10, 60, 50, 40 })]
    [DataRow(ImageChannels.Bgr, ImageLayout.ChannelsFirst, new float[] { 30, 60, 20, 50, 10, 40 })]
    public void Every_order_of_the_numbers_gives_the_image_back(ImageChannels channels, ImageLayout layout, float[] features)
    {
        var images = new FeatureImages(new ReportImageShape(2, 1) { Channels = channels, Layout = layout }, areBytes: true, normalization: null);

        CollectionAssert.AreEqual(Pixels, images.Draw(features, (2, 1)).Pixels.ToArray());
    }

    [TestMethod]
    public void Normalization_is_undone_for_each_color()
    {
        var normalization = ChannelNormalization.ImageNet;
        float[] blueFirst = [.. new[] { 2, 1, 0 }.SelectMany(color => new[] { Pixels[color], Pixels[3 + color] }.Select(value => ((value / 255f) - normalization.Mean[color]) / normalization.StandardDeviation[color]))];
        var images = new FeatureImages(new ReportImageShape(2, 1) { Channels = ImageChannels.Bgr }, areBytes: false, normalization);

        CollectionAssert.AreEqual(Pixels, images.Draw(blueFirst, (2, 1)).Pixels.ToArray());
    }

    [TestMethod]
    [DataRow(new float[] { 0, 0.5f, 1, 0 }, new byte[] { 0, 128, 255, 0 })]
    [DataRow(new float[] { 0, 128, 255, 3 }, new byte[] { 0, 128, 255, 3 })]
    [DataRow(new float[] { -2, 0, 2, -1 }, new byte[] { 0, 128, 255, 64 })]
    public void Numbers_that_nobody_explains_are_shares_bytes_or_from_least_to_greatest(float[] features, byte[] expected)
    {
        var images = new FeatureImages(new ReportImageShape(2, 2), areBytes: false, normalization: null);

        RgbImage image = images.Draw(features, (2, 2));

        CollectionAssert.AreEqual(expected.SelectMany(value => new[] { value, value, value }).ToArray(), image.Pixels.ToArray());
    }

    [TestMethod]
    public void A_smaller_image_has_the_means_of_its_pixels()
    {
        var images = new FeatureImages(new ReportImageShape(4, 2), areBytes: true, normalization: null);

        Assert.AreEqual((2, 1), images.Fit(2));
        Assert.AreEqual((4, 2), images.Fit(100));
        RgbImage small = images.Draw([0, 10, 100, 100, 20, 30, 100, 200], (2, 1));

        Assert.AreEqual(15, small.Pixels.Span[0]);
        Assert.AreEqual(125, small.Pixels.Span[3]);
    }

    [TestMethod]
    public void Weights_are_gray_where_they_are_0_and_the_largest_are_white_or_black()
    {
        var images = new FeatureImages(new ReportImageShape(3, 1), areBytes: false, normalization: null);

        RgbImage weights = images.DrawWeights([-2, 0, 2], (3, 1));

        CollectionAssert.AreEqual(new byte[] { 0, 128, 255 }, new[] { weights.Pixels.Span[0], weights.Pixels.Span[3], weights.Pixels.Span[6] });
    }

    [TestMethod]
    public void A_shape_that_does_not_fit_the_column_is_named()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Pixels", new VectorDataViewType(NumberDataViewType.Single, 10));

        ArgumentException fault = Assert.Throws<ArgumentException>(() => FeatureImages.Of(builder.ToSchema()[0], null, new ReportImageShape(28, 28)));

        Assert.AreEqual("ReportOptions.ImageShape is 28×28 gray, 784 numbers, but the feature column 'Pixels' has 10: correct it or leave it out.", fault.Message);
    }
}
