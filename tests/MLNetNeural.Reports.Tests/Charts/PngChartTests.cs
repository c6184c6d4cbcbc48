using System.Security.Cryptography;
using System.Text.Json;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Reports.Charts.Canvas;
using MLNetNeural.Reports.Images;
using MLNetNeural.Reports.Tests.Html;
using MLNetNeural.Tests;
using SkiaSharp;

namespace MLNetNeural.Reports.Tests.Charts;

/// <summary>Charts in pixels, as a user sees them.</summary>
[TestClass]
public sealed class PngChartTests
{
    private const int Paper = 255;

    [TestMethod]
    public void A_name_decides_whether_a_chart_is_saved_as_PNG_or_as_SVG()
    {
        using var folder = new TemporaryFolder();
        Chart chart = LearningCurves.Draw(SampleReport.History(8));

        chart.Save(folder.File("a.PNG"));
        chart.Save(folder.File("a.svg"));

        using SKBitmap png = SKBitmap.Decode(folder.File("a.PNG"));
        Assert.AreEqual((2 * 880, 2 * 486), (png.Width, png.Height));
        Assert.AreEqual(chart.Svg, File.ReadAllText(folder.File("a.svg")));
    }

    [TestMethod]
    public void The_same_chart_is_the_same_bytes()
    {
        static byte[] Draw(bool isDark) => ConfusionHeatMap.Draw(MatrixAndScatterTests.Evaluated.Matrix, ["größe", "雨天 ☔"]).ToPng(isDark: isDark);

        foreach (bool isDark in new[] { false, true }) CollectionAssert.AreEqual(Draw(isDark), Draw(isDark));
    }

    [TestMethod]
    [DataRow(0.25)]
    [DataRow(1.0)]
    [DataRow(8.0)]
    public void A_chart_has_the_size_that_its_scale_says(double scale)
    {
        RgbImage image = ScatterPlot.PredictedAgainstTrue([(1, 1), (2, 3)]).ToImage(scale);

        Assert.AreEqual(((int)(720 * scale), (int)(480 * scale)), (image.Width, image.Height));
        Assert.AreNotEqual(Paper, image.Pixels.ToArray().Min(), "something is drawn");
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(3.0)]
    public void A_rectangle_covers_its_pixels_and_shares_of_those_it_cuts(double scale)
    {
        RgbImage image = Draw(drawing => drawing.Rectangle(2, 2, 3.5, 4, "c"), 8, 8, scale);

        byte full = Red(image, (int)(3 * scale), (int)(3 * scale));
        Assert.AreEqual(0x0F, full);
        Assert.AreEqual(Paper, Red(image, (int)(1.5 * scale), (int)(3 * scale)));
        if (scale == 1) Assert.AreEqual((Paper + full) / 2.0, Red(image, 5, 3), 1);
    }

    [TestMethod]
    public void Lines_circles_and_dots_have_their_colors_where_they_lie()
    {
        RgbImage image = Draw(
            drawing =>
            {
                drawing.Polyline([(5, 10), (35, 10)], "a");
                drawing.Polyline([(50, 10)], "b");
                drawing.Circle(70, 10, 6, "fb ring");
                drawing.Dots([(90, 10), (91, 10)], 4, "a", 0.5);
                drawing.Line(5, 30, 95, 30, "mark");
            },
            100,
            40,
            scale: 1);

        Assert.AreEqual((0x25, 0xC2, 0xC2), (Red(image, 20, 9), Red(image, 50, 10), Red(image, 70, 10)));
        Assert.AreEqual((Paper + 0x25) / 2.0, Red(image, 90, 10), 1, "dots that overlap are not darker");
        int[] dashes = [.. Enumerable.Range(5, 90).Select(x => (int)Red(image, x, 30))];
        Assert.IsTrue(dashes.Contains(Paper) && dashes.Any(red => red < 220));
    }

    [TestMethod]
    public void Values_that_are_not_finite_and_a_single_epoch_give_an_image()
    {
        TrainingHistory strange = new([.. SampleReport.History(5).Epochs.Select(epoch => epoch with { TrainingLoss = double.NaN, ValidationLoss = double.PositiveInfinity })]);

        foreach (Chart chart in new[] { LearningCurves.Draw(strange), LearningCurves.Draw(SampleReport.History(1)), ScatterPlot.PredictedAgainstTrue([(double.NaN, 1)]) })
        {
            Assert.IsLessThan(0x40, chart.ToImage(1).Pixels.ToArray().Min(), "the title is there");
        }
    }

    [TestMethod]
    [DataRow("A")]
    [DataRow("é")]
    [DataRow("Ł")]
    [DataRow("Ω")]
    [DataRow("Ж")]
    [DataRow("−")]
    [DataRow("雨")]
    [DataRow("م")]
    [DataRow("☔")]
    [DataRow("👨")]
    [DataRow("\u0001")]
    [DataRow("\ud800")]
    [DataRow("\U0010FFFD")]
    public void A_character_of_any_language_is_seen_as_itself_or_as_a_box(string character)
    {
        foreach (string style in new[] { "title", "small" })
        {
            RgbImage image = Draw(drawing => drawing.Text(10, 25, character, style), 40, 40, scale: 4);

            Assert.IsLessThan(0xC0, image.Pixels.ToArray().Min());
        }
    }

    [TestMethod]
    public void A_character_that_no_font_has_is_an_empty_box()
    {
        static RgbImage Show(string text) => Draw(drawing => drawing.Text(10, 25, text), 40, 40, scale: 4);

        foreach (string missing in new[] { "\u0001", "\uFDD0" }) CollectionAssert.AreEqual(Show("□").Pixels.ToArray(), Show(missing).Pixels.ToArray());
    }

    [TestMethod]
    public void What_joins_characters_is_not_seen()
    {
        foreach (string nothing in new[] { "", "\u200D", "\uFE0F", " " })
        {
            Assert.AreEqual(Paper, Draw(drawing => drawing.Text(10, 25, nothing), 40, 40, scale: 4).Pixels.ToArray().Min());
        }
    }

    [TestMethod]
    public void A_hole_of_a_letter_stays_open()
    {
        RgbImage image = Draw(drawing => drawing.Text(50, 16, "O", "title", "middle"), 100, 20, scale: 8);

        Assert.AreEqual(Paper, Red(image, 8 * 50, 8 * 10));
        Assert.AreEqual(0x11, Enumerable.Range(8 * 40, 8 * 10).Min(x => Red(image, x, 8 * 10)));
    }

    [TestMethod]
    [DataRow("start", 0.0, 90, 0)]
    [DataRow("end", 0.0, 90, -1)]
    [DataRow("middle", 0.0, 90, -0.5)]
    [DataRow("end", -90.0, 90, -1)]
    public void Text_begins_or_ends_where_its_anchor_says(string anchor, double rotate, int place, double before)
    {
        RgbImage image = Draw(drawing => drawing.Text(place, place, "right", "", anchor, rotate), 180, 180, scale: 1);

        bool isTurned = rotate != 0;
        int[] inked = [.. Enumerable.Range(0, 180).Where(i => Enumerable.Range(0, 180).Any(j => (isTurned ? Red(image, j, i) : Red(image, i, j)) < 200))];
        (SKTextBlob? shape, float width) = ChartFont.Lay("right", 12, isBold: false);
        shape!.Dispose();
        (double first, double last) = isTurned ? (place, place + width) : (place + (before * width), place + ((1 + before) * width));
        Assert.AreEqual(first, inked.Min(), 2);
        Assert.AreEqual(last, inked.Max(), 2);
    }

    [TestMethod]
    public void Images_are_drawn_pixel_by_pixel_with_their_captions()
    {
        var red = new RgbImage(1, 1, [200, 0, 0]);
        var blue = new RgbImage(1, 1, [0, 0, 200]);

        Chart chart = ImageChart.Draw([(red, "red"), (blue, "</script>")], "Two", columns: 2);

        RgbImage image = chart.ToImage(scale: 1);
        Assert.AreEqual((200, 200, Paper), (Red(image, 24, 56), Red(image, 24 + 63, 56 + 63), Red(image, 24 + 64, 56 + 32)));
        Assert.AreEqual(0, Red(image, 24 + 64 + 12 + 32, 56 + 32));
        var svg = new SvgImage(chart);
        svg.IsWithinItsFrame();
        Assert.AreEqual(2, svg.All("image").Count());
        CollectionAssert.Contains(svg.Texts, "</script>");
    }

    [TestMethod]
    public void A_dark_chart_is_dark_and_a_scale_out_of_range_is_refused()
    {
        Chart chart = ScatterPlot.PredictedAgainstTrue([(1, 1), (2, 3)]);

        Assert.AreEqual(0x0F, Red(chart.ToImage(1, isDark: true), 0, 0));
        Assert.AreEqual(Paper, Red(chart.ToImage(1), 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => chart.ToPng(scale: 0.1));
        Assert.Throws<ArgumentException>(() => ImageChart.Draw([], "None"));
    }

    [TestMethod]
    public void The_fonts_are_the_pinned_ones()
    {
        string folder = Path.Combine(Repository.Root, "src", "MLNetNeural.Reports", "Charts", "Fonts");
        using JsonDocument package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        JsonProperty[] files = [.. package.RootElement.GetProperty("sha256").EnumerateObject()];

        Assert.HasCount(Directory.GetFiles(folder, "*.ttf").Length, files);
        foreach (JsonProperty file in files)
        {
            Assert.AreEqual(file.Value.GetString(), Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name)))), file.Name);
        }
    }

    private static RgbImage Draw(Action<IChartCanvas> draw, double width, double height, double scale)
    {
        var drawing = new ChartDrawing(width, height, "", "");
        draw(drawing);
        return SkiaCanvas.Draw(drawing, scale, isDark: false);
    }

    private static byte Red(RgbImage image, int x, int y) => image.Pixels.Span[3 * ((y * image.Width) + x)];
}
