using System.Text.Json;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Tests.Golden;

namespace MLNetNeural.Networks.Tests.Schedules;

[TestClass]
public class LearningRateScheduleTests
{
    /// <summary>Relative to the initial rate; PyTorch's recurrences differ from closed forms by 5e-16.</summary>
    private const double Rounding = 1e-12;

    public static IEnumerable<object[]> Supported => GoldenFile.Read("lr_schedules.json").GetProperty("cases").EnumerateArray()
        .Where(c => Schedule(c) is not null).Select(c => new object[] { c.GetProperty("name").GetString()! });

    [TestMethod]
    [TestCategory("GoldenTorch")]
    [DynamicData(nameof(Supported))]
    public void Rates_are_those_of_PyTorch(string name)
    {
        JsonElement golden = GoldenFile.Read("lr_schedules.json").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        LearningRateSchedule schedule = Schedule(golden)!;
        double initial = golden.GetProperty("initial_lr").GetDouble();

        double[] rates = golden.GetProperty("lr").Doubles();

        for (int epoch = 0; epoch < rates.Length; epoch++) Assert.AreEqual(rates[epoch], schedule.At(epoch, initial), Rounding * initial, $"epoch {epoch}");
    }

    [TestMethod]
    public void Four_of_the_golden_schedules_are_there() => Assert.HasCount(4, Supported);

    [TestMethod]
    public void A_constant_schedule_keeps_the_initial_rate()
    {
        Assert.AreEqual(0.1, new ConstantSchedule().At(0, 0.1));
        Assert.AreEqual(0.1, new ConstantSchedule().At(99, 0.1));
    }

    [TestMethod]
    public void Milestones_act_in_any_order()
        => Assert.AreEqual(new MultiStepSchedule([3, 7]).At(8, 1), new MultiStepSchedule([7, 3]).At(8, 1));

    [TestMethod]
    public void Schedules_are_equal_by_their_figures()
    {
        Assert.AreEqual(new MultiStepSchedule([3, 7], 0.5), new MultiStepSchedule([3, 7], 0.5));
        Assert.AreEqual(new MultiStepSchedule([3, 7], 0.5).GetHashCode(), new MultiStepSchedule([3, 7], 0.5).GetHashCode());
        Assert.AreNotEqual(new MultiStepSchedule([3, 7], 0.5), new MultiStepSchedule([3], 0.5));
        Assert.AreNotEqual(new MultiStepSchedule([3, 7], 0.5), new MultiStepSchedule([3, 7], 0.1));
    }

    private static LearningRateSchedule? Schedule(JsonElement golden)
    {
        JsonElement parameters = golden.GetProperty("params");
        return golden.Kind() switch
        {
            "StepLR" => new StepSchedule(parameters.Integer("step_size"), parameters.GetProperty("gamma").GetDouble()),
            "MultiStepLR" => new MultiStepSchedule(
                parameters.GetProperty("milestones").EnumerateArray().Select(milestone => milestone.GetInt32()),
                parameters.GetProperty("gamma").GetDouble()),
            _ => null,
        };
    }
}
