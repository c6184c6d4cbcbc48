using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using MLNetNeural.Images;

namespace MLNetNeural.Tests.Images;

/// <summary>The column of images may have paths, encoded images or MLImages.</summary>
[TestClass]
public sealed class ImageInputTests
{
    private const int Width = 6, Height = 4, Count = 45;
    private static readonly ImageTensorOptions Options = new() { Width = Width, Height = Height, InputColumnName = "Image" };

    [TestMethod]
    public void Paths_bytes_and_MLImages_of_the_same_files_give_the_same_pixels_in_order()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = Save(folder);
        Decoded[] decoded = [.. paths.Select(path => new Decoded { Image = MLImage.CreateFromFile(path) })];

        byte[][] fromPaths = Pixels(ml, ml.Data.LoadFromEnumerable(paths.Select(path => new OnDisk { Image = path }).ToArray()));
        byte[][] fromBytes = Pixels(ml, ml.Data.LoadFromEnumerable(paths.Select(path => new Encoded { Image = File.ReadAllBytes(path) }).ToArray()));
        byte[][] fromImages = Pixels(ml, ml.Data.LoadFromEnumerable(decoded));

        Assert.HasCount(Count, fromPaths);
        for (int i = 0; i < Count; i++)
        {
            CollectionAssert.AreEqual(fromPaths[i], fromBytes[i]);
            CollectionAssert.AreEqual(fromPaths[i], fromImages[i]);
            if (i > 0) CollectionAssert.AreNotEqual(fromPaths[i - 1], fromPaths[i]);
        }

        Assert.IsTrue(decoded.All(row => row.Image!.Width > 0), "an image of the user was disposed of");
    }

    [TestMethod]
    public void What_LoadImages_gives_is_read_alone_and_twice_in_one_pipeline()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = Save(folder);
        IDataView files = ml.Data.LoadFromEnumerable(paths.Select(path => new OnDisk { Image = path }).ToArray());
        byte[][] expected = Pixels(ml, files);

        IEstimator<ITransformer> once = ml.Transforms.LoadImages("Loaded", folder.Path, "Image")
            .Append(ml.Transforms.LoadImageTensor(Options with { InputColumnName = "Loaded" }));
        IDataView view = once.Append(ml.Transforms.LoadImageTensor(Options with { InputColumnName = "Loaded", OutputColumnName = "Again" })).Fit(files).Transform(files);

        byte[][] first = [.. view.GetColumn<byte[]>("Features")], second = [.. view.GetColumn<byte[]>("Again")];
        for (int i = 0; i < Count; i++)
        {
            CollectionAssert.AreEqual(expected[i], first[i]);
            CollectionAssert.AreEqual(expected[i], second[i]);
        }
    }

    [TestMethod]
    public void A_prediction_engine_takes_each_kind_also_of_a_saved_model()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder)[3];
        using var image = MLImage.CreateFromFile(path);
        byte[] expected = Predict(new OnDisk { Image = path });

        CollectionAssert.AreEqual(expected, Predict(new Encoded { Image = File.ReadAllBytes(path) }));
        CollectionAssert.AreEqual(expected, Predict(new Decoded { Image = image }));
        Assert.AreEqual(Width + 3, image.Width);
    }

    [TestMethod]
    public void A_model_that_was_fitted_to_paths_takes_bytes_and_images()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = Save(folder);
        IDataView files = ml.Data.LoadFromEnumerable(paths.Select(Path.GetFileName).Select(name => new OnDisk { Image = name! }).ToArray());
        ITransformer model = ml.Transforms.LoadImageTensor(Options with { ImageFolder = folder.Path, CacheFolder = folder.File("cache") }).Fit(files);
        byte[] expected = model.Transform(files).GetColumn<byte[]>("Features").ToArray()[0];

        using PredictionEngine<Encoded, Result> uploads = ml.Model.CreatePredictionEngine<Encoded, Result>(model);
        using PredictionEngine<Decoded, Result> images = ml.Model.CreatePredictionEngine<Decoded, Result>(model);
        using var image = MLImage.CreateFromFile(paths[0]);

        CollectionAssert.AreEqual(expected, uploads.Predict(new Encoded { Image = File.ReadAllBytes(paths[0]) }).Features);
        CollectionAssert.AreEqual(expected, images.Predict(new Decoded { Image = image }).Features);
        Assert.HasCount(Count, Directory.GetFiles(folder.File("cache")));
    }

    [TestMethod]
    public void Invalid_bytes_are_skipped_with_a_warning_that_names_row_and_column()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        List<string> warnings = [];
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning) warnings.Add(message.RawMessage);
        };
        IDataView input = ml.Data.LoadFromEnumerable(WithInvalid(folder));
        IDataView view = ml.Transforms.LoadImageTensor(Options).Fit(input).Transform(input);

        int[] before = [.. view.GetColumn<int>("Number")], pixels = [.. view.GetColumn<byte[]>("Features").Select(row => row.Length)];
        int[] after = [.. view.GetColumn<int>("Number")];

        CollectionAssert.AreEqual(new[] { 1, 3, 4 }, before);
        CollectionAssert.AreEqual(before, after);
        Assert.HasCount(3, pixels);
        CollectionAssert.AreEqual(
            new[]
            {
                "The image in row 0 (counted from 0) of the column 'Image' cannot be decoded: it is empty; its row is skipped.",
                "The image in row 2 (counted from 0) of the column 'Image' cannot be decoded: the file was cut short; its row is skipped.",
                "The image in row 5 (counted from 0) of the column 'Image' cannot be decoded: its content is none of the formats that are read, "
                + "JPEG, PNG, GIF, BMP and WebP; its row is skipped.",
                "3 images were skipped; see the warnings above for the files and reasons.",
            },
            warnings);
    }

    [TestMethod]
    public void As_an_error_invalid_bytes_are_named_at_their_row_and_by_their_column_in_a_single_row()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView input = ml.Data.LoadFromEnumerable(WithInvalid(folder)[1..]);
        ITransformer model = ml.Transforms.LoadImageTensor(Options with { OnInvalidImage = InvalidImageHandling.Error }).Fit(input);
        using PredictionEngine<Encoded, Result> engine = ml.Model.CreatePredictionEngine<Encoded, Result>(model);

        InvalidImageException exception = Assert.ThrowsExactly<InvalidImageException>(() => model.Transform(input).GetColumn<byte[]>("Features").ToArray());

        Assert.AreEqual("", exception.Path);
        Assert.AreEqual(
            "The image in row 1 (counted from 0) of the column 'Image' cannot be decoded: the file was cut short; replace the image or leave the row "
            + "out, or set ImageTensorOptions.OnInvalidImage to Skip.",
            exception.Message);
        Assert.AreEqual(
            "The image in the column 'Image' cannot be decoded: it is empty.",
            Assert.ThrowsExactly<InvalidImageException>(() => engine.Predict(new Encoded())).Message);
    }

    [TestMethod]
    public void The_same_rows_are_left_out_where_rows_come_shuffled()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView input = ml.Data.LoadFromEnumerable(WithInvalid(folder));
        IDataView view = ml.Transforms.LoadImageTensor(Options).Fit(input).Transform(input);
        Assert.HasCount(3, view.GetColumn<byte[]>("Features").ToArray());

        int[] numbers = [.. ml.Data.ShuffleRows(view, seed: 3).GetColumn<int>("Number")];

        CollectionAssert.AreEquivalent(new[] { 1, 3, 4 }, numbers);
    }

    [TestMethod]
    public void An_image_that_is_null_disposed_of_or_too_large_is_invalid()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string path = Save(folder)[0];
        using MLImage gone = MLImage.CreateFromFile(path), good = MLImage.CreateFromFile(path);
        gone.Dispose();
        ITransformer model = ml.Transforms.LoadImageTensor(Options with { MaxPixels = 16 }).Fit(ml.Data.LoadFromEnumerable(Array.Empty<Decoded>()));
        using PredictionEngine<Decoded, Result> engine = ml.Model.CreatePredictionEngine<Decoded, Result>(model);

        string Fault(MLImage? image) => Assert.ThrowsExactly<InvalidImageException>(() => engine.Predict(new Decoded { Image = image })).Message;

        Assert.AreEqual("The image in the column 'Image' is missing (null).", Fault(null));
        Assert.AreEqual("The image in the column 'Image' was disposed of before it was read.", Fault(gone));
        Assert.AreEqual("The image in the column 'Image' has 6 x 40 pixels, more than ImageTensorOptions.MaxPixels, 16.", Fault(good));
    }

    [TestMethod]
    public void Options_without_an_effect_on_the_kind_of_input_are_told()
    {
        var ml = new MLContext(seed: 1);
        IDataView encoded = ml.Data.LoadFromEnumerable(Array.Empty<Encoded>()), decoded = ml.Data.LoadFromEnumerable(Array.Empty<Decoded>());

        Assert.AreEqual(
            "ImageTensorOptions.ImageFolder has no effect where the input column 'Image' has no paths: leave it out.",
            Assert.ThrowsExactly<ArgumentException>(() => ml.Transforms.LoadImageTensor(Options with { ImageFolder = "a" }).Fit(encoded)).Message);
        Assert.AreEqual(
            "ImageTensorOptions.CacheFolder has no effect where the input column 'Image' has decoded images (MLImage): leave it out.",
            Assert.ThrowsExactly<ArgumentException>(() => ml.Transforms.LoadImageTensor(Options with { CacheFolder = "a" }).Fit(decoded)).Message);
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => ml.Transforms.LoadImageTensor(Options with { Orientation = ImageOrientation.Apply }).Fit(decoded)).Message,
            "The input column 'Image' of LoadImageTensor has decoded images (MLImage), which no longer say how they are turned: give it paths or bytes, "
            + "or set ImageTensorOptions.Orientation to Ignore.");
    }

    [TestMethod]
    public void A_chain_is_promised_each_kind_of_column()
    {
        var ml = new MLContext(seed: 1);
        IEstimator<ITransformer> chain = ml.Transforms.LoadImageTensor(Options).Append(ml.Transforms.CopyColumns("Copy", "Features"));

        foreach (IDataView input in new[]
        {
            ml.Data.LoadFromEnumerable(Array.Empty<OnDisk>()), ml.Data.LoadFromEnumerable(Array.Empty<Encoded>()),
            ml.Data.LoadFromEnumerable(Array.Empty<Decoded>()),
        })
        {
            Assert.AreEqual("Vector<Byte, 3, 4, 6>", chain.Fit(input).GetOutputSchema(input.Schema)["Copy"].Type.ToString());
        }
    }

    /// <summary>The pixels by an engine, which are the same by an engine on the saved model.</summary>
    private static byte[] Predict<T>(T row)
        where T : class, new()
    {
        var ml = new MLContext(seed: 1);
        IDataView input = ml.Data.LoadFromEnumerable(Array.Empty<T>());
        ITransformer model = ml.Transforms.LoadImageTensor(Options).Fit(input);
        using var file = new MemoryStream();
        ml.Model.Save(model, input.Schema, file);
        var fresh = new MLContext();
        ITransformer loaded = fresh.Model.Load(new MemoryStream(file.ToArray()), out DataViewSchema schema);

        // ML.NET saves the input's schema without its images.
        Assert.AreEqual(typeof(T) == typeof(Decoded) ? null : input.Schema["Image"].Type, schema.GetColumnOrNull("Image")?.Type);
        using PredictionEngine<T, Result> engine = ml.Model.CreatePredictionEngine<T, Result>(model);
        using PredictionEngine<T, Result> again = fresh.Model.CreatePredictionEngine<T, Result>(loaded);
        byte[] pixels = engine.Predict(row).Features;
        CollectionAssert.AreEqual(pixels, again.Predict(row).Features);
        CollectionAssert.AreEqual(pixels, engine.Predict(row).Features);
        return pixels;
    }

    private static byte[][] Pixels(MLContext ml, IDataView input)
        => [.. ml.Transforms.LoadImageTensor(Options).Fit(input).Transform(input).GetColumn<byte[]>("Features")];

    private static string[] Save(TemporaryFolder folder)
        => [.. Enumerable.Range(0, Count).Select(i => TestImages.SaveNoise(folder.File($"{i}.png"), Width + i, 40 - (i / 2), seed: i))];

    private static Encoded[] WithInvalid(TemporaryFolder folder)
    {
        byte[] good = File.ReadAllBytes(TestImages.SaveNoise(folder.File("a.png")));
        byte[][] files = [[], good, good[..^200], good, good, [.. "this is no image at all, however long it is"u8]];
        return [.. files.Select((file, i) => new Encoded { Image = file, Number = i })];
    }

    private sealed class OnDisk
    {
        public string Image { get; set; } = "";
    }

    private sealed class Encoded
    {
        public byte[] Image { get; set; } = [];

        public int Number { get; set; }
    }

    private sealed class Decoded
    {
        [ImageType(40, Width)]
        public MLImage? Image { get; set; }

        public int Number { get; set; }
    }

    private sealed class Result
    {
        public byte[] Features { get; set; } = [];
    }
}
