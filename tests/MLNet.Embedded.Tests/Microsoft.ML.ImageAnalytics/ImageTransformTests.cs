using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLNet.Embedded.Tests.Support;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace MLNet.Embedded.Tests.ImageAnalytics;

/// <summary>Loading, resizing and taking colour out.</summary>
[TestClass]
public class ImageTransformTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void Pictures_are_loaded_from_a_folder_resized_and_made_vectors()
    {
        using TemporaryFolder folder = new();
        foreach (int i in new[] { 1, 2 })
        {
            using MLImage image = MLImage.CreateFromPixels(i, 2, MLPixelFormat.Bgra32, Enumerable.Repeat((byte[])[10, 20, 30, 255], 2 * i).SelectMany(p => p).ToArray());
            image.Save(folder[$"{i}.png"]);
        }
        ColumnsView paths = new ColumnsView().AddText("Path", "1.png", "2.png", "");
        IEstimator<ITransformer> pipeline = Context.Transforms.LoadImages("Image", Path.GetDirectoryName(folder["1.png"])!, "Path")
            .Append(Context.Transforms.ResizeImages("Small", 3, 2, "Image", ResizingKind.Fill))
            .Append(Context.Transforms.ConvertToGrayscale("Gray", "Small"))
            .Append(Context.Transforms.ExtractPixels("Pixels", "Gray", ImagePixelExtractingEstimator.ColorBits.Green));
        ITransformer model = pipeline.Fit(paths);

        foreach (ITransformer same in new[] { model, Models.SaveAndLoad(model, paths.Schema) })
        {
            IDataView result = same.Transform(paths);

            Assert.AreEqual("Image Image<2, 3> Image<2, 3> Vector<Single, 1, 2, 3>", string.Join(' ', result.Schema.Skip(1).Select(column => column.Type)));
            float[][] pixels = Array.ConvertAll(Columns.Read<VBuffer<float>>(result, "Pixels"), vector => vector.DenseValues().ToArray());
            // .3 · 30 + .59 · 20 + .11 · 10 = 21.9
            CollectionAssert.AreEqual(Enumerable.Repeat(22f, 6).ToArray(), pixels[0]);
            CollectionAssert.AreEqual(pixels[0], pixels[1]);
            CollectionAssert.AreEqual(new float[6], pixels[2]);
            Assert.AreEqual(folder["2.png"], ((MLImage)Columns.Read(result, "Gray")[1]).Tag);
        }
        SchemaShapes.AreEqual(pipeline, paths);
    }

    [TestMethod]
    [TestCategory("DecodesPictures")]
    public void A_missing_picture_is_an_error_when_it_is_read()
    {
        ColumnsView paths = new ColumnsView().AddText("Path", "none.png");
        IDataView images = Context.Transforms.LoadImages("Image", null!, "Path").Fit(paths).Transform(paths);

        var error = Assert.ThrowsExactly<ArgumentException>(() => Columns.Read(images, "Image"));

        Assert.Contains("none.png", error.Message);
    }

    [TestMethod]
    public void A_missing_folder_is_an_error_at_once()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Context.Transforms.LoadImages("Image", "/no/such/folder", "Path"));

        Assert.Contains("/no/such/folder", error.Message);
    }

    // The red of the pixels of a line of the target, made of a line of reds.
    [TestMethod]
    [TestCategory("DecodesPictures")]
    [DataRow(ResizingKind.Fill, Anchor.Center, "10 20 30 40", 2, "20 40", DisplayName = "nearest, smaller")]
    [DataRow(ResizingKind.Fill, Anchor.Center, "10 40", 4, "10 10 40 40", DisplayName = "nearest, larger")]
    [DataRow(ResizingKind.IsoCrop, Anchor.Left, "10 20 30 40", 2, "10 20", DisplayName = "left")]
    [DataRow(ResizingKind.IsoCrop, Anchor.Right, "10 20 30 40", 2, "30 40", DisplayName = "right")]
    [DataRow(ResizingKind.IsoCrop, Anchor.Center, "10 20 30 40", 2, "20 30", DisplayName = "centre")]
    [DataRow(ResizingKind.IsoCrop, Anchor.Top, "10 20 30 40", 2, "20 30", DisplayName = "a side of the other direction")]
    [DataRow(ResizingKind.IsoPad, Anchor.Center, "10 20", 4, "0 10 20 0", DisplayName = "padding on both sides")]
    [DataRow(ResizingKind.IsoPad, Anchor.Left, "10 20", 5, "0 10 20 0 0", DisplayName = "an odd number of pixels")]
    public void Lines_of_one_pixel_height_are_stretched_cropped_or_padded(ResizingKind kind, Anchor anchor, string line, int width, string expected)
    {
        byte[] reds = [.. line.Split(' ').Select(byte.Parse)];

        Assert.AreEqual(expected, Resized(reds.Length, 1, reds, width, 1, kind, anchor), "along rows");
        Anchor turned = anchor switch { Anchor.Left => Anchor.Top, Anchor.Right => Anchor.Bottom, Anchor.Top => Anchor.Left, _ => anchor };
        Assert.AreEqual(expected, Resized(1, reds.Length, reds, 1, width, kind, turned), "along columns");
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void Padding_and_cropping_smooth_what_they_shrink_and_what_they_enlarge()
    {
        // Triangles of two target pixels: (3·10 + 3·20 + 30) / 7 = 17.1 and (20 + 3·30 + 3·40) / 7 = 32.9.
        Assert.AreEqual("17 33 0 0", Resized(4, 2, [10, 20, 30, 40, 10, 20, 30, 40], 2, 2, ResizingKind.IsoPad, Anchor.Center));
        Assert.AreEqual("10 15 25 30 10 15 25 30", Resized(2, 1, [10, 30], 4, 2, ResizingKind.IsoCrop, Anchor.Center));
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void Padding_is_transparent_and_what_was_transparent_becomes_black()
    {
        using MLImage image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [100, 200, 50, 51]);

        using MLImage padded = Apply(image, t => t.ResizeImages("O", 3, 1, "I", ResizingKind.IsoPad));
        using MLImage gray = Apply(image, t => t.ConvertToGrayscale("O", "I"));

        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, 0, 10, 40, 20, 255, 0, 0, 0, 0 }, padded.Pixels.ToArray());
        Assert.AreEqual(MLPixelFormat.Bgra32, padded.PixelFormat);
        CollectionAssert.AreEqual(new byte[] { 31, 31, 31, 255 }, gray.Pixels.ToArray());
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_picture_of_the_right_size_is_copied_with_its_transparency_and_the_users_own_stays_alive()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        using MLImage image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, pixels);

        foreach (ResizingKind kind in Enum.GetValues<ResizingKind>())
        {
            using MLImage copy = Apply(image, t => t.ResizeImages("O", 2, 1, "I", kind));
            CollectionAssert.AreEqual(pixels, copy.Pixels.ToArray());
            Assert.AreNotSame(image, copy);
        }
        CollectionAssert.AreEqual(pixels, image.Pixels.ToArray());
    }

    [TestMethod]
    [DataRow(0, 1, ResizingKind.Fill)]
    [DataRow(1, -1, ResizingKind.Fill)]
    [DataRow(1, 1, (ResizingKind)9)]
    public void A_size_is_positive_and_a_kind_one_of_three(int width, int height, ResizingKind kind)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Transforms.ResizeImages("O", width, height, "I", kind));

    [TestMethod]
    public void Only_pictures_are_resized_or_made_grey_and_only_text_names_files()
    {
        ColumnsView data = new ColumnsView().AddSingles("X", 1);
        foreach (IEstimator<ITransformer> step in new IEstimator<ITransformer>[]
        {
            Context.Transforms.ResizeImages("O", 1, 1, "X"), Context.Transforms.ConvertToGrayscale("O", "X"), Context.Transforms.LoadImages("O", "", "X"),
        })
        {
            Assert.Contains("'X'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => step.Fit(data)).Message);
            Assert.Contains("'X'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>().Append(step).Fit(data)).Message);
        }
    }

    private static string Resized(int width, int height, byte[] reds, int newWidth, int newHeight, ResizingKind kind, Anchor anchor)
    {
        using MLImage image = MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, reds.SelectMany(red => new byte[] { 0, 0, red, 255 }).ToArray());
        using MLImage resized = Apply(image, t => t.ResizeImages("O", newWidth, newHeight, "I", kind, anchor));
        Assert.AreEqual((newWidth, newHeight), (resized.Width, resized.Height));
        byte[] pixels = resized.Pixels.ToArray();
        return string.Join(' ', Enumerable.Range(0, newWidth * newHeight).Select(i => pixels[(4 * i) + 2]));
    }

    private static MLImage Apply(MLImage image, Func<TransformsCatalog, IEstimator<ITransformer>> step)
    {
        IDataView data = new ColumnsView().AddImage("I", image);
        return (MLImage)Columns.Read(step(Context.Transforms).Fit(data).Transform(data), "O").Single();
    }
}
