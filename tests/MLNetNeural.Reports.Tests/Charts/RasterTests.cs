using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Reports.Charts.Canvas;
using MLNetNeural.Reports.Charts.Raster;
using MLNetNeural.Reports.Images;
using MLNetNeural.Reports.Tests.Html;
using MLNetNeural.Tests;

namespace MLNetNeural.Reports.Tests.Charts;

[TestClass]
public sealed class RasterTests
{
    private const int Paper = 255;

    [TestMethod]
    public void A_name_decides_whether_a_chart_is_saved_as_PNG_or_as_SVG()
    {
        using var folder = new TemporaryFolder();
        Chart chart = LearningCurves.Draw(SampleReport.History(8));

        chart.Save(folder.File("a.PNG"));
        chart.Save(folder.File("a.svg"));

        byte[] png = File.ReadAllBytes(folder.File("a.PNG"));
        CollectionAssert.AreEqual(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, png[..8]);
        Assert.AreEqual(2 * 880, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.AreEqual(chart.Svg, File.ReadAllText(folder.File("a.svg")));
    }

    [TestMethod]
    public void The_pixels_of_a_PNG_file_are_those_of_the_image()
    {
        RgbImage image = ConfusionHeatMap.Draw(MatrixAndScatterTests.Evaluated.Matrix).ToImage(scale: 1);

        byte[] rows = Unpack(image.ToPng());

        byte[] pixels = new byte[image.Pixels.Length];
        int stride = 3 * image.Width;
        for (int y = 0; y < image.Height; y++)
        {
            Assert.AreEqual(2, rows[y * (stride + 1)]); // each row is the difference to the one above
            for (int x = 0; x < stride; x++) pixels[(y * stride) + x] = (byte)(rows[(y * (stride + 1)) + 1 + x] + (y == 0 ? 0 : pixels[((y - 1) * stride) + x]));
        }

        CollectionAssert.AreEqual(image.Pixels.ToArray(), pixels);
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(3.0)]
    public void A_rectangle_covers_its_pixels_and_shares_of_those_it_cuts(double scale)
    {
        var drawing = new ChartDrawing(8, 8, "", "");
        drawing.Rectangle(2, 2, 3.5, 4, "c");

        RgbImage image = RasterCanvas.Draw(drawing, scale, isDark: false);

        Assert.AreEqual(8 * (int)scale, image.Width);
        byte full = Red(image, (int)(3 * scale), (int)(3 * scale));
        Assert.AreEqual(0x0F, full);
        Assert.AreEqual(Paper, Red(image, (int)(1.5 * scale), (int)(3 * scale)));
        if (scale == 1) Assert.AreEqual((Paper + full) / 2.0, Red(image, 5, 3), 1);
    }

    [TestMethod]
    public void The_area_of_a_disc_is_that_of_a_circle_wherever_it_lies()
    {
        for (int i = 0; i < 20; i++)
        {
            double area = 0;
            new Coverage(Shape.Circle(20 + (i * 0.13), 21 - (i * 0.07), 9.3), 64, 64).ForEach((_, _, share) => area += share);

            Assert.AreEqual(Math.PI * 9.3 * 9.3, area, 5);
        }
    }

    [TestMethod]
    public void What_lies_outside_is_cut_off()
    {
        double area = 0;
        var shape = new Shape();
        shape.AddRectangle(-5, -5, 2.5, 100);
        new Coverage(shape, 10, 10).ForEach((x, y, share) => area += share);

        Assert.AreEqual(25, area, 0.01);
    }

    [TestMethod]
    public void A_hole_of_a_letter_stays_open()
    {
        var drawing = new ChartDrawing(200, 200, "", "");
        drawing.Text(2, 16, "O", "title");

        RgbImage image = RasterCanvas.Draw(drawing, 8, isDark: false);

        // The middle of the O, and its left side: 16 pixels high, about 12 wide.
        double width = TextOutlines.Measure("O", 16, isBold: true);
        Assert.AreEqual(Paper, Red(image, (int)(8 * (2 + (width / 2))), 8 * 10));
        Assert.IsTrue(Enumerable.Range(0, (int)(8 * width / 2)).Any(x => Red(image, (8 * 2) + x, 8 * 10) == 0x11));
    }

    [TestMethod]
    public void Letters_of_many_languages_have_shapes_and_others_a_box()
    {
        foreach (string letter in new[] { "A", "é", "Ł", "Ω", "Ж", "−", "…", "雨" })
        {
            var shape = new Shape();
            TextOutlines.Add(shape, letter, 12, isBold: true, (x, y) => (x, y));

            Assert.IsNotEmpty(shape.Outlines, letter);
            Assert.IsTrue(TextOutlines.Measure(letter, 12, isBold: true) is > 2 and < 14, letter);
        }
    }

    [TestMethod]
    public void Text_ends_where_its_anchor_says()
    {
        var drawing = new ChartDrawing(100, 40, "", "");
        drawing.Text(90, 20, "right", anchor: "end");

        RgbImage image = RasterCanvas.Draw(drawing, 1, isDark: false);

        int[] inked = [.. Enumerable.Range(0, 100).Where(x => Enumerable.Range(0, 40).Any(y => Red(image, x, y) < 200))];
        Assert.IsLessThanOrEqualTo(90, inked.Max());
        Assert.AreEqual(90, inked.Max(), 2);
        Assert.AreEqual(90 - TextOutlines.Measure("right", 12, isBold: false), inked.Min(), 2);
    }

    [TestMethod]
    public void Images_are_drawn_pixel_by_pixel_with_their_captions()
    {
        var red = new RgbImage(1, 1, [200, 0, 0]);
        var blue = new RgbImage(1, 1, [0, 0, 200]);

        Chart chart = ImageChart.Draw([(red, "red"), (blue, "</script>")], "Two", columns: 2);

        RgbImage image = chart.ToImage(scale: 1);
        Assert.AreEqual(200, Red(image, 24 + 32, 56 + 32));
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
        string folder = Path.Combine(Repository.Root, "src", "MLNetNeural.Reports", "Charts", "Raster", "Fonts");
        using JsonDocument package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        JsonProperty[] files = [.. package.RootElement.GetProperty("sha256").EnumerateObject()];

        Assert.HasCount(Directory.GetFiles(folder, "*.woff").Length, files);
        foreach (JsonProperty file in files)
        {
            Assert.AreEqual(file.Value.GetString(), Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name)))), file.Name);
        }
    }

    private static byte Red(RgbImage image, int x, int y) => image.Pixels.Span[3 * ((y * image.Width) + x)];

    private static byte[] Unpack(byte[] png)
    {
        using var data = new MemoryStream();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT") data.Write(png, at + 8, length);
            at += 12 + length;
        }

        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        return rows.ToArray();
    }
}
