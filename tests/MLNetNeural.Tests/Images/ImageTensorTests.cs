using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Images;
using MLNetNeural.Images.Resampling;
using MLNetNeural.Networks.Features;
using MLNetNeural.Tests.Persistence;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Images;

[TestClass]
public sealed class ImageTensorTests
{
    private static readonly ImageTensorOptions Small = new() { Width = 6, Height = 4 };

    [TestMethod]
    public void Each_row_has_the_resized_planes_of_its_image_in_order()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = [.. Enumerable.Range(0, 45).Select(i => TestImages.SaveNoise(folder.File($"{i}.png"), 3 + i, 50 - i, seed: i))];
        IDataView view = Transform(ml, paths, Small);

        List<Pixels> rows = [.. ml.Data.CreateEnumerable<Pixels>(view, reuseRowObject: false)];

        Assert.HasCount(45, rows);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.AreEqual(paths[i], rows[i].ImagePath);
            CollectionAssert.AreEqual(Expected(3 + i, 50 - i, i), rows[i].Features);
        }
    }

    [TestMethod]
    public void A_byte_column_says_its_shape_and_its_map_to_normalized_values()
    {
        IDataView view = Transform(new MLContext(), [], Small with { Normalization = ChannelNormalization.ImageNet });
        DataViewSchema.Column column = view.Schema["Features"];

        Assert.AreEqual("Vector<Byte, 3, 4, 6>", column.Type.ToString());
        Assert.IsTrue(ImageAnnotations.TryRead(column, out ImageShape? shape, out ImageLayout layout, out ChannelAffine? affine));
        Assert.AreEqual((new ImageShape(3, 4, 6), ImageLayout.ChannelsFirst), (shape, layout));
        Assert.AreEqual(ChannelNormalization.ImageNet.ToAffine(), affine);
        Assert.AreEqual(1 / (255 * 0.229f), affine!.Scale[0], 1e-9f);
        Assert.AreEqual(-0.485f / 0.229f, affine.Offset[0], 1e-6f);
    }

    [TestMethod]
    public void A_single_column_has_the_numbers_of_ToTensor_and_Normalize_and_says_how_they_came_to_be()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        ImageTensorOptions options = Small with { OutputType = ImageTensorType.Single, Normalization = ChannelNormalization.ImageNet };
        IDataView view = Transform(ml, [TestImages.SaveNoise(folder.File("a.png"), 20, 15)], options);

        float[] numbers = ml.Data.CreateEnumerable<Numbers>(view, reuseRowObject: false).Single().Features;

        byte[] bytes = Expected(20, 15, seed: 1);
        for (int i = 0; i < bytes.Length; i++)
        {
            int channel = i / 24;
            float mean = ChannelNormalization.ImageNet.Mean[channel], deviation = ChannelNormalization.ImageNet.StandardDeviation[channel];
            Assert.AreEqual(((bytes[i] / 255f) - mean) / deviation, numbers[i]);
        }

        Assert.IsTrue(ImageAnnotations.TryRead(view.Schema["Features"], out ImageShape? shape, out ImageLayout layout, out ChannelAffine? affine));
        Assert.AreEqual((new ImageShape(3, 4, 6) { Normalization = affine }, ImageLayout.ChannelsFirst), (shape, layout));
        Assert.AreEqual(ChannelNormalization.ImageNet.ToAffine(), affine);
    }

    [TestMethod]
    public void A_column_that_is_no_image_says_nothing()
    {
        IDataView view = Transform(new MLContext(), [], Small);

        Assert.IsFalse(ImageAnnotations.TryRead(view.Schema["ImagePath"], out _, out _, out _));
    }

    [TestMethod]
    public void Invalid_images_are_skipped_with_a_warning_each_and_a_count()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        List<string> warnings = Warnings(ml);
        string[] paths = TenWithThreeInvalid(folder);
        IDataView view = Transform(ml, paths, Small);

        string[] kept = [.. ml.Data.CreateEnumerable<Pixels>(view, reuseRowObject: false).Select(row => row.ImagePath)];
        string[] again = [.. ml.Data.CreateEnumerable<Pixels>(view, reuseRowObject: false).Select(row => row.ImagePath)];

        string[] valid = [.. paths.Where((_, i) => i is not (0 or 4 or 9))];
        CollectionAssert.AreEqual(valid, kept);
        CollectionAssert.AreEqual(valid, again);
        Assert.IsNull(view.GetRowCount());
        CollectionAssert.AreEqual(
            new[]
            {
                $"The image '{paths[0]}' cannot be decoded: its content is none of the formats that are read, JPEG, PNG, GIF, BMP and WebP; its row is skipped.",
                $"The image '{paths[4]}' cannot be decoded: it is empty; its row is skipped.",
                $"The image '{paths[9]}' cannot be read: Could not find file '{paths[9]}'; its row is skipped.",
                "3 images were skipped; see the warnings above for the files and reasons.",
            },
            warnings);
    }

    [TestMethod]
    public void The_rows_are_the_same_whichever_columns_are_read_and_in_whichever_order()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = TenWithThreeInvalid(folder);
        IDataView view = Transform(ml, paths, Small);

        string[] before = [.. ml.Data.CreateEnumerable<PathOnly>(view, reuseRowObject: false).Select(row => row.ImagePath)];
        string[] pixels = [.. ml.Data.CreateEnumerable<Pixels>(view, reuseRowObject: false).Select(row => row.ImagePath)];
        string[] after = [.. ml.Data.CreateEnumerable<PathOnly>(view, reuseRowObject: false).Select(row => row.ImagePath)];

        Assert.HasCount(7, before);
        CollectionAssert.AreEqual(before, pixels);
        CollectionAssert.AreEqual(before, after);
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        for (int i = 0; i < 7; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(i, cursor.Position);
        }

        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void As_an_error_an_invalid_image_is_named_at_its_row()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = TenWithThreeInvalid(folder)[1..];
        IDataView view = Transform(ml, paths, Small with { OnInvalidImage = InvalidImageHandling.Error });
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);

        Assert.AreEqual(9, view.GetRowCount());
        Assert.IsTrue(cursor.MoveNext() && cursor.MoveNext() && cursor.MoveNext());
        InvalidImageException exception = Assert.ThrowsExactly<InvalidImageException>(() => cursor.MoveNext());
        Assert.AreEqual(paths[3], exception.Path);
        Assert.AreEqual(
            $"The image '{paths[3]}' cannot be decoded: it is empty; "
            + "replace the image or leave the row out, or set ImageTensorOptions.OnInvalidImage to Skip.", exception.Message);
    }

    [TestMethod]
    public void Without_the_pixels_nothing_is_decoded_where_no_row_can_be_skipped()
    {
        var ml = new MLContext(seed: 1);
        IDataView view = Transform(ml, ["/no/such/image.jpg"], Small with { OnInvalidImage = InvalidImageHandling.Error });

        Assert.AreEqual("/no/such/image.jpg", ml.Data.CreateEnumerable<PathOnly>(view, reuseRowObject: false).Single().ImagePath);
    }

    [TestMethod]
    public void Relative_paths_start_from_the_image_folder()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        TestImages.SaveNoise(folder.File("below", "a.png"));
        IDataView view = Transform(ml, [Path.Combine("below", "a.png")], Small with { ImageFolder = folder.Path });

        CollectionAssert.AreEqual(Expected(20, 15, 1), ml.Data.CreateEnumerable<Pixels>(view, reuseRowObject: false).Single().Features);
    }

    [TestMethod]
    public void A_prediction_engine_decodes_one_image_at_a_time_and_an_invalid_one_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        ImageTensorTransformer transformer = ml.Transforms.LoadImageTensor(Small).Fit(Paths(ml, []));
        using PredictionEngine<PathOnly, Pixels> engine = ml.Model.CreatePredictionEngine<PathOnly, Pixels>(transformer);

        for (int seed = 1; seed < 4; seed++)
        {
            string path = TestImages.SaveNoise(folder.File($"{seed}.png"), 20, 15, seed);
            CollectionAssert.AreEqual(Expected(20, 15, seed), engine.Predict(new PathOnly { ImagePath = path }).Features);
        }

        StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidImageException>(() => engine.Predict(new PathOnly { ImagePath = "/no/such.png" })).Message,
            "The image '/no/such.png' cannot be read: ");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidImageException>(() => engine.Predict(new PathOnly())).Message,
            "A row of the column 'ImagePath' has no path");
    }

    [TestMethod]
    public void What_is_written_is_read_back_and_damage_is_told()
    {
        var ml = new MLContext(seed: 1);
        ImageTensorOptions options = Small with
        {
            OutputColumnName = "P",
            OutputType = ImageTensorType.Single,
            Normalization = ChannelNormalization.ImageNet,
            OnInvalidImage = InvalidImageHandling.Error,
            Resizing = ImageResizing.Fit,
            Filter = ImageFilter.Bicubic,
            PadColor = new ImageColor(1, 2, 3),
            Channels = ImageChannels.Bgr,
            Layout = ImageLayout.ChannelsLast,
            MaxPixels = 5_000_000_000,
            Orientation = ImageOrientation.Apply,
            ImageFolder = "/left/out",
        };
        ImageTensorTransformer transformer = ml.Transforms.LoadImageTensor(options).Fit(Paths(ml, []));
        using var stream = new MemoryStream();
        transformer.Write(new BinaryWriter(stream));

        byte[] body = stream.ToArray();
        ImageTensorTransformer loaded = ImageTensorTransformer.Load(ml, new BinaryReader(new MemoryStream(body)));

        Assert.AreEqual(options with { ImageFolder = null }, loaded.Options);
        StringAssert.StartsWith(DamageOf(ml, body[..^1]), "The model's image tensor step is damaged: ");
        StringAssert.StartsWith(DamageOf(ml, [1, 0, 0, 0, .. new byte[64]]), "The model's image tensor step is damaged: ");
        body[0] = 4;
        Assert.AreEqual(
            "The model's image tensor step has version 4, and this library reads versions 1 to 3: use the library that saved the model.",
            DamageOf(ml, body));
    }

    /// <remarks>The file is an archive that Microsoft.ML 5.0.1 wrote, in which the model's entry was replaced by one that a build of this library
    /// on another implementation of ML.NET had saved in version 1; the bytes of the step are the same in both.</remarks>
    [TestMethod]
    public void A_model_saved_in_version_1_loads_with_what_was_fixed_then()
        => Assert.AreEqual(
            Small with
            {
                OutputColumnName = "P",
                OutputType = ImageTensorType.Single,
                Normalization = ChannelNormalization.ImageNet,
                OnInvalidImage = InvalidImageHandling.Error,
            },
            LoadFixture("image-tensor-1.zip"));

    /// <remarks>The file was saved with Microsoft.ML 5.0.1 by the last commit that wrote version 2.</remarks>
    [TestMethod]
    public void A_model_saved_in_version_2_loads_with_the_orientation_that_was_fixed_then()
        => Assert.AreEqual(
            Small with
            {
                OutputColumnName = "P",
                OutputType = ImageTensorType.Single,
                Normalization = ChannelNormalization.ImageNet,
                OnInvalidImage = InvalidImageHandling.Error,
                Resizing = ImageResizing.Fit,
                Filter = ImageFilter.Bicubic,
                PadColor = new ImageColor(1, 2, 3),
                Channels = ImageChannels.Bgr,
                Layout = ImageLayout.ChannelsLast,
                MaxPixels = 5_000_000_000,
                Orientation = ImageOrientation.Ignore,
            },
            LoadFixture("image-tensor-2.zip"));

    private static ImageTensorOptions LoadFixture(string name)
        => ((ImageTensorTransformer)ModelFixture.Load(new MLContext(), ModelFixture.Read(name))).Options;

    [TestMethod]
    public void A_column_with_channels_last_says_so_and_a_gray_one_has_one_channel()
    {
        var ml = new MLContext(seed: 1);
        DataViewSchema.Column last = Transform(
            ml, [], Small with { Layout = ImageLayout.ChannelsLast, Channels = ImageChannels.Bgr, Normalization = ChannelNormalization.ImageNet })
            .Schema["Features"];
        DataViewSchema.Column gray = Transform(ml, [], Small with { Channels = ImageChannels.Gray }).Schema["Features"];

        Assert.AreEqual("Vector<Byte, 4, 6, 3>", last.Type.ToString());
        Assert.IsTrue(ImageAnnotations.TryRead(last, out ImageShape? shape, out ImageLayout layout, out ChannelAffine? affine));
        Assert.AreEqual((new ImageShape(3, 4, 6) { IsInterleaved = true, IsBlueFirst = true }, ImageLayout.ChannelsLast), (shape, layout));
        Assert.AreEqual(-0.406f / 0.225f, affine!.Offset[0], 1e-6f);
        Assert.AreEqual("Vector<Byte, 1, 4, 6>", gray.Type.ToString());
        Assert.IsTrue(ImageAnnotations.TryRead(gray, out shape, out layout, out affine));
        Assert.AreEqual((new ImageShape(1, 4, 6), ImageLayout.ChannelsFirst), (shape, layout));
        Assert.HasCount(1, affine!.Scale);
    }

    [TestMethod]
    public void Numbers_with_channels_last_are_normalized_channel_by_channel()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = [TestImages.SaveNoise(folder.File("a.png"), 20, 15)];
        ImageTensorOptions options = Small with
        {
            OutputType = ImageTensorType.Single,
            Normalization = ChannelNormalization.ImageNet,
            Channels = ImageChannels.Bgr,
        };

        float[] planes = ml.Data.CreateEnumerable<Numbers>(Transform(ml, paths, options), reuseRowObject: false).Single().Features;
        float[] pixels = ml.Data.CreateEnumerable<Numbers>(
            Transform(ml, paths, options with { Layout = ImageLayout.ChannelsLast }), reuseRowObject: false).Single().Features;

        byte[] rgb = Expected(20, 15, seed: 1);
        Assert.AreEqual(((rgb[48] / 255f) - 0.406f) / 0.225f, planes[0]);
        CollectionAssert.AreEqual(planes, Enumerable.Range(0, 72).Select(i => pixels[(i % 24 * 3) + (i / 24)]).ToArray());
    }

    [TestMethod]
    public void A_trainer_refuses_bytes_with_channels_last_that_are_not_all_normalized_alike()
    {
        var ml = new MLContext(seed: 1);
        DataViewSchema alike = Transform(ml, [], Small with { Layout = ImageLayout.ChannelsLast }).Schema;
        DataViewSchema different = Transform(
            ml, [], Small with { Layout = ImageLayout.ChannelsLast, Normalization = ChannelNormalization.ImageNet }).Schema;

        var column = new FeatureColumn(alike, "Features");
        Assert.AreEqual(new ChannelAffine([2 / 255f], [-1]), column.Affine);
        Assert.AreEqual(new ImageShape(3, 4, 6) { IsInterleaved = true }, column.Image);
        Assert.AreEqual(
            "The feature column 'Features' has bytes with channels last (HWC) and another normalization for each channel, which a trainer "
            + "cannot apply: set ImageTensorOptions.Layout to ChannelsFirst, or OutputType to Single.",
            Assert.ThrowsExactly<ArgumentException>(() => new FeatureColumn(different, "Features")).Message);
    }

    [TestMethod]
    public void Options_that_have_no_effect_together_are_refused()
        => Assert.AreEqual(
            "ImageTensorOptions.PadColor has no effect where Resizing is Crop: leave it out, or set Resizing to Fit or None. "
            + "ImageTensorOptions.Normalization must have the same figures for red, green and blue where Channels is Gray, got "
            + $"{ChannelNormalization.ImageNet}.",
            Assert.ThrowsExactly<ArgumentException>(() => new MLContext().Transforms.LoadImageTensor(new ImageTensorOptions
            {
                Resizing = ImageResizing.Crop,
                PadColor = ImageColor.White,
                Channels = ImageChannels.Gray,
                Normalization = ChannelNormalization.ImageNet,
            })).Message);

    private static string DamageOf(MLContext ml, byte[] body)
        => Assert.ThrowsExactly<FormatException>(() => ImageTensorTransformer.Load(ml, new BinaryReader(new MemoryStream(body)))).Message;

    [TestMethod]
    public void A_saved_model_is_loaded_in_a_fresh_context_by_itself()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView input = Paths(ml, [TestImages.SaveNoise(folder.File("a.png"), 20, 15)]);
        using var file = new MemoryStream();
        ml.Model.Save(ml.Transforms.LoadImageTensor(Small).Fit(input), input.Schema, file);
        file.Position = 0;

        var fresh = new MLContext();
        ITransformer loaded = fresh.Model.Load(file, out DataViewSchema schema);

        Assert.IsNotNull(schema.GetColumnOrNull("ImagePath"));
        Pixels row = fresh.Data.CreateEnumerable<Pixels>(loaded.Transform(input), reuseRowObject: false).Single();
        CollectionAssert.AreEqual(Expected(20, 15, seed: 1), row.Features);
    }

    [TestMethod]
    public void The_estimator_promises_the_schema_that_the_transformer_gives()
    {
        var ml = new MLContext(seed: 1);
        IDataView input = Paths(ml, []);
        IEstimator<ITransformer> chain = new EstimatorChain<ITransformer>().Append(ml.Transforms.LoadImageTensor(Small));
        ITransformer transformer = chain.Fit(input);

        Assert.IsTrue(transformer.IsRowToRowMapper);
        CollectionAssert.AreEqual(
            new[] { "ImagePath", "Features" }, transformer.GetOutputSchema(input.Schema).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void A_missing_column_and_a_column_without_images_are_told()
    {
        var ml = new MLContext(seed: 1);
        IDataView input = Paths(ml, []);

        string missing = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Transforms.LoadImageTensor(Small with { InputColumnName = "Path" }).Fit(input)).Message;
        StringAssert.StartsWith(missing, "Could not find input column 'Path' for LoadImageTensor; the columns are: ImagePath.");

        IDataView numbers = ml.Data.LoadFromEnumerable(new[] { new Numbers() });
        string wrong = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Transforms.LoadImageTensor(Small with { InputColumnName = "Features" }).Fit(numbers)).Message;
        StringAssert.StartsWith(wrong, "The input column 'Features' of LoadImageTensor must be text (the path of an image), a vector of bytes (an encoded image) or an image (MLImage), got Vector<Single, 72>.");
    }

    [TestMethod]
    public void Wrong_options_are_refused_all_at_once()
        => Assert.AreEqual(
            "ImageTensorOptions.InputColumnName must be the name of a column, got . "
            + "ImageTensorOptions.Width must be from 1 to 16384, got 0. "
            + "ImageTensorOptions.Height must be from 1 to 16384, got 16385. "
            + "ImageTensorOptions.OutputType must be Byte or Single, got 7.",
            Assert.ThrowsExactly<ArgumentException>(() => new MLContext().Transforms.LoadImageTensor(
                new ImageTensorOptions { InputColumnName = "", Width = 0, Height = 16385, OutputType = (ImageTensorType)7 })).Message);

    [TestMethod]
    public void A_cursor_given_up_early_leaves_nothing_running()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        string[] paths = [.. Enumerable.Range(0, 60).Select(i => TestImages.SaveNoise(folder.File($"{i}.png"), seed: i))];
        IDataView view = Transform(ml, paths, Small);

        for (int rows = 0; rows < 40; rows += 7)
        {
            using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
            for (int i = 0; i < rows; i++)
            {
                Assert.IsTrue(cursor.MoveNext());
            }
        }
    }

    [TestMethod]
    [TestCategory(RealData.Category)]
    public void The_photographs_are_read_whole_and_in_order()
    {
        var ml = new MLContext(seed: 1);
        List<string> warnings = Warnings(ml);
        IDataView files = ml.Data.LoadImageFolder(RealData.Find("data/weather/test"));
        IDataView view = ml.Transforms.LoadImageTensor("Features", "ImagePath", 32, 32).Fit(files).Transform(files);

        string[] expected = [.. ml.Data.CreateEnumerable<PathOnly>(files, reuseRowObject: false).Select(row => row.ImagePath)];
        string[] paths = [.. ml.Data.CreateEnumerable<Pixels>(view, reuseRowObject: false).Select(row => row.ImagePath)];

        Assert.HasCount(281, paths);
        CollectionAssert.AreEqual(expected, paths);
        Assert.IsEmpty(warnings);
    }

    private static string[] TenWithThreeInvalid(TemporaryFolder folder)
    {
        string[] paths = [.. Enumerable.Range(0, 10).Select(i => TestImages.SaveNoise(folder.File($"{i}.png"), seed: i))];
        File.WriteAllText(paths[0], "this is no image at all, however long it is");
        File.WriteAllBytes(paths[4], []);
        File.Delete(paths[9]);
        return paths;
    }

    private static List<string> Warnings(MLContext ml)
    {
        List<string> warnings = [];
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
            {
                warnings.Add(message.RawMessage);
            }
        };
        return warnings;
    }

    private static byte[] Expected(int width, int height, int seed)
    {
        byte[] planes = new byte[3 * 6 * 4];
        var image = new ImageRows(TestImages.Noise(width, height, seed), width, height, 4 * width, isBlueFirst: true);
        Resampler.Resize(image, new ImageForm(6, 4), planes);
        return planes;
    }

    private static IDataView Paths(MLContext ml, string[] paths)
        => ml.Data.LoadFromEnumerable(paths.Select(path => new PathOnly { ImagePath = path }).ToArray());

    private static IDataView Transform(MLContext ml, string[] paths, ImageTensorOptions options)
    {
        IDataView input = Paths(ml, paths);
        return ml.Transforms.LoadImageTensor(options).Fit(input).Transform(input);
    }

    private sealed class PathOnly
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Pixels
    {
        public string ImagePath { get; set; } = "";

        [VectorType(3 * 4 * 6)]
        public byte[] Features { get; set; } = [];
    }

    private sealed class Numbers
    {
        [VectorType(3 * 4 * 6)]
        public float[] Features { get; set; } = [];
    }
}
