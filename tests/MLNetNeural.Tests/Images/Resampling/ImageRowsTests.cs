using Microsoft.ML.Data;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Tests.Images.Resampling;

[TestClass]
public sealed class ImageRowsTests
{
    [TestMethod]
    [DataRow(MLPixelFormat.Rgba32, false)]
    [DataRow(MLPixelFormat.Bgra32, true)]
    public void An_MLImage_has_the_rows_that_it_was_made_from(MLPixelFormat format, bool isBlueFirst)
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        using var image = MLImage.CreateFromPixels(1, 2, format, pixels);

        ImageRows rows = ImageRows.Of(image);

        CollectionAssert.AreEqual(pixels, rows.Bytes.ToArray());
        Assert.AreEqual((1, 2, 4, isBlueFirst), (rows.Width, rows.Height, rows.Stride, rows.IsBlueFirst));
    }
}
