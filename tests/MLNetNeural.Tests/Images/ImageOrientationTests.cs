using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Images;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class ImageOrientationTests
{
    private static readonly ImageTensorOptions Whole = new() { Layout = ImageLayout.ChannelsLast, InputColumnName = "Image" };

    public static IEnumerable<int> Orientations => Enumerable.Range(1, 8);

    [TestMethod]
    [DynamicData(nameof(Orientations))]
    public void An_image_is_turned_as_exif_transpose_turns_it(int orientation)
    {
        Golden golden = Read(orientation);

        byte[] turned = Load(golden.File, Whole with { Width = golden.Width, Height = golden.Height, Orientation = ImageOrientation.Apply });

        CollectionAssert.AreEqual(golden.Turned, turned);
    }

    [TestMethod]
    [DynamicData(nameof(Orientations))]
    public void It_is_turned_before_it_is_resized(int orientation)
    {
        Golden golden = Read(orientation);

        byte[] resized = Load(golden.File, Whole with { Width = 10, Height = 7, Orientation = ImageOrientation.Apply });

        CollectionAssert.AreEqual(golden.Resized, resized);
    }

    [TestMethod]
    [DynamicData(nameof(Orientations))]
    public void Unless_it_is_asked_for_an_image_stays_as_it_is_stored(int orientation)
    {
        Golden golden = Read(orientation);

        CollectionAssert.AreEqual(golden.Stored, Load(golden.File, Whole with { Width = 24, Height = 18 }));
    }

    [TestMethod]
    public void The_first_image_whose_orientation_is_ignored_is_named_in_one_warning_that_names_the_option()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [.. new[] { 1, 1, 6, 8, 3 }.Select((orientation, i) => Write(folder, $"{i}.jpg", orientation))];

        List<string> warnings = Warnings(paths, new ImageTensorOptions { Width = 4, Height = 4 });

        CollectionAssert.AreEqual(
            new[]
            {
                $"The image '{paths[2]}' is stored turned or mirrored (EXIF orientation) and is left so, as torchvision leaves it, and so are all "
                + "others; set ImageTensorOptions.Orientation to Apply to have such images turned.",
            },
            warnings);
        Assert.IsEmpty(Warnings(paths, new ImageTensorOptions { Width = 4, Height = 4, Orientation = ImageOrientation.Apply }));
        Assert.IsEmpty(Warnings(paths[..2], new ImageTensorOptions { Width = 4, Height = 4 }));
    }

    [TestMethod]
    public void The_warning_comes_from_the_cache_folder_too_and_an_image_is_kept_both_ways()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [Write(folder, "a.jpg", 6)];
        var options = new ImageTensorOptions { Width = 4, Height = 4, CacheFolder = folder.File("cache") };

        Assert.HasCount(1, Warnings(paths, options));
        Assert.HasCount(1, Warnings(paths, options));
        Assert.IsEmpty(Warnings(paths, options with { Orientation = ImageOrientation.Apply }));

        Assert.HasCount(2, Directory.GetFiles(options.CacheFolder));
    }

    [TestMethod]
    public void A_prediction_engine_warns_once()
    {
        var ml = new MLContext(seed: 1);
        List<string> warnings = WarningsOf(ml);
        ITransformer model = ml.Transforms.LoadImageTensor(Whole with { Width = 2, Height = 2 }).Fit(ml.Data.LoadFromEnumerable(Array.Empty<Upload>()));
        using PredictionEngine<Upload, Result> engine = ml.Model.CreatePredictionEngine<Upload, Result>(model);

        for (int i = 0; i < 3; i++) engine.Predict(new Upload { Image = Read(5).File });

        StringAssert.StartsWith(warnings.Single(), "The image in the column 'Image' is stored turned or mirrored (EXIF orientation)");
    }

    [TestMethod]
    public void The_option_is_saved_with_a_model()
    {
        var ml = new MLContext(seed: 1);
        IDataView input = ml.Data.LoadFromEnumerable([new Upload { Image = Read(7).File }]);
        ImageTensorOptions options = Whole with { Width = 10, Height = 7, Orientation = ImageOrientation.Apply };
        using var file = new MemoryStream();
        ml.Model.Save(ml.Transforms.LoadImageTensor(options).Fit(input), input.Schema, file);

        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(file.ToArray()), out _);

        CollectionAssert.AreEqual(Read(7).Resized, loaded.Transform(input).GetColumn<byte[]>("Features").Single());
    }

    private static Golden Read(int orientation)
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Images", "Golden", "orientations.json")));
        JsonElement image = golden.RootElement.GetProperty("images").EnumerateArray().Single(one => one.GetProperty("orientation").GetInt32() == orientation);
        return new Golden(
            image.GetProperty("file").GetBytesFromBase64(), image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32(),
            image.GetProperty("stored").GetBytesFromBase64(), image.GetProperty("turned").GetBytesFromBase64(),
            image.GetProperty("resized").GetBytesFromBase64());
    }

    private static byte[] Load(byte[] file, ImageTensorOptions options)
    {
        var loader = new ImageTensorLoader(options);
        byte[] pixels = new byte[loader.Size];
        loader.Load(file, ImageName.OfColumn("Image"), pixels);
        return pixels;
    }

    private static string Write(TemporaryFolder folder, string name, int orientation)
    {
        File.WriteAllBytes(folder.File(name), Read(orientation).File);
        return folder.File(name);
    }

    private static List<string> Warnings(string[] paths, ImageTensorOptions options)
    {
        var ml = new MLContext(seed: 1);
        List<string> warnings = WarningsOf(ml);
        IDataView files = ml.Data.LoadFromEnumerable(paths.Select(path => new OnDisk { ImagePath = path }).ToArray());
        IDataView view = ml.Transforms.LoadImageTensor(options).Fit(files).Transform(files);
        for (int pass = 0; pass < 2; pass++) Assert.HasCount(paths.Length, view.GetColumn<byte[]>("Features").ToArray());
        return warnings;
    }

    private static List<string> WarningsOf(MLContext ml)
    {
        List<string> warnings = [];
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning) warnings.Add(message.RawMessage);
        };
        return warnings;
    }

    private sealed record Golden(byte[] File, int Width, int Height, byte[] Stored, byte[] Turned, byte[] Resized);

    private sealed class OnDisk
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Result
    {
        public byte[] Features { get; set; } = [];
    }

    private sealed class Upload
    {
        public byte[] Image { get; set; } = [];
    }
}
