using System.Text.Json;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLNet.Embedded.Tests.Support;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace MLNet.Embedded.Tests.ImageAnalytics;

/// <summary>The recorded layouts, of a picture of 3 by 2 pixels.</summary>
[TestClass]
public class ExtractPixelsTests
{
    private const string File = "image-pixels";

    private static readonly MLContext Context = new(seed: 1);

    private static readonly Dictionary<string, (MLPixelFormat Format, Func<TransformsCatalog, IEstimator<ITransformer>> Step)> Layouts = new()
    {
        ["ExtractPixels default, Bgra32"] = (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I")),
        ["ExtractPixels default, Rgba32"] = (MLPixelFormat.Rgba32, t => t.ExtractPixels("P", "I")),
        ["ExtractPixels interleaved"] = (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I", interleavePixelColors: true)),
        ["ExtractPixels offset 100 scale 0.5"] = (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I", offsetImage: 100, scaleImage: .5f)),
        ["ExtractPixels bytes"] = (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I", outputAsFloatArray: false)),
        ["ExtractPixels all colours"] = (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I", ColorBits.All)),
        ["ExtractPixels red only"] = (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I", ColorBits.Red)),
        ["ExtractPixels order ARGB interleaved"] = Ordered(ColorsOrder.ARGB),
        ["ExtractPixels order ARBG interleaved"] = Ordered(ColorsOrder.ARBG),
        ["ExtractPixels order ABRG interleaved"] = Ordered(ColorsOrder.ABRG),
        ["ExtractPixels order ABGR interleaved"] = Ordered(ColorsOrder.ABGR),
        ["ExtractPixels order AGRB interleaved"] = Ordered(ColorsOrder.AGRB),
        ["ExtractPixels order AGBR interleaved"] = Ordered(ColorsOrder.AGBR),
    };

    private static readonly string[] Others =
    [
        "column types", "ExtractPixels of null image", "ExtractPixels of an image column of unknown size",
        // In MLImageTests.
        "MLImage.CreateFromPixels", "MLImage.CreateFromPixels Rgba32", "wrong buffer size", "use after Dispose",
    ];

    // No pipeline of this library makes pictures of numbers.
    private static readonly string[] LeftOut = ["ConvertToImage then ExtractPixels"];

    public static IEnumerable<object[]> LayoutNames => Layouts.Keys.Select(name => new object[] { name });

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_case_is_run_or_left_out_by_name()
        => Golden.EveryCaseIsNamed(File, Layouts.Keys.Concat(Others), LeftOut);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(LayoutNames))]
    public void Colours_lie_where_ML_NET_puts_them(string name)
    {
        (MLPixelFormat format, Func<TransformsCatalog, IEstimator<ITransformer>> step) = Layouts[name];
        ITransformer model = step(Context.Transforms).Fit(Picture(format));

        foreach (ITransformer same in new[] { model, Models.SaveAndLoad(model, Context.Data.LoadFromEnumerable(Array.Empty<Number>()).Schema) })
            Columns.AreEqual(Golden.Case(File, name).GetProperty("result"), same.Transform(Picture(format)), "P");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void No_picture_gives_a_vector_of_zeros()
    {
        IDataView data = Context.Data.LoadFromEnumerable(new[] { new Example() });

        Columns.AreEqual(
            Golden.Case(File, "ExtractPixels of null image").GetProperty("result"), Context.Transforms.ExtractPixels("P", "I").Fit(data).Transform(data), "P");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Members_of_classes_become_columns_of_pictures_of_known_size()
    {
        JsonElement recorded = Golden.Case(File, "column types").GetProperty("result");

        Assert.AreEqual(recorded.GetProperty("ImageType(2,3)").GetString(), Context.Data.LoadFromEnumerable(new Example[1]).Schema["I"].Type.ToString());
        Golden.Throws(recorded.GetProperty("ImageType() without a size"), () => Context.Data.LoadFromEnumerable(new Sizeless[1]));
        Golden.Throws(recorded.GetProperty("no attribute"), () => Context.Data.LoadFromEnumerable(new Unmarked[1]));
        Golden.Throws(Golden.Case(File, "ExtractPixels of an image column of unknown size"), () => Context.Data.LoadFromEnumerable(new Sizeless[1]));
    }

    [TestMethod]
    public void Pictures_of_unknown_size_are_refused()
    {
        ColumnsView paths = new ColumnsView().AddText("Path", "a.png");
        IEstimator<ITransformer> pipeline = Context.Transforms.LoadImages("I", "", "Path").Append(Context.Transforms.ExtractPixels("P", "I"));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => pipeline.Fit(paths));

        Assert.Contains("expected known-size image, got unknown-size image", error.Message);
    }

    [TestMethod]
    public void Pictures_of_another_size_than_their_column_says_are_refused()
    {
        using MLImage wide = MLImage.CreateFromPixels(4, 2, MLPixelFormat.Bgra32, new byte[32]);
        IDataView data = Context.Data.LoadFromEnumerable(new[] { new Example { I = wide } });
        IDataView pixels = Context.Transforms.ExtractPixels("P", "I").Fit(data).Transform(data);

        Assert.ThrowsExactly<InvalidOperationException>(() => Columns.Read(pixels, "P"));
    }

    [TestMethod]
    public void A_prediction_engine_takes_pictures()
    {
        using MLImage image = MLImage.CreateFromPixels(3, 2, MLPixelFormat.Bgra32, Bytes());
        ITransformer model = Context.Transforms.ExtractPixels("P", "I", ColorBits.Red).Fit(Context.Data.LoadFromEnumerable(Array.Empty<Example>()));

        using PredictionEngine<Example, Pixels> engine = Context.Model.CreatePredictionEngine<Example, Pixels>(model);

        CollectionAssert.AreEqual(new float[] { 100, 101, 102, 103, 104, 105 }, engine.Predict(new() { I = image }).P);
        CollectionAssert.AreEqual(new float[6], engine.Predict(new()).P);
    }

    [TestMethod]
    public void At_least_one_colour_a_finite_offset_and_a_scale_are_needed()
    {
        TransformsCatalog transforms = Context.Transforms;

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ExtractPixels("P", "I", 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ExtractPixels("P", "I", offsetImage: float.NaN));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ExtractPixels("P", "I", scaleImage: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ExtractPixels("P", "T").Fit(new ColumnsView().AddText("T", "")));
    }

    [TestMethod]
    public void The_shape_promised_is_the_schema_given()
    {
        IDataView data = Picture(MLPixelFormat.Bgra32);
        IEstimator<ITransformer> pipeline = Context.Transforms.ExtractPixels("P", "I")
            .Append(Context.Transforms.ExtractPixels("B", "I", outputAsFloatArray: false));

        SchemaShapes.AreEqual(pipeline, data);
    }

    private static (MLPixelFormat, Func<TransformsCatalog, IEstimator<ITransformer>>) Ordered(ColorsOrder order)
        => (MLPixelFormat.Bgra32, t => t.ExtractPixels("P", "I", ColorBits.All, order, interleavePixelColors: true));

    private static IDataView Picture(MLPixelFormat format)
        => Context.Data.LoadFromEnumerable(new[] { new Example { I = MLImage.CreateFromPixels(3, 2, format, Bytes()) } });

    private static byte[] Bytes()
        => [.. GoldenFile.Read(File + ".json").EnumerateObject().First(p => p.Name.StartsWith("pixels", StringComparison.Ordinal)).Value.EnumerateArray().Select(e => e.GetByte())];

#pragma warning disable CS0649
    private sealed class Example
    {
        [ImageType(2, 3)]
        public MLImage? I;
    }

    private sealed class Sizeless
    {
        [ImageType]
        public MLImage? I;
    }

    private sealed class Unmarked
    {
        public MLImage? I;
    }

    private sealed class Number
    {
        public float X;
    }

    private sealed class Pixels
    {
        public float[]? P;
    }
#pragma warning restore CS0649
}
