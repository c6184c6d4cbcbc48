using MLNetNeural.Reports.Charts;

namespace MLNetNeural.Reports.Tests.Charts;

[TestClass]
public sealed class ScaleTests
{
    [TestMethod]
    [DataRow(0.0, 1.0, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [DataRow(-15.0, 15.0, 6, "−15 −10 −5 0 5 10 15")]
    [DataRow(0.0, 40_000.0, 4, "0 10,000 20,000 30,000 40,000")]
    [DataRow(3.0, 3.0, 3, "2 3 4")]
    public void Ticks_are_round(double min, double max, int count, string texts)
        => Assert.AreEqual(texts, string.Join(' ', Scale.Linear([min, max], 0, 100, count, padding: 0).Ticks.Select(tick => tick.Text)));

    [TestMethod]
    [DataRow(1, "1")]
    [DataRow(2, "1 2")]
    [DataRow(20, "1 5 10 15 20")]
    [DataRow(10_000, "1 2,000 4,000 6,000 8,000 10,000")]
    public void Epochs_are_whole_numbers_from_the_first_to_the_last(int last, string texts)
        => Assert.AreEqual(texts, string.Join(' ', Scale.Counts(last, 0, 100, 5).Ticks.Select(tick => tick.Text)));

    [TestMethod]
    public void Values_over_more_than_a_decade_and_a_half_get_a_logarithmic_axis()
    {
        Scale scale = Scale.Adaptive([0.001, 1000], 0, 600, 6);

        Assert.AreEqual(300, scale.Place(1), 1e-9);
        Assert.AreEqual("0.001 0.01 0.1 1 10 100 1000", string.Join(' ', Scale.Adaptive([0.001, 1000], 0, 600, 7).Ticks.Select(tick => tick.Text)));
    }

    [TestMethod]
    public void Shares_stay_between_nothing_and_all()
    {
        Scale scale = Scale.Share([0, 1], 0, 100, 4);

        Assert.AreEqual((0, 1), (scale.Min, scale.Max));
        Assert.AreEqual("0 % 20 % 40 % 60 % 80 % 100 %", string.Join(' ', scale.Ticks.Select(tick => tick.Text)));
    }
}
