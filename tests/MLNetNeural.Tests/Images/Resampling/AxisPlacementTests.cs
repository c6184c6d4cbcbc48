using MLNetNeural.Images;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Tests.Images.Resampling;

[TestClass]
public sealed class AxisPlacementTests
{
    // Sizes from Pillow 9.4: ImageOps.contain and ImageOps.pad.
    [TestMethod]
    [DataRow(300, 200, 32, 32, 32, 21, 0, 6)]
    [DataRow(200, 300, 32, 32, 21, 32, 6, 0)]
    [DataRow(37, 23, 10, 11, 10, 6, 0, 2)]
    [DataRow(1000, 7, 224, 224, 224, 2, 0, 111)]
    [DataRow(3, 1000, 224, 224, 1, 224, 112, 0)]
    [DataRow(640, 453, 224, 224, 224, 159, 0, 32)]
    [DataRow(257, 256, 224, 224, 224, 223, 0, 0)]
    [DataRow(5, 9, 16, 16, 9, 16, 4, 0)]
    [DataRow(16, 48, 48, 16, 5, 16, 22, 0)]
    [DataRow(21, 34, 20, 31, 19, 31, 0, 0)]
    [DataRow(100, 100, 13, 8, 8, 8, 2, 0)]
    [DataRow(100, 39, 25, 25, 25, 10, 0, 8)]
    public void Fit_is_Pillows_pad(int width, int height, int targetWidth, int targetHeight, int scaledWidth, int scaledHeight, int left, int top)
        => Assert.AreEqual(
            (new AxisPlacement(scaledWidth, 0, scaledWidth, left), new AxisPlacement(scaledHeight, 0, scaledHeight, top)),
            AxisPlacement.Of(ImageResizing.Fit, width, height, targetWidth, targetHeight));

    // Sizes from torchvision: Resize(size) and CenterCrop(size).
    [TestMethod]
    [DataRow(300, 200, 32, 48, 32, 8, 0)]
    [DataRow(200, 300, 32, 32, 48, 0, 8)]
    [DataRow(204, 153, 40, 53, 40, 6, 0)]
    [DataRow(257, 256, 224, 224, 224, 0, 0)]
    [DataRow(640, 453, 224, 316, 224, 46, 0)]
    [DataRow(37, 23, 10, 16, 10, 3, 0)]
    [DataRow(5, 9, 16, 16, 28, 0, 6)]
    public void Crop_is_torchvisions_short_side_and_center_crop(int width, int height, int size, int scaledWidth, int scaledHeight, int left, int top)
        => Assert.AreEqual(
            (new AxisPlacement(scaledWidth, left, size, 0), new AxisPlacement(scaledHeight, top, size, 0)),
            AxisPlacement.Of(ImageResizing.Crop, width, height, size, size));

    [TestMethod]
    public void A_crop_covers_and_a_fit_is_covered_whatever_the_sizes()
    {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            int width = Side(random), height = Side(random), targetWidth = Side(random), targetHeight = Side(random);
            (AxisPlacement across, AxisPlacement down) = AxisPlacement.Of(ImageResizing.Crop, width, height, targetWidth, targetHeight);
            Assert.IsTrue(across.Scaled >= targetWidth && down.Scaled >= targetHeight && (across.Scaled == targetWidth || down.Scaled == targetHeight));
            Assert.IsTrue(across.First >= 0 && across.First + targetWidth <= across.Scaled && across.Count == targetWidth);

            (across, down) = AxisPlacement.Of(ImageResizing.Fit, width, height, targetWidth, targetHeight);
            Assert.IsTrue(across.Scaled >= 1 && down.Scaled >= 1 && (across.Scaled == targetWidth || down.Scaled == targetHeight));
            Assert.IsTrue(across.Offset >= 0 && across.Offset + across.Count <= targetWidth && down.Offset + down.Count <= targetHeight);
        }
    }

    private static int Side(Random random) => (int)Math.Exp(random.NextDouble() * Math.Log(16384));
}
