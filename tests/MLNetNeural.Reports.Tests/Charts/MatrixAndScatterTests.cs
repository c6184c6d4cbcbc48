using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Reports.Charts;

namespace MLNetNeural.Reports.Tests.Charts;

[TestClass]
public sealed class MatrixAndScatterTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)>\u0001";

    internal static readonly (ConfusionMatrix Matrix, IReadOnlyList<string>? Names) Evaluated = Evaluate();

    [TestMethod]
    public void Cells_have_counts_and_shares_of_their_rows()
    {
        var image = new SvgImage(ConfusionHeatMap.Draw(Evaluated.Matrix, ["Rain", Attack]));

        Assert.AreEqual("3,75 %,1,25 %,0,2,100 %", string.Join(',', image.Texts.Where(text => char.IsAsciiDigit(text[0]) && !text.Contains("right", StringComparison.Ordinal))));
        Assert.StartsWith("5 of 6 right (83.3 %)", image.Description);
        CollectionAssert.AreEqual(new[] { "0.75", "0.25", "0", null }, image.All("rect", "heat").Select(cell => cell.Attribute("fill-opacity")?.Value).ToArray());
        Assert.AreEqual("true Rain, predicted Rain: 3 (75 % of the row)", image.All("rect", "heat").First().Value);
        image.IsWithinItsFrame();
    }

    [TestMethod]
    public void Names_do_not_become_markup()
    {
        Chart[] charts =
        [
            ConfusionHeatMap.Draw(Evaluated.Matrix, ["Rain", Attack]),
            ScatterPlot.DataAndModel([(0, 1, 2)], Attack, Attack, Attack),
            ScatterPlot.PredictedAgainstTrue([(0, 1)], Attack),
        ];

        foreach (Chart chart in charts)
        {
            var image = new SvgImage(chart);
            Assert.DoesNotContain("<img", chart.Svg);
            Assert.DoesNotContain("</script", chart.Svg);
            Assert.AreEqual(0, image.All("img").Count() + image.All("script").Count());
        }

        Assert.Contains("</script><img src=x onerror=alert(1)>\uFFFD", new SvgImage(charts[1]).Texts);
    }

    [TestMethod]
    public void Classes_are_named_by_the_scored_data()
    {
        CollectionAssert.AreEqual(new[] { "0", "1" }, Evaluated.Names?.ToArray() ?? ["0", "1"]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => ConfusionHeatMap.Draw(Evaluated.Matrix, ["one"]));
        Assert.StartsWith("The matrix has 2 classes, got 1 names.", error.Message);
    }

    [TestMethod]
    public void A_scatter_has_a_dot_for_each_row_and_a_line_in_the_order_of_x()
    {
        var image = new SvgImage(ScatterPlot.DataAndModel([(3, 9, 8), (1, 1, 2), (2, 4, 4), (double.NaN, 1, 1), (2.5, double.NaN, 6)], "x", "y"));

        (double X, double Y)[] line = image.Lines("b").Single();
        Assert.HasCount(4, line);
        CollectionAssert.AreEqual(line.OrderBy(point => point.X).ToArray(), line);
        Assert.HasCount(3, image.All("path", "a").Single().Attribute("d")!.Value.Split('M', StringSplitOptions.RemoveEmptyEntries));
        image.IsWithinItsFrame();
    }

    [TestMethod]
    public void Predictions_lie_around_their_diagonal_and_very_many_are_thinned()
    {
        (double, double)[] points = [.. Enumerable.Range(0, 50_000).Select(i => ((double)i, i + 1.0))];

        Chart chart = ScatterPlot.PredictedAgainstTrue(points);

        Assert.HasCount(2, new SvgImage(chart).Lines("c").Single());
        Assert.IsLessThan(200_000, chart.Svg.Length);
    }

    [TestMethod]
    public void Nothing_to_draw_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ScatterPlot.DataAndModel([], "x", "y"));
        Assert.Throws<ArgumentNullException>(() => ScatterPlot.PredictedAgainstTrue(null!));
        new SvgImage(ScatterPlot.PredictedAgainstTrue([(double.NaN, double.PositiveInfinity)])).IsWithinItsFrame();
    }

    /// <summary>Four rows of class 0, of which one is taken for class 1, and two of class 1.</summary>
    private static (ConfusionMatrix, IReadOnlyList<string>?) Evaluate()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(new (int Label, int Predicted)[] { (0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 1) }
            .Select(row => new Row { Label = (uint)row.Label, PredictedLabel = (uint)row.Predicted, Score = row.Predicted == 0 ? [0.9f, 0.1f] : [0.1f, 0.9f] }));
        return (ml.MulticlassClassification.Evaluate(data).ConfusionMatrix, ClassNames.Of(data));
    }

    private sealed class Row
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [KeyType(2)]
        public uint PredictedLabel { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }
}
