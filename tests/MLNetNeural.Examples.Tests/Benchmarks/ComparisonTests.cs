using MLNetNeural.Benchmarks.Compare;

namespace MLNetNeural.Examples.Tests.Benchmarks;

[TestClass]
public sealed class ComparisonTests
{
    [TestMethod]
    [DataRow(new[] { 3.0 }, 3, 0)]
    [DataRow(new[] { 5.0, 1, 3 }, 3, 4.0 / 3)]
    [DataRow(new[] { 4.0, 1, 3, 2 }, 2.5, 1.2)]
    public void The_median_lies_in_the_middle_and_the_spread_is_a_share_of_it(double[] values, double median, double spread)
    {
        Series series = new(values);

        Assert.AreEqual(median, series.Median, 1e-12);
        Assert.AreEqual(spread, series.Spread, 1e-12);
    }

    [TestMethod]
    public void A_series_without_a_figure_is_an_error()
        => Assert.StartsWith("There must be at least one figure.", Assert.ThrowsExactly<ArgumentException>(() => new Series([])).Message);

    [TestMethod]
    [DataRow(0.5, true)]
    [DataRow(0.49, true)]
    [DataRow(0.51, false)]
    public void A_goal_of_times_compares_the_medians(double ours, bool isMet)
    {
        Row row = new("step", Unit.Seconds, new Series([ours]), Goal.AtLeastTimes(4)) { Other = new Series([1.9, 2, 5]) };

        Assert.AreEqual(2 / ours, row.Ratio!.Value, 1e-12);
        Assert.AreEqual(isMet, row.IsMet);
    }

    [TestMethod]
    public void Without_a_peer_a_goal_of_times_is_open_and_one_of_a_limit_is_not()
    {
        Series ours = new([21e-6]);

        Assert.IsNull(new Row("step", Unit.Seconds, ours, Goal.AtLeastTimes(4)).IsMet);
        Assert.IsFalse(new Row("row", Unit.Seconds, ours, Goal.AtMost(20e-6, Unit.Seconds)).IsMet);
        Assert.IsTrue(new Row("row", Unit.Seconds, ours, Goal.AtMost(21e-6, Unit.Seconds)).IsMet);
    }

    [TestMethod]
    [DataRow(12.34, nameof(Unit.Seconds), "12.3 s")]
    [DataRow(0.0999, nameof(Unit.Seconds), "99.9 ms")]
    [DataRow(1.5e-6, nameof(Unit.Seconds), "1.50 µs")]
    [DataRow(3e-10, nameof(Unit.Seconds), "0.30 ns")]
    [DataRow(0.0, nameof(Unit.Bytes), "0 B")]
    [DataRow(642e6, nameof(Unit.Bytes), "612 MiB")]
    [DataRow(2.204, nameof(Unit.Times), "2.20×")]
    public void Figures_have_three_digits_and_a_fitting_unit(double value, string unit, string expected)
        => Assert.AreEqual(expected, Figure.Format(value, Enum.Parse<Unit>(unit)));

    [TestMethod]
    public void The_table_has_a_line_a_row_and_dashes_for_what_is_not_there()
    {
        Row compared = new("a|b", Unit.Seconds, new Series([0.01, 0.011, 0.012]), Goal.AtLeastTimes(4))
        {
            Other = new Series([0.05, 0.055, 0.06]),
            OtherName = "PyTorch",
            Note = "noisy",
        };
        Row alone = new("memory", Unit.Bytes, new Series([1024]), null);

        string[] lines = RowTable.Markdown([compared, alone]).TrimEnd().Split('\n');

        Assert.HasCount(4, lines);
        Assert.AreEqual(@"| a\|b | 11.0 ms | 55.0 ms | 5.00× | ≥ 4× | yes | 18 % / 18 % | PyTorch; noisy |", lines[2]);
        Assert.AreEqual("| memory | 1.00 KiB | – | – | – | – | – / – |  |", lines[3]);
    }
}
