using System.Text.Json;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Tests.Golden;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Schedules;

[TestClass]
public class LearningRateScheduleTests
{
    /// <summary>Relative to the initial rate; PyTorch's recurrences differ from closed forms by 5e-16.</summary>
    private const double Rounding = 1e-12;

    public static IEnumerable<object[]> Cases => Names("cases");

    public static IEnumerable<object[]> PlateauCases => Names("plateau_cases");

    [TestMethod]
    [TestCategory("GoldenTorch")]
    [DynamicData(nameof(Cases))]
    public void Rates_and_momenta_are_those_of_PyTorch(string name)
    {
        JsonElement golden = Golden("cases", name);
        JsonElement parameters = golden.GetProperty("params");
        LearningRateSchedule schedule = Schedule(golden.Kind(), parameters);
        schedule.Check().ThrowIfAny();
        double[] rates = golden.GetProperty("lr").Doubles();
        double initial = golden.Kind() == "OneCycleLR" ? parameters.Double("max_lr") : golden.Double("initial_lr");

        for (int step = 0; step < rates.Length; step++) Assert.AreEqual(rates[step], schedule.At(step, initial), Rounding * initial, $"step {step}");

        Assert.AreEqual(golden.TryGetProperty("momentum", out JsonElement momentum), schedule.MomentumAt(0) is not null);
        if (momentum.ValueKind == JsonValueKind.Undefined) return;
        double[] momenta = momentum.Doubles();
        for (int step = 0; step < momenta.Length; step++) Assert.AreEqual(momenta[step], schedule.MomentumAt(step)!.Value, Rounding, $"step {step}");
    }

    [TestMethod]
    [TestCategory("GoldenTorch")]
    [DynamicData(nameof(PlateauCases))]
    public void Rates_on_plateaus_are_those_of_PyTorch(string name)
    {
        JsonElement golden = Golden("plateau_cases", name), parameters = golden.GetProperty("params");
        var schedule = new ReduceOnPlateauSchedule(parameters.Double("factor"), parameters.Integer("patience"))
        {
            Metric = parameters.GetProperty("mode").GetString() == "max" ? TrainingMetric.ValidationAccuracy : TrainingMetric.ValidationLoss,
            Threshold = parameters.Double("threshold"),
            ThresholdIsRelative = parameters.GetProperty("threshold_mode").GetString() == "rel",
            Cooldown = parameters.Integer("cooldown"),
            MinimumRate = parameters.Double("min_lr"),
        };
        schedule.Check().ThrowIfAny();
        double initial = golden.Double("initial_lr");
        double[] metrics = golden.GetProperty("metric").Doubles(), rates = golden.GetProperty("lr_after").Doubles();

        for (int epoch = 0; epoch < rates.Length; epoch++)
        {
            Assert.AreEqual(rates[epoch], schedule.After(metrics.Take(epoch + 1), initial), Rounding * initial, $"epoch {epoch}");
        }
    }

    [TestMethod]
    public void All_golden_schedules_are_compared()
    {
        Assert.HasCount(21, Cases);
        Assert.HasCount(6, PlateauCases);
    }

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
    public void Heights_of_an_exponential_range_shrink_in_every_step()
    {
        var schedule = new CyclicSchedule(1, stepsUp: 2) { Mode = CyclicMode.ExponentialRange, Gamma = 0.5 };

        // Triangle 0, 1/2, 1, 1/2 times 0.5^step, on a base of 0.
        CollectionAssert.AreEqual(new[] { 0, 0.25, 0.25, 0.0625, 0, 0.015625 }, Enumerable.Range(0, 6).Select(step => schedule.At(step, 0)).ToArray());
    }

    [TestMethod]
    public void Any_schedule_can_follow_a_warm_up_and_begins_after_it()
    {
        LearningRateSchedule[] others =
        [
            new ConstantSchedule(0.5, 2), new StepSchedule(2), new MultiStepSchedule([1]), new ExponentialSchedule(0.9), new PolynomialSchedule(9, 2), new CosineSchedule(7),
            new CosineRestartsSchedule(2, 2), new OneCycleSchedule { Length = 9 }, new CyclicSchedule(2, 3), new CustomSchedule((epoch, rate) => rate / (1 + epoch)),
        ];
        foreach (LearningRateSchedule then in others)
        {
            var schedule = new LinearWarmupSchedule(4, then, startFactor: 0.2);
            schedule.Check().ThrowIfAny();

            Assert.AreEqual(0.4, schedule.At(1, 1), Rounding);
            for (int step = 0; step < 12; step++)
            {
                Assert.AreEqual(then.At(step, 1), schedule.At(step + 4, 1), then.ToString());
                Assert.AreEqual(then.MomentumAt(step), schedule.MomentumAt(step + 4), then.ToString());
            }
        }
    }

    [TestMethod]
    public void Open_lengths_are_those_of_the_run()
    {
        Assert.AreEqual(new CosineSchedule(30), new CosineSchedule().Over(30));
        Assert.AreEqual(new PolynomialSchedule(30, 2), new PolynomialSchedule(power: 2).Over(30));
        Assert.AreEqual(new OneCycleSchedule { Length = 30 }, new OneCycleSchedule().Over(30));
        Assert.AreEqual(new LinearWarmupSchedule(4, new CosineSchedule(26)), new LinearWarmupSchedule(4, new CosineSchedule()).Over(30));
        Assert.AreEqual(new CosineSchedule(7), new CosineSchedule(7).Over(30));
        Assert.AreEqual(
            "CosineSchedule.Length is null, which means the length of the training run: set it to ask for rates outside of one.",
            Assert.ThrowsExactly<InvalidOperationException>(() => new CosineSchedule().At(3, 1)).Message);
    }

    [TestMethod]
    public void Metrics_that_are_no_numbers_are_no_better()
        => Assert.AreEqual(0.5, new ReduceOnPlateauSchedule(0.5, patience: 1).After([1, double.NaN, double.NaN], 1));

    [TestMethod]
    public void Schedules_are_equal_by_their_figures()
    {
        Assert.AreEqual(new MultiStepSchedule([3, 7], 0.5), new MultiStepSchedule([3, 7], 0.5));
        Assert.AreEqual(new MultiStepSchedule([3, 7], 0.5).GetHashCode(), new MultiStepSchedule([3, 7], 0.5).GetHashCode());
        Assert.AreNotEqual(new MultiStepSchedule([3, 7], 0.5), new MultiStepSchedule([3], 0.5));
        Assert.AreNotEqual(new MultiStepSchedule([3, 7], 0.5), new MultiStepSchedule([3, 7], 0.1));
    }

    [TestMethod]
    public void Figures_out_of_range_are_named()
    {
        AssertFault(new ConstantSchedule(0, 0), "ConstantSchedule.Factor must be greater than 0 and finite, got 0. ConstantSchedule.Length must be at least 1, or null for all, got 0.");
        AssertFault(new ExponentialSchedule(double.NaN), "ExponentialSchedule.Gamma must be greater than 0 and finite, got NaN.");
        AssertFault(new PolynomialSchedule(0, 0), "PolynomialSchedule.Length must be at least 1, or null for the length of the run, got 0. PolynomialSchedule.Power must be greater than 0 and finite, got 0.");
        AssertFault(new CosineSchedule(0, -1), "CosineSchedule.Length must be at least 1, or null for the length of the run, got 0. CosineSchedule.MinimumRate must be at least 0 and finite, got -1.");
        AssertFault(new CosineRestartsSchedule(0, 0), "CosineRestartsSchedule.FirstLength must be at least 1, got 0. CosineRestartsSchedule.LengthFactor must be at least 1, got 0.");
        AssertFault(new OneCycleSchedule { ThreePhases = true, RiseFraction = 0.6 }, "OneCycleSchedule.RiseFraction must be at most 0.5 with ThreePhases: the fall takes as long as the rise.");
        AssertFault(new OneCycleSchedule { MinimumMomentum = 0.96 }, "OneCycleSchedule.MinimumMomentum must be at most MaximumMomentum.");
        AssertFault(new CyclicSchedule(0.1) { Gamma = 0.9 }, "CyclicSchedule.Gamma has an effect in the mode ExponentialRange only: leave it 1 or set Mode.");
        AssertFault(new ReduceOnPlateauSchedule(1, -1), "ReduceOnPlateauSchedule.Factor must be in (0, 1), got 1. ReduceOnPlateauSchedule.Patience must be at least 0, got -1.");
        AssertFault(new ReduceOnPlateauSchedule { PerStep = true }, "ReduceOnPlateauSchedule.PerStep has no effect: metrics come once an epoch; leave it false.");
        AssertFault(new CustomSchedule(null!), "CustomSchedule.Function must be a function, got null.");
        AssertFault(new LinearWarmupSchedule(0, new StepSchedule(0)), "LinearWarmupSchedule.Length must be at least 1, got 0. StepSchedule.StepSize must be at least 1, got 0.");
        AssertFault(
            new LinearWarmupSchedule(5, new CosineSchedule()) { PerStep = true },
            "LinearWarmupSchedule.PerStep is True, but that of CosineSchedule, which follows, is False: let both count the same.");
    }

    private static void AssertFault(LearningRateSchedule schedule, string message)
        => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => schedule.Check().ThrowIfAny()).Message);

    private static IEnumerable<object[]> Names(string list)
        => GoldenFile.Read("lr_schedules.json").GetProperty(list).EnumerateArray().Select(c => new object[] { c.GetProperty("name").GetString()! });

    private static JsonElement Golden(string list, string name)
        => GoldenFile.Read("lr_schedules.json").GetProperty(list).EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private static LearningRateSchedule Schedule(string kind, JsonElement parameters) => kind switch
    {
        "StepLR" => new StepSchedule(parameters.Integer("step_size"), parameters.Double("gamma")),
        "MultiStepLR" => new MultiStepSchedule(
            parameters.GetProperty("milestones").EnumerateArray().Select(milestone => milestone.GetInt32()),
            parameters.Double("gamma")),
        "ExponentialLR" => new ExponentialSchedule(parameters.Double("gamma")),
        "PolynomialLR" => new PolynomialSchedule(parameters.Integer("total_iters"), parameters.Double("power")),
        "ConstantLR" => new ConstantSchedule(parameters.Double("factor"), parameters.Integer("total_iters")),
        "LinearLR" => new LinearWarmupSchedule(parameters.Integer("total_iters"), startFactor: parameters.Double("start_factor")),
        "CosineAnnealingLR" => new CosineSchedule(parameters.Integer("T_max"), parameters.Double("eta_min")),
        "CosineAnnealingWarmRestarts" => new CosineRestartsSchedule(parameters.Integer("T_0"), parameters.Integer("T_mult"), parameters.Double("eta_min")),
        "OneCycleLR" => OneCycle(parameters),
        "CyclicLR" => new CyclicSchedule(parameters.Double("max_lr"), parameters.Integer("step_size_up"))
        {
            StepsDown = parameters.TryGetProperty("step_size_down", out JsonElement down) ? down.GetInt32() : null,
            Mode = parameters.GetProperty("mode").GetString() == "triangular" ? CyclicMode.Triangular : CyclicMode.Triangular2,
        },
        "LambdaLR" => new CustomSchedule((epoch, rate) => rate / Math.Sqrt(1 + epoch)),
        "SequentialLR" => Sequential(parameters),
        _ => throw new NotSupportedException(kind),
    };

    private static OneCycleSchedule OneCycle(JsonElement parameters)
    {
        bool cycles = parameters.GetProperty("cycle_momentum").GetBoolean();
        return new OneCycleSchedule
        {
            Length = parameters.Integer("total_steps"),
            RiseFraction = parameters.Double("pct_start"),
            Shape = parameters.GetProperty("anneal_strategy").GetString() == "cos" ? AnnealingShape.Cosine : AnnealingShape.Linear,
            StartDivisor = parameters.Double("div_factor"),
            EndDivisor = parameters.Double("final_div_factor"),
            ThreePhases = parameters.GetProperty("three_phase").GetBoolean(),
            CycleMomentum = cycles,
            MinimumMomentum = cycles ? parameters.Double("base_momentum") : 0.85,
            MaximumMomentum = cycles ? parameters.Double("max_momentum") : 0.95,
        };
    }

    private static LinearWarmupSchedule Sequential(JsonElement parameters)
    {
        JsonElement[] parts = [.. parameters.GetProperty("schedulers").EnumerateArray()];
        Assert.AreEqual(parameters.GetProperty("milestones")[0].GetInt32(), parts[0].Integer("total_iters"));
        return ((LinearWarmupSchedule)Schedule(parts[0].Kind(), parts[0])) with { Then = Schedule(parts[1].Kind(), parts[1]) };
    }
}
