using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Tests.Images;

/// <summary>What Pillow and torchvision made of images, through LoadImageTensor from the file to the column.</summary>
[TestClass]
[TestCategory("GoldenTorch")]
[TestCategory(RealData.Category)]
public sealed class ReferenceImageTests
{
    [TestMethod]
    [DataRow("resize", 71)]
    [DataRow("resize_short_side", 3)]
    [DataRow("center_crop", 5)]
    public void Every_reference_image_has_the_bytes_that_Pillow_gives(string operation, int count)
    {
        int compared = 0;
        foreach (JsonElement expected in Cases(operation))
        {
            byte[] rgb = ExpectedBytes(expected, out int width, out int height);
            ImageTensorOptions options = OptionsOf(expected, operation) with { Width = width, Height = height, Layout = ImageLayout.ChannelsLast };

            CollectionAssert.AreEqual(rgb, Load<byte>(expected, options), expected.GetRawText()[..100]);
            compared++;
        }

        Assert.AreEqual(count, compared);
    }

    [TestMethod]
    public void Every_reference_tensor_has_the_numbers_that_torchvision_gives()
    {
        JsonElement[] cases = [.. Cases("resize_to_tensor"), .. Cases("resize_to_tensor_normalize")];
        foreach (JsonElement expected in cases)
        {
            JsonElement[] shape = [.. expected.GetProperty("result").GetProperty("shape").EnumerateArray()];
            ImageTensorOptions options = OptionsOf(expected, "resize") with
            {
                Height = shape[1].GetInt32(),
                Width = shape[2].GetInt32(),
                OutputType = ImageTensorType.Single,
                Normalization = expected.TryGetProperty("mean", out JsonElement mean)
                    ? new ChannelNormalization(Singles(mean), Singles(expected.GetProperty("std")))
                    : ChannelNormalization.ToUnitRange,
            };

            CollectionAssert.AreEqual(
                Singles(expected.GetProperty("result").GetProperty("data")), Load<float>(expected, options), expected.GetRawText()[..100]);
        }

        Assert.HasCount(3, cases);
    }

    [TestMethod]
    [DataRow("horizontal_flip", 2)]
    [DataRow("vertical_flip", 2)]
    [DataRow("rotate", 16)]
    public void Every_reference_image_is_flipped_and_turned_into_the_bytes_that_Pillow_gives_by_the_code_of_the_augmentations(string operation, int count)
    {
        int compared = 0;
        foreach (JsonElement expected in Cases(operation))
        {
            using var input = MLImage.CreateFromFile(Path.Combine(Folder, expected.GetProperty("input").GetString()!));
            var shape = new ImageShape(3, input.Height, input.Width) { IsInterleaved = true };
            byte[] image = Load<byte>(expected, OptionsOf(expected, "center_crop") with { Width = input.Width, Height = input.Height, Layout = ImageLayout.ChannelsLast });
            byte[] rgb = ExpectedBytes(expected, out int width, out int height), changed = new byte[rgb.Length];
            switch (operation)
            {
                case "horizontal_flip": Flips.Mirror<byte>(shape, image, changed); break;
                case "vertical_flip": Flips.Flip<byte>(shape, image, changed); break;
                default:
                    var turn = Turn.By(expected.GetProperty("angle").GetDouble(), shape.Width, shape.Height, expected.GetProperty("expand").GetBoolean());
                    Assert.AreEqual((width, height), (turn.Width, turn.Height));
                    RotationKernel<byte, BytePixel>.Rotate(shape, in turn, RotationFilter.Bilinear, image, changed, [0, 0, 0]);
                    break;
            }

            CollectionAssert.AreEqual(rgb, changed, expected.GetRawText()[..100]);
            compared++;
        }

        Assert.AreEqual(count, compared);
    }

    [TestMethod]
    public void No_reference_case_is_left_out()
    {
        string[] known =
        [
            "resize", "resize_short_side", "center_crop", "resize_to_tensor", "resize_to_tensor_normalize", "horizontal_flip", "vertical_flip", "rotate",
        ];

        Assert.AreEqual(102, known.Sum(operation => Cases(operation).Length));
    }

    private static string Folder => RealData.Find("golden/torch/image_resize");

    private static JsonElement[] Cases(string operation)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json")));
        return [.. file.RootElement.GetProperty("cases").EnumerateArray()
            .Where(expected => expected.GetProperty("op").GetString() == operation).Select(expected => expected.Clone())];
    }

    private static ImageTensorOptions OptionsOf(JsonElement expected, string operation) => new()
    {
        Resizing = operation switch
        {
            "resize_short_side" => ImageResizing.Crop,
            "center_crop" => ImageResizing.None,
            _ => ImageResizing.Stretch,
        },
        Filter = expected.TryGetProperty("interpolation", out JsonElement filter)
            ? Enum.Parse<ImageFilter>(filter.GetString()!, ignoreCase: true)
            : ImageFilter.Bilinear,
        OnInvalidImage = InvalidImageHandling.Error,
        ImageFolder = Folder,
    };

    private static T[] Load<T>(JsonElement expected, ImageTensorOptions options)
    {
        var ml = new MLContext(seed: 1);
        IDataView files = ml.Data.LoadFromEnumerable([new InputFile { ImagePath = expected.GetProperty("input").GetString()! }]);
        IDataView view = ml.Transforms.LoadImageTensor(options).Fit(files).Transform(files);
        return [.. view.GetColumn<VBuffer<T>>("Features").Single().DenseValues()];
    }

    private static byte[] ExpectedBytes(JsonElement expected, out int width, out int height)
    {
        if (expected.TryGetProperty("result_png", out JsonElement png))
        {
            using var image = MLImage.CreateFromFile(Path.Combine(Folder, png.GetString()!));
            (width, height) = (image.Width, image.Height);
            return [.. image.GetBGRPixels.Chunk(3).SelectMany(pixel => pixel.Reverse())];
        }

        JsonElement result = expected.GetProperty("result");
        (height, width) = (result.GetProperty("shape")[0].GetInt32(), result.GetProperty("shape")[1].GetInt32());
        return [.. result.GetProperty("data").EnumerateArray().Select(value => value.GetByte())];
    }

    // Nine digits, so that the nearest double must be rounded to float32 once more.
    private static float[] Singles(JsonElement array) => [.. array.EnumerateArray().Select(value => (float)value.GetDouble())];

    private sealed class InputFile
    {
        public string ImagePath { get; set; } = "";
    }
}
