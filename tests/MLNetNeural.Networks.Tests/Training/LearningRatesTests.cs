using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>What a schedule means in a run: epochs or steps, momentum, plateaus of the run's own figures.</summary>
[TestClass]
public class LearningRatesTests
{
    [TestMethod]
    public void Schedules_count_epochs_or_steps()
    {
        var byEpoch = new LearningRates(new TrainingOptions { LearningRateSchedule = new ExponentialSchedule(0.5), Optimizer = new Sgd(1) }, steps: 4);
        var byStep = new LearningRates(new TrainingOptions { LearningRateSchedule = new ExponentialSchedule(0.5) { PerStep = true }, Optimizer = new Sgd(1) }, steps: 4);

        Assert.AreEqual(new StepContext(2, 1, 0.25f), byEpoch.Step(2, 1));
        Assert.AreEqual(new StepContext(2, 1, 1 / 512f), byStep.Step(2, 1));
    }

    [TestMethod]
    public void Batches_that_make_a_step_together_have_its_rate()
    {
        var rates = new LearningRates(
            new TrainingOptions { LearningRateSchedule = new ExponentialSchedule(0.5) { PerStep = true }, Optimizer = new Sgd(1), AccumulateBatches = 3 }, steps: 2);

        float[] byBatch = [.. Enumerable.Range(0, 10).Select(batch => rates.Step(batch / 5, batch % 5).LearningRate)];

        CollectionAssert.AreEqual(new[] { 1, 1, 1, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f, 0.125f, 0.125f }, byBatch);
    }

    [TestMethod]
    public void A_cycle_without_a_length_is_as_long_as_the_run()
    {
        var rates = new LearningRates(new TrainingOptions { LearningRateSchedule = new OneCycleSchedule(), MaxEpochs = 5 }, steps: 6);

        Assert.AreEqual(new OneCycleSchedule { Length = 30 }, rates.Schedule);
        Assert.AreEqual(0.95f, rates.Step(0, 0).Momentum);
        Assert.AreEqual(0.85f, rates.Step(1, 2).Momentum!.Value, 1e-6f); // step 8 of 30, the top
    }

    [TestMethod]
    public void The_engine_takes_the_momentum_of_the_step()
    {
        using SingleFeatures features = Toy.Singles(20, 6);
        foreach (bool nesterov in new[] { false, true })
        {
            TakesMomentum(momentum => new Sgd(0.1f, momentum) { Nesterov = nesterov });
        }

        TakesMomentum(momentum => new RmsProp(0.01f, momentum));
        TakesMomentum(beta1 => new Adam(0.01f) { Beta1 = beta1 });
        TakesMomentum(beta1 => new AdamW(0.01f) { Beta1 = beta1 });
        TakesMomentum(beta1 => new Adamax(0.01f) { Beta1 = beta1 });

        // Twice the same momentum, once from the optimizer and once from the step.
        void TakesMomentum(Func<float, Optimizer> optimizer)
        {
            CollectionAssert.AreEqual(Train(optimizer(0.5f), momentum: null), Train(optimizer(0.9f), momentum: 0.5f));
            CollectionAssert.AreNotEqual(Train(optimizer(0.9f), momentum: null), Train(optimizer(0.9f), momentum: 0.5f));
        }

        int[] Train(Optimizer optimizer, float? momentum)
        {
            using INetwork network = new CpuEngine(1).Initialized(TestRun.Spec);
            using ITrainingSession session = new CpuEngine(1).CreateSession(network, new TrainingPlan
            {
                Features = features,
                Targets = Toy.Classes(20),
                Loss = new CrossEntropy(),
                Optimizer = optimizer,
                MaxBatchSize = 20,
            });
            for (int step = 0; step < 4; step++) session.TrainBatch([.. Enumerable.Range(0, 20)], new StepContext(0, step, 0.1f, momentum));
            return network.AllValues().Bits();
        }
    }

    [TestMethod]
    public void Plateaus_of_the_runs_own_losses_reduce_its_rate()
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        var schedule = new ReduceOnPlateauSchedule(0.5, patience: 1);

        TrainingHistory history = TestRun.Train(TestRun.Set(features), TestRun.Options with { MaxEpochs = 30, LearningRateSchedule = schedule }).History;

        Assert.IsLessThan(0.05, history.Last!.LearningRate);
        for (int epoch = 0; epoch < 30; epoch++)
        {
            Assert.AreEqual(schedule.After(history.Epochs.Take(epoch).Select(e => e.ValidationLoss!.Value), 0.05), history.Epochs[epoch].LearningRate);
        }
    }

    [TestMethod]
    public void A_momentum_for_an_optimizer_without_one_is_a_fault()
        => Assert.AreEqual(
            "OneCycleSchedule sets the momentum, but Sgd has none: give the optimizer momentum, or set CycleMomentum to false.",
            Assert.ThrowsExactly<ArgumentException>(() => new TrainingOptions { Optimizer = new Sgd(0.1f, 0), LearningRateSchedule = new OneCycleSchedule() }.Check().ThrowIfAny()).Message);

    [TestMethod]
    public void A_function_that_gives_no_rate_is_named_with_the_step()
    {
        var rates = new LearningRates(new TrainingOptions { LearningRateSchedule = new CustomSchedule((epoch, rate) => epoch == 2 ? double.NaN : rate) }, steps: 4);

        Assert.AreEqual(
            "A learning rate must be at least 0 and finite, but CustomSchedule gives NaN for batch 2 of epoch 3.",
            Assert.ThrowsExactly<InvalidOperationException>(() => rates.Step(2, 1)).Message);
    }

    [TestMethod]
    public void A_step_allocates_nothing()
    {
        LearningRateSchedule[] schedules =
        [
            new ConstantSchedule(), new CosineSchedule(), new OneCycleSchedule(), new LinearWarmupSchedule(3, new ReduceOnPlateauSchedule()), new CyclicSchedule(0.1), new CosineRestartsSchedule(2, 2),
        ];
        foreach (LearningRateSchedule schedule in schedules)
        {
            var rates = new LearningRates(new TrainingOptions { LearningRateSchedule = schedule }, steps: 4);

            Assert.AreEqual(0, Allocations.Of(() => rates.Step(3, 2)), schedule.ToString());
        }
    }
}
