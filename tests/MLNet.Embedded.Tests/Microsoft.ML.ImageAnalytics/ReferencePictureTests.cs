using System.Text.Json;
using Microsoft.ML.Data;
using MLNetNeural.Tests;

namespace MLNet.Embedded.Tests.ImageAnalytics;

[TestClass]
[TestCategory("DecodesPictures")]
[TestCategory(RealData.Category)]
public sealed class ReferencePictureTests
{
    [TestMethod]
    public void Every_reference_picture_is_decoded_to_the_bytes_that_Pillow_gives()
    {
        string folder = RealData.Find("golden/torch/image_resize");
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        int compared = 0;

        foreach (JsonElement input in cases.RootElement.GetProperty("inputs").EnumerateArray())
        {
            string file = input.GetProperty("file").GetString()!;
            using var image = MLImage.CreateFromFile(Path.Combine(folder, file));

            Assert.AreEqual(input.GetProperty("width").GetInt32(), image.Width, file);
            Assert.AreEqual(input.GetProperty("height").GetInt32(), image.Height, file);
            CollectionAssert.AreEqual(ExpectedBgr(folder, input), image.GetBGRPixels, file);
            compared++;
        }

        Assert.AreEqual(19, compared);
    }

    private static byte[] ExpectedBgr(string folder, JsonElement input)
    {
        if (input.TryGetProperty("rgb_png", out JsonElement png))
        {
            using var expected = MLImage.CreateFromFile(Path.Combine(folder, png.GetString()!));
            return expected.GetBGRPixels;
        }

        byte[] bytes = [.. input.GetProperty("rgb").GetProperty("data").EnumerateArray().Select(value => value.GetByte())];
        for (int i = 0; i < bytes.Length; i += 3)
        {
            (bytes[i], bytes[i + 2]) = (bytes[i + 2], bytes[i]);
        }

        return bytes;
    }

    [TestMethod]
    public void Every_photograph_is_decoded()
    {
        string[] files = Directory.GetFiles(RealData.Find("data/weather"), "*.jpg", SearchOption.AllDirectories);

        Parallel.ForEach(files, file =>
        {
            using var image = MLImage.CreateFromFile(file);
            Assert.IsGreaterThan(100, image.Width, file);
        });
    }
}
