using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class MlpMulticlassTrainerTests
{
    private static MlpMulticlassOptions Small => new()
    {
        HiddenLayers = [16, new HiddenLayer(8) { Activation = Activation.Tanh }],
        Optimizer = new Sgd(0.1f),
        BatchSize = 16,
        MaxEpochs = 15,
        Seed = 3,
    };

    [TestMethod]
    public void Three_clouds_are_told_apart()
    {
        var ml = new MLContext(seed: 1);

        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 300));

        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(Blobs.View(ml, 300, seed: 2)));
        Assert.IsGreaterThan(0.95, metrics.MicroAccuracy);
        Assert.IsLessThan(0.3, metrics.LogLoss);
    }

    [TestMethod]
    public void The_short_overload_trains_with_its_arguments()
    {
        var ml = new MLContext(seed: 1);

        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers
            .MultilayerPerceptron(hiddenLayers: [5, 4], maxEpochs: 2, batchSize: 10, learningRate: 0.05f)
            .Fit(Blobs.View(ml, 30));

        Assert.AreEqual("2 → 5 → 4 → 3", model.Model.Spec.ToString());
        Assert.HasCount(2, model.Model.TrainingHistory.Epochs);
        Assert.AreEqual(0.05, model.Model.TrainingHistory.Last!.LearningRate, 1e-8);
    }

    [TestMethod]
    public void Scores_are_probabilities_and_the_predicted_label_is_the_likeliest()
    {
        var ml = new MLContext(seed: 1);
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 90));

        var predictions = ml.Data.CreateEnumerable<Blobs.Prediction>(model.Transform(Blobs.View(ml, 200)), reuseRowObject: false).ToList();

        Assert.HasCount(200, predictions);
        foreach (Blobs.Prediction prediction in predictions)
        {
            Assert.AreEqual(1, prediction.Score.Sum(), 1e-5);
            Assert.AreEqual(Array.IndexOf(prediction.Score, prediction.Score.Max()) + 1, (int)prediction.PredictedLabel);
        }
    }

    [TestMethod]
    public void A_prediction_engine_gives_the_bits_of_Transform()
    {
        var ml = new MLContext(seed: 1);
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 90));
        List<Blobs.Row> rows = Blobs.Rows(2000, seed: 5); // several blocks of a cursor

        using PredictionEngine<Blobs.Row, Blobs.Prediction> engine = ml.Model.CreatePredictionEngine<Blobs.Row, Blobs.Prediction>(model);
        float[][] single = [.. rows.Select(row => engine.Predict(row).Score)];

        float[][] block = [.. ml.Data.CreateEnumerable<Blobs.Prediction>(model.Transform(ml.Data.LoadFromEnumerable(rows)), false).Select(p => p.Score)];
        for (int i = 0; i < rows.Count; i++) CollectionAssert.AreEqual(block[i], single[i]);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_model_for_every_number_of_threads()
    {
        var ml = new MLContext(seed: 1);
        float[][] Train(MlpMulticlassOptions options) =>
            [.. ml.Data.CreateEnumerable<Blobs.Prediction>(
                ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(Blobs.View(ml, 90)).Transform(Blobs.View(ml, 20)), false).Select(p => p.Score)];

        float[][] one = Train(Small with { NumberOfThreads = 1, Dropout = 0.2f });
        float[][] three = Train(Small with { NumberOfThreads = 3, Dropout = 0.2f });
        float[][] other = Train(Small with { Dropout = 0.2f, Seed = 4 });

        for (int i = 0; i < one.Length; i++) CollectionAssert.AreEqual(one[i], three[i]);
        Assert.IsFalse(one.SelectMany(scores => scores).SequenceEqual(other.SelectMany(scores => scores)));
    }

    [TestMethod]
    public void Features_beyond_the_memory_limit_train_the_same_model_from_a_file_in_the_contexts_folder()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        float[] expected = Scores(Small);

        ml.TempFilePath = folder.Path;
        CollectionAssert.AreEqual(expected, Scores(Small with { MemoryLimit = 100 }));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));

        ml.TempFilePath = folder.File("a file in the place of the folder");
        File.WriteAllText(ml.TempFilePath, "");
        IOException error = Assert.ThrowsExactly<IOException>(() => Scores(Small with { MemoryLimit = 100 }));
        Assert.StartsWith("Features beyond the memory limit could not be written to a temporary file in ", error.Message);

        float[] Scores(MlpMulticlassOptions options) => [.. ml.Data.CreateEnumerable<Blobs.Prediction>(
            ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(Blobs.View(ml, 90)).Transform(Blobs.View(ml, 20)), false).SelectMany(p => p.Score)];
    }

    [TestMethod]
    public void Without_a_seed_of_its_own_the_trainer_takes_that_of_the_context()
    {
        float[] Train(int seed)
        {
            var ml = new MLContext(seed);
            MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with { Seed = null }).Fit(Blobs.View(ml, 60));
            return [.. ml.Data.CreateEnumerable<Blobs.Prediction>(model.Transform(Blobs.View(ml, 10)), false).SelectMany(p => p.Score)];
        }

        CollectionAssert.AreEqual(Train(8), Train(8));
        CollectionAssert.AreNotEqual(Train(8), Train(9));
    }

    [TestMethod]
    public void Byte_features_train_as_the_numbers_they_stand_for()
    {
        var ml = new MLContext(seed: 1);
        List<ByteRow> bytes = [.. Blobs.Rows(60).Select(row => new ByteRow
        {
            Label = row.Label,
            Features = [.. row.Features.Select(value => (byte)Math.Clamp(100 + (20 * value), 0, 255))],
        })];
        IEnumerable<Blobs.Row> singles = bytes.Select(row => new Blobs.Row { Label = row.Label, Features = [.. row.Features.Select(value => (float)value)] });
        MlpMulticlassOptions options = Small with { Optimizer = new Sgd(1e-5f) };

        MlpMulticlassTransformer byByte = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(ml.Data.LoadFromEnumerable(bytes));
        MlpMulticlassTransformer bySingle = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(ml.Data.LoadFromEnumerable(singles));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 2), byByte.FeatureColumnType);
        CollectionAssert.AreEqual(
            bySingle.Model.TrainingHistory.Epochs.Select(epoch => epoch.TrainingLoss).ToArray(),
            byByte.Model.TrainingHistory.Epochs.Select(epoch => epoch.TrainingLoss).ToArray());
    }

    [TestMethod]
    public void Rows_without_a_label_are_left_out_with_a_warning()
    {
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) warnings.Add(e.RawMessage);
        };
        List<Blobs.Row> rows = Blobs.Rows(60);
        rows[7].Label = rows[8].Label = 99; // out of the key's range: missing

        ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with { MaxEpochs = 1 }).Fit(ml.Data.LoadFromEnumerable(rows));

        CollectionAssert.AreEqual(new[] { "2 rows without a label were left out." }, warnings);
    }

    [TestMethod]
    [DataRow(null, @"^Epoch 1/2: loss \d\.\d{4}, accuracy \d\.\d{4}, learning rate 0\.1, \d+\.\d\d s, \d+ rows/s\.$")]
    [DataRow(0.25, @"^Epoch 1/2: loss \d\.\d{4}, accuracy \d\.\d{4}, validation loss \d\.\d{4}, validation accuracy \d\.\d{4}, learning rate 0\.1, \d+\.\d\d s, \d+ rows/s\.$")]
    public void The_context_logs_every_epoch(double? validationSetFraction, string line)
    {
        var ml = new MLContext(seed: 1);
        var lines = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.RawMessage.StartsWith("Epoch", StringComparison.Ordinal)) lines.Add(e.RawMessage);
        };

        ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with { MaxEpochs = 2, ValidationSetFraction = validationSetFraction }).Fit(Blobs.View(ml, 60));

        Assert.HasCount(2, lines);
        Assert.MatchesRegex(line, lines[0]);
    }

    [TestMethod]
    public void The_best_epochs_weights_come_back_when_there_are_validation_rows()
    {
        var ml = new MLContext(seed: 1);
        var epochs = new List<EpochMetrics>();

        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with
        {
            ValidationSetFraction = 0.25,
            MetricsCallback = epochs.Add,
        }).Fit(Blobs.View(ml, 120));

        Assert.HasCount(15, epochs);
        CollectionAssert.AreEqual(epochs, model.Model.TrainingHistory.Epochs.ToArray());
        Assert.AreEqual(epochs.Max(epoch => epoch.ValidationAccuracy), model.Model.TrainingHistory.Best!.ValidationAccuracy);
        Assert.AreEqual(
            epochs.First(epoch => epoch.ValidationAccuracy == epochs.Max(e => e.ValidationAccuracy)).Epoch,
            model.Model.TrainingHistory.Best.Epoch);
    }

    [TestMethod]
    public void All_wrong_options_are_named_in_one_message()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            Dropout = 1.5f,
            MaxEpochs = 0,
            ValidationSetFraction = 1,
            HiddenLayers = [0],
        }));

        Assert.AreEqual(
            "MlpMulticlassOptions.Dropout must be in [0, 1), got 1.5. MlpMulticlassOptions.MaxEpochs must be at least 1, got 0. " +
            "MlpMulticlassOptions.ValidationSetFraction must be in (0, 1), or null for none, got 1. MlpMulticlassOptions.HiddenLayers[0].Units must be at least 1, got 0.",
            error.Message);
    }

    [TestMethod]
    public void A_missing_column_is_named_with_those_that_exist()
    {
        var ml = new MLContext();

        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.MulticlassClassification.Trainers
            .MultilayerPerceptron(Small with { FeatureColumnName = "Pixels" }).Fit(Blobs.View(ml, 10)));

        Assert.StartsWith("Could not find the feature column 'Pixels'; the columns are 'Label', 'Features'.", error.Message);
    }

    [TestMethod]
    public void A_label_that_is_no_key_says_what_to_append()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Blobs.NamedRow { Label = "a", Features = [1, 2] } });

        ArgumentException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(data));

        Assert.AreEqual("The label column 'Label' must be a key, got String: append MapValueToKey before the trainer. (Parameter 'inputSchema')", error.Message);
    }

    [TestMethod]
    public void A_missing_feature_names_column_slot_and_row()
    {
        var ml = new MLContext();
        List<Blobs.Row> rows = Blobs.Rows(10);
        rows[6].Features[1] = float.NaN;

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(ml.Data.LoadFromEnumerable(rows)));

        Assert.AreEqual(
            "The feature column 'Features' has a missing value (NaN) in slot 1 of row 6: replace missing values before training, for example with ReplaceMissingValues, or set MissingValues to ReplaceByMean.",
            error.Message);
    }

    [TestMethod]
    public void Flips_need_features_that_are_images()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => ml.MulticlassClassification.Trainers
            .MultilayerPerceptron(Small with { Augmentation = [new RandomHorizontalFlip()] }).Fit(Blobs.View(ml, 10)));

        Assert.AreEqual("RandomHorizontalFlip needs features that are images, but the feature column does not say that it holds any.", error.Message);
    }

    [TestMethod]
    public void Cancelling_leaves_the_last_whole_epochs_checkpoint_which_loads()
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        MlpMulticlassOptions options = Small with { WorkspacePath = folder.Path, CancellationToken = cancellation.Token, ValidationSetFraction = 0.2, CheckpointInterval = TimeSpan.Zero };
        MlpMulticlassTransformer whole = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { MaxEpochs = 2 }).Fit(Blobs.View(ml, 90));

        OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with
        {
            BatchCallback = batch =>
            {
                if (batch is { EpochIndex: 2, Batch: 1 }) cancellation.Cancel();
            },
        }).Fit(Blobs.View(ml, 90)));

        string checkpoint = Directory.GetFiles(folder.Path, "last_checkpoint_epoch_2").Single();
        Assert.AreEqual($"Training was cancelled in epoch 3 of 15; the checkpoint of epoch 2 is '{checkpoint}'.", error.Message);
        Assert.IsNotNull(whole.WithCheckpoint(checkpoint));
    }

    [TestMethod]
    public void A_context_that_is_told_to_stop_stops_training()
    {
        var ml = new MLContext(seed: 1);
        Microsoft.ML.Runtime.IHostEnvironment environment = MLNetNeural.Persistence.MLNetInternals.EnvironmentOf(ml.MulticlassClassification.Trainers);
        void Cancel() => typeof(Microsoft.ML.Runtime.IHostEnvironment).Assembly.GetType("Microsoft.ML.Runtime.ICancelable", throwOnError: true)!
            .GetMethod("CancelExecution")!.Invoke(environment, null);

        OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with
        {
            MaxEpochs = int.MaxValue,
            MetricsCallback = epoch =>
            {
                if (epoch.Epoch == 2) Cancel();
            },
        }).Fit(Blobs.View(ml, 90)));

        Assert.StartsWith("Training was cancelled in epoch ", error.Message);
    }

    private sealed class ByteRow
    {
        [KeyType(Blobs.Classes)]
        public uint Label { get; set; }

        [VectorType(2)]
        public byte[] Features { get; set; } = [];
    }
}
