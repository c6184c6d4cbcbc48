using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>Each option of training reaches the network's side, and one without effect is refused.</summary>
[TestClass]
public sealed class MlpOptionsTests
{
    private static MlpRegressionOptions Plain => new()
    {
        LabelColumnName = "Value",
        HiddenLayers = [8, 4],
        Optimizer = new Sgd(0.05f, momentum: 0),
        BatchSize = 20,
        MaxEpochs = 3,
        Seed = 3,
    };

    private static IEnumerable<object[]> Faults =>
    [
        [Plain with { InputDropout = 1 }, "MlpRegressionOptions.InputDropout must be in [0, 1), got 1."],
        [Plain with { Normalization = null! }, "MlpRegressionOptions.Normalization must be a normalization, got null."],
        [Plain with { Normalization = Normalization.Layer with { Epsilon = 0 } }, "MlpRegressionOptions.Normalization.Epsilon must be greater than 0 and finite, got 0."],
        [
            Plain with { HiddenLayers = [new HiddenLayer(3) { Normalization = Normalization.Batch with { Momentum = 2 } }] },
            "MlpRegressionOptions.HiddenLayers[0].Normalization.Momentum must be in (0, 1], or null for the plain average, got 2."
        ],
        [Plain with { HiddenLayers = [], Normalization = Normalization.Batch }, "MlpRegressionOptions.Normalization has no effect: no hidden layer takes it."],
        [Plain with { HiddenLayers = [], Activation = Activation.Tanh }, "MlpRegressionOptions.Activation has no effect: there are no hidden layers."],
        [
            Plain with { Normalization = Normalization.Batch, BatchSize = 1 },
            "MlpRegressionOptions.BatchSize is 1, but normalization by batch needs batches of at least 2 rows: raise it, or normalize by layer."
        ],
        [Plain with { WeightInitializer = null! }, "MlpRegressionOptions.WeightInitializer must be an initializer, got null."],
        [Plain with { AccumulateBatches = 0 }, "MlpRegressionOptions.AccumulateBatches must be at least 1, got 0."],
        [Plain with { AccumulateBatches = 2, BatchSize = null }, "MlpRegressionOptions.AccumulateBatches has no effect when BatchSize is null: one batch holds all rows."],
        [Plain with { AveragingDecay = 1 }, "MlpRegressionOptions.AveragingDecay must be in (0, 1), or null for none, got 1."],
        [Plain with { MaxTrainingTime = TimeSpan.Zero }, "MlpRegressionOptions.MaxTrainingTime must be greater than 0, or null for no limit, got 00:00:00."],
        [Plain with { ResumeFrom = " " }, "MlpRegressionOptions.ResumeFrom must be a checkpoint or a folder with one, or null, got  ."],
        [Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria { Patience = 0 } }, "EarlyStoppingCriteria.Patience must be at least 1, got 0."],
        [
            Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria { StartFromEpoch = 3 } },
            "MlpRegressionOptions.EarlyStoppingCriteria has no effect: its StartFromEpoch is 3, and there are 3 epochs."
        ],
        [
            Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria { Metric = TrainingMetric.ValidationAccuracy } },
            "MlpRegressionOptions.EarlyStoppingCriteria looks at ValidationAccuracy, but only classes have an accuracy: let it look at a loss."
        ],
        [
            Plain with { LearningRateSchedule = new ReduceOnPlateauSchedule { Metric = TrainingMetric.TrainingAccuracy } },
            "MlpRegressionOptions.LearningRateSchedule looks at TrainingAccuracy, but only classes have an accuracy: let it look at a loss."
        ],
        [
            Plain with { LearningRateSchedule = new OneCycleSchedule() },
            "OneCycleSchedule sets the momentum, but Sgd has none: give the optimizer momentum, or set CycleMomentum to false."
        ],
    ];

    /// <summary>Options that train another network than the plain ones do.</summary>
    private static IEnumerable<object[]> Changes =>
    [
        [Plain with { InputDropout = 0.5f }],
        [Plain with { Normalization = Normalization.Batch }],
        [Plain with { Normalization = Normalization.Layer }],
        [Plain with { HiddenLayers = [new HiddenLayer(8) { Normalization = Normalization.Layer }, 4] }],
        [Plain with { WeightInitializer = WeightInitializer.XavierUniform() }],
        [Plain with { AccumulateBatches = 3 }],
        [Plain with { AveragingDecay = 0.9f }],
        [Plain with { LearningRateSchedule = new CosineSchedule { PerStep = true } }],
        [Plain with { Optimizer = new AdamW() }],
        [Plain with { Optimizer = new Adamax() }],
        [Plain with { Optimizer = new RmsProp() }],
        [Plain with { Optimizer = new Adagrad() }],
        [Plain with { Optimizer = new Adadelta() }],
    ];

    [TestMethod]
    [DynamicData(nameof(Faults))]
    public void A_fault_is_named(MlpRegressionOptions options, string message)
        => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => new MLContext().Regression.Trainers.MultilayerPerceptron(options)).Message);

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void An_option_has_an_effect_and_its_model_is_saved(MlpRegressionOptions options)
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 100);

        MlpRegressionTransformer model = Fit(options, data);

        CollectionAssert.AreNotEqual(Scores(Fit(Plain, data), data), Scores(model, data));
        CollectionAssert.AreEqual(Scores(model, data), Scores(Points.RoundTrip(ml, model, data), data));
    }

    [TestMethod]
    public void A_layer_takes_the_normalization_of_the_options_unless_it_has_its_own()
    {
        MlpSpec spec = Fit(Plain with { Normalization = Normalization.Batch, HiddenLayers = [8, new HiddenLayer(4) { Normalization = Normalization.None }] }, Points.View(new MLContext(), 50)).Model.Spec;

        Assert.AreEqual(Normalization.Batch, spec.Layers[0].Normalization);
        Assert.AreEqual(Normalization.None, spec.Layers[1].Normalization);
        Assert.AreEqual(Normalization.None, spec.Layers[2].Normalization);
    }

    [TestMethod]
    public void A_previous_model_with_another_normalization_is_refused()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 50);
        MlpRegressionTransformer model = Fit(Plain, data);

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Plain with { HiddenLayers = [8, new HiddenLayer(4) { Normalization = Normalization.Layer }] }).Fit(data, model));

        Assert.AreEqual("Layer 2 of the previous model has the normalization None, but the options say Layer, or with other options.", error.Message);
    }

    [TestMethod]
    public void What_needs_validation_rows_draws_a_tenth_of_the_rows_unless_they_are_given()
    {
        IDataView data = Points.View(new MLContext(), 100);
        float[] asked = Scores(Fit(Plain with { ValidationSetFraction = 0.1 }, data), data);
        bool Validates(MlpRegressionOptions options) => Fit(options, data).Model.TrainingHistory.Last!.ValidationLoss is not null;

        Assert.IsFalse(Validates(Plain));
        Assert.IsFalse(Validates(Plain with { RestoreBestWeights = false }));
        Assert.IsFalse(Validates(Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria { Metric = TrainingMetric.TrainingLoss } }));
        CollectionAssert.AreEqual(asked, Scores(Fit(Plain with { RestoreBestWeights = true }, data), data));
        CollectionAssert.AreEqual(asked, Scores(Fit(Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria() }, data), data));
        CollectionAssert.AreEqual(asked, Scores(Fit(Plain with { LearningRateSchedule = new ReduceOnPlateauSchedule() }, data), data));
        IDataView others = Points.View(new MLContext(), 30, seed: 2);
        CollectionAssert.AreEqual(
            Scores(Fit(Plain with { ValidationSet = others }, data), data),
            Scores(Fit(Plain with { ValidationSet = others, EarlyStoppingCriteria = new EarlyStoppingCriteria() }, data), data));
    }

    [TestMethod]
    public void The_best_weights_are_those_of_the_best_epoch_and_else_the_last()
    {
        IDataView data = Points.View(new MLContext(), 60);
        MlpRegressionOptions wild = Plain with { Optimizer = new Sgd(0.5f, 0.5f), MaxEpochs = 12, ValidationSetFraction = 0.3 };
        MlpRegressionTransformer best = Fit(wild, data);
        int epoch = best.Model.TrainingHistory.Best!.Epoch;
        Assert.IsLessThan(12, epoch, "The test needs a run that is best before its end.");

        CollectionAssert.AreEqual(Scores(Fit(wild with { MaxEpochs = epoch, RestoreBestWeights = false }, data), data), Scores(best, data));
        CollectionAssert.AreNotEqual(Scores(Fit(wild with { RestoreBestWeights = false }, data), data), Scores(best, data));
    }

    [TestMethod]
    public void Why_training_ended_is_logged_and_saved()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 100);
        var messages = new List<string>();
        ml.Log += (_, e) => messages.Add(e.Message);
        StopReason? Ended(MlpRegressionOptions options)
        {
            messages.Clear();
            MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(options).Fit(data);
            StopReason? reason = model.Model.TrainingHistory.StopReason;
            Assert.IsTrue(messages.Any(message => message.Contains($"Training ended after {model.Model.TrainingHistory.Epochs.Length} epochs ({reason})", StringComparison.Ordinal)), string.Join('\n', messages));
            using var file = new MemoryStream();
            ml.Model.Save(model, data.Schema, file);
            file.Position = 0;
            var loaded = (MlpRegressionTransformer)new MLContext().Model.Load(file, out _);
            Assert.AreEqual(model.Model.TrainingHistory, loaded.Model.TrainingHistory);
            return reason;
        }

        Assert.AreEqual(StopReason.MaxEpochs, Ended(Plain));
        Assert.AreEqual(StopReason.MaxTrainingTime, Ended(Plain with { MaxTrainingTime = TimeSpan.FromMilliseconds(1), MaxEpochs = 1_000_000 }));
        Assert.AreEqual(StopReason.Callback, Ended(Plain with { MetricsCallback = epoch => epoch.Stop() }));
        Assert.AreEqual(StopReason.Requested, Ended(Plain with { MetricsCallback = epoch => epoch.StopOnRequest() }));
        Assert.AreEqual(StopReason.EarlyStopping, Ended(Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria { MinDelta = 100, Patience = 1 } }));
        Assert.AreEqual(StopReason.TargetReached, Ended(Plain with { EarlyStoppingCriteria = new EarlyStoppingCriteria { StopAtMetric = 1e9 } }));
    }

    [TestMethod]
    public void The_end_is_told_once_whether_training_ends_well_fails_or_is_cancelled()
    {
        IDataView data = Points.View(new MLContext(), 60);
        TrainingEnd End(Func<Action<TrainingEnd>, MlpRegressionOptions> options, bool throws = true)
        {
            var ends = new List<TrainingEnd>();
            Exception? thrown = null;
            try
            {
                Fit(options(ends.Add), data).Model.Dispose();
            }
            catch (Exception e)
            {
                thrown = e;
            }

            Assert.AreEqual(throws, thrown is not null, $"{thrown}");
            TrainingEnd end = ends.Single();
            Assert.AreSame(thrown, end.Error);
            return end;
        }

        TrainingEnd well = End(told => Plain with { EndCallback = told }, throws: false);
        TrainingEnd failed = End(told => Plain with { EndCallback = told, FeatureColumnName = "nowhere" });
        TrainingEnd broken = End(told => Plain with { EndCallback = told, MetricsCallback = _ => throw new InvalidOperationException("a callback's") });
        TrainingEnd cancelled = End(told => Plain with { EndCallback = told, CancellationToken = new CancellationToken(canceled: true) });

        Assert.HasCount(3, well.History!.Epochs);
        Assert.AreEqual(StopReason.MaxEpochs, well.History.StopReason);
        Assert.IsNull(failed.History);
        Assert.IsInstanceOfType<ArgumentException>(failed.Error);
        Assert.AreEqual("a callback's", broken.Error!.Message);
        Assert.IsInstanceOfType<OperationCanceledException>(cancelled.Error);
    }

    [TestMethod]
    public void The_start_of_training_is_told_once_with_what_the_data_decide_and_not_at_all_where_they_cannot_be_read()
    {
        IDataView data = Points.View(new MLContext(), 40);
        List<TrainingStart> starts = [];
        MlpRegressionOptions options = Plain with { HiddenLayers = [2], Seed = null, ValidationSetFraction = 0.25, Device = Device.Cpu, NumberOfThreads = 1, StartCallback = starts.Add };

        MlpModel model = new MLContext(seed: 7).Regression.Trainers.MultilayerPerceptron(options).Fit(data).Model;
        Assert.Throws<ArgumentException>(() => Fit(options with { FeatureColumnName = "nowhere" }, data));

        TrainingStart start = starts.Single();
        Assert.AreEqual(model.Spec, start.Spec);
        Assert.AreEqual((7, 30, 10), (start.Seed, start.TrainingRows, start.ValidationRows));
        Assert.AreEqual(new CpuEngine(1).Description, start.Device);
        Assert.IsNull(model.Run!.Options.StartCallback, "A model keeps the callback alive.");
    }

    [TestMethod]
    public void Early_stopping_follows_the_accuracy_of_classes()
    {
        var ml = new MLContext();
        MlpMulticlassOptions options = new() { MaxEpochs = 50, Optimizer = new Sgd(0.1f), Seed = 1, EarlyStoppingCriteria = new EarlyStoppingCriteria { Metric = TrainingMetric.ValidationAccuracy, StopAtMetric = 0.9 } };

        TrainingHistory history = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(Blobs.View(ml, 150)).Model.TrainingHistory;

        Assert.AreEqual(StopReason.TargetReached, history.StopReason);
        Assert.IsGreaterThanOrEqualTo(0.9, history.Last!.ValidationAccuracy!.Value);
    }

    [TestMethod]
    public void The_learning_rate_finder_suggests_a_rate_that_trains_and_changes_nothing()
    {
        var ml = new MLContext();
        IDataView data = Points.View(ml, 400);
        MlpRegressionOptions options = Plain with { HiddenLayers = [], BatchSize = null, MaxEpochs = 200 };
        MlpRegressionTrainer trainer = ml.Regression.Trainers.MultilayerPerceptron(options);
        float[] before = Scores(trainer.Fit(data), data);

        LearningRateCurve curve = trainer.FindLearningRate(data);

        CollectionAssert.AreEqual(before, Scores(trainer.Fit(data), data));
        Assert.AreEqual(curve, trainer.FindLearningRate(data, new LearningRateFinder()));
        Assert.AreEqual(1e-7, curve.Points[0].Rate, 1e-12);
        Assert.AreEqual(5, trainer.FindLearningRate(data, new LearningRateFinder { Steps = 5, MaximumRate = 1e-5 }).Points.Length);
        double suggestion = curve.Suggestion!.Value;
        MlpRegressionTransformer tuned = Fit(options with { Optimizer = new Sgd((float)suggestion, momentum: 0) }, data);
        Assert.IsGreaterThan(0.9, ml.Regression.Evaluate(tuned.Transform(data), "Value").RSquared);
    }

    [TestMethod]
    public void The_learning_rate_finder_can_be_cancelled()
    {
        var ml = new MLContext();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => ml.Regression.Trainers.MultilayerPerceptron(Plain with { CancellationToken = new CancellationToken(canceled: true) }).FindLearningRate(Points.View(ml, 50)));
    }

    private static MlpRegressionTransformer Fit(MlpRegressionOptions options, IDataView data) => new MLContext().Regression.Trainers.MultilayerPerceptron(options).Fit(data);

    private static float[] Scores(ITransformer model, IDataView data) => [.. Points.Predict<Points.Regression>(model, data).Select(row => row.Score)];
}
