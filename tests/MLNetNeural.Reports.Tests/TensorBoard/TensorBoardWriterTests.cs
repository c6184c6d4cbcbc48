using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Reports.Images;
using MLNetNeural.Reports.TensorBoard;
using MLNetNeural.Scoring;
using MLNetNeural.Tests;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Tests.TensorBoard;

[TestClass]
public sealed class TensorBoardWriterTests
{
    [TestMethod]
    public void A_file_starts_with_its_version_and_has_the_name_that_TensorBoard_looks_for()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, _ => { });

        ProtoMessage first = EventFile.Read(path).Single();
        Assert.AreEqual("brain.Event:2", first.Text(3));
        Assert.AreEqual((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds, first.Get<double>(1), 600);
        Assert.Contains("tfevents", Path.GetFileName(path));
    }

    [TestMethod]
    public void Epochs_and_batches_are_scalars()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, board =>
        {
            board.Batch(Epochs.Batch(1, 3));
            board.Epoch(Epochs.Classes(1));
            board.Epoch(Epochs.Values(2));
        });

        CollectionAssert.AreEqual(
            new (string, long, float)[]
            {
                ("step/loss", 7, 0.75f), ("step/accuracy", 7, 0.5f), ("step/learning_rate", 7, 0.01f),
                ("loss/training", 2, 0.5f), ("loss/validation", 2, 1.25f), ("accuracy/training", 2, 0.5f), ("accuracy/validation", 2, 0.625f), ("learning_rate", 2, 0.01f),
                ("loss/training", 3, 100f / 3), ("learning_rate", 3, 2e-4f),
            },
            EventFile.Scalars(path));
    }

    [TestMethod]
    public void A_scalar_may_be_zero_infinite_or_not_a_number()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, board =>
        {
            foreach (double value in new[] { 0, double.NaN, double.NegativeInfinity }) board.AddScalar("größe", value, step: 0);
        });

        CollectionAssert.AreEqual(
            new[] { ("größe", 0L, 0f), ("größe", 0L, float.NaN), ("größe", 0L, float.NegativeInfinity) }, EventFile.Scalars(path));
    }

    [TestMethod]
    public void A_histogram_counts_what_is_finite()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, board => board.AddHistogram("h", [0, 0.5f, 1, 64, float.NaN, float.PositiveInfinity], step: 3));

        ProtoMessage histogram = EventFile.Values(path).Single().Value.Message(5);
        Assert.AreEqual(0, histogram.Get<double>(1));
        Assert.AreEqual(64, histogram.Get<double>(2));
        Assert.AreEqual(4, histogram.Get<double>(3));
        Assert.AreEqual(65.5, histogram.Get<double>(4));
        Assert.AreEqual(0.25 + 1 + 4096, histogram.Get<double>(5));
        double[] limits = histogram.Doubles(6), counts = histogram.Doubles(7);
        CollectionAssert.AreEqual(Enumerable.Range(1, 64).Select(i => (double)i).ToArray(), limits);
        Assert.AreEqual((2, 1, 1), (counts[0], counts[1], counts[63]));
        Assert.AreEqual(4, counts.Sum());
    }

    [TestMethod]
    public void Equal_values_are_one_bucket_and_none_are_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, board =>
        {
            board.AddHistogram("equal", [7, 7, 7], step: 1);
            board.AddHistogram("none", [], step: 1);
            board.AddHistogram("lost", [float.NaN], step: 1);
        });

        ProtoMessage histogram = EventFile.Values(path).Single().Value.Message(5);
        CollectionAssert.AreEqual(new[] { 7.0 }, histogram.Doubles(6));
        CollectionAssert.AreEqual(new[] { 3.0 }, histogram.Doubles(7));
    }

    [TestMethod]
    public void An_image_is_a_PNG_with_its_size()
    {
        using var folder = new TemporaryFolder();
        var image = new RgbImage(2, 1, [255, 0, 0, 0, 0, 255]);
        string path = Write(folder, board => board.AddImage("p", image, step: 1));

        ProtoMessage message = EventFile.Values(path).Single().Value.Message(4);
        Assert.AreEqual((1, 2, 3), (message.Get<long>(1), message.Get<long>(2), message.Get<long>(3)));
        CollectionAssert.AreEqual(image.ToPng(), message.Get<byte[]>(4));
    }

    [TestMethod]
    public void Options_are_hyper_parameters()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, board => board.Begin(
            new MlpMulticlassOptions { HiddenLayers = [8, 4], MaxEpochs = 7, Shuffle = false, Optimizer = new Sgd(0.5f, 0), MetricsCallback = _ => { } }));

        ProtoMessage value = EventFile.Values(path).Single().Value;
        Assert.AreEqual("_hparams_/session_start_info", value.Text(1));
        ProtoMessage plugin = value.Message(9).Message(1);
        Assert.AreEqual("hparams", plugin.Text(1));
        ProtoMessage session = plugin.Message(2).Message(3);
        Assert.IsTrue(session.Has(5));
        Dictionary<string, ProtoMessage> options = session.Messages(1).ToDictionary(entry => entry.Text(1), entry => entry.Message(2));
        Assert.AreEqual(7, options["MaxEpochs"].Get<double>(2));
        Assert.AreEqual(0.5, options["LearningRate"].Get<double>(2));
        Assert.AreEqual(0, options["Shuffle"].Get<long>(4));
        Assert.Contains("8", options["HiddenLayers"].Text(3));
        Assert.AreEqual("Label", options["LabelColumnName"].Text(3));
        foreach (string left in new[] { "MetricsCallback", "CancellationToken", "ValidationSet", "Seed" }) Assert.IsFalse(options.ContainsKey(left), left);
    }

    [TestMethod]
    public void A_run_can_be_read_while_it_grows_and_weights_follow()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new Row { Label = i, Features = i }));
        using var board = new TensorBoardWriter(folder.File("runs", "1"));

        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(
            new MlpRegressionOptions { HiddenLayers = [3], MaxEpochs = 2, BatchSize = 5 }.ReportTo(board)).Fit(data);
        board.AddWeights(model.Model, step: 2);
        model.Model.Dispose();
        int early = EventFile.Read(board.FilePath, isGrowing: true).Length;
        board.Dispose();

        Assert.IsGreaterThanOrEqualTo(1, early);
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4 }, EventFile.Scalars(board.FilePath).Where(scalar => scalar.Tag == "step/loss").Select(scalar => scalar.Step).ToArray());
        (string, double)[] weights = [.. EventFile.Values(board.FilePath).Where(v => v.Value.Has(5)).Select(v => (v.Value.Text(1), v.Value.Message(5).Get<double>(3)))];
        CollectionAssert.AreEqual(
            new[] { ("weights/layers.0.weight", 3.0), ("weights/layers.0.bias", 3.0), ("weights/layers.1.weight", 3.0), ("weights/layers.1.bias", 1.0) }, weights);
    }

    [TestMethod]
    public void Weights_and_gradients_are_histograms_every_so_many_epochs()
    {
        using var folder = new TemporaryFolder();
        using var board = new TensorBoardWriter(folder.Path) { HistogramInterval = 2 };

        Train(new MlpRegressionOptions { HiddenLayers = [3], MaxEpochs = 4, BatchSize = 5 }.ReportTo(board));
        board.Dispose();

        (string Tag, long Step, double Count)[] histograms =
            [.. EventFile.Values(board.FilePath).Where(v => v.Value.Has(5)).Select(v => (v.Value.Text(1), v.Step, v.Value.Message(5).Get<double>(3)))];
        string[] names = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"];
        CollectionAssert.AreEqual(
            new long[] { 1, 3 }.SelectMany(step => new[] { "weights", "gradients" }.SelectMany(group => names.Select(name => ($"{group}/{name}", step, name == names[3] ? 1.0 : 3)))).ToArray(),
            histograms);
    }

    [TestMethod]
    public void Without_histograms_training_keeps_no_gradients()
    {
        using var folder = new TemporaryFolder();
        using var board = new TensorBoardWriter(folder.Path);

        Assert.IsFalse(((IParameterReporter)board).WantsParameters);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoardWriter(folder.Path) { HistogramInterval = 0 });
    }

    [TestMethod]
    public void The_learning_rate_of_every_step_and_epoch_is_there()
    {
        using var folder = new TemporaryFolder();
        using var board = new TensorBoardWriter(folder.Path);

        Train(new MlpRegressionOptions { HiddenLayers = [3], MaxEpochs = 2, BatchSize = 5, LearningRateSchedule = new CosineSchedule { PerStep = true } }.ReportTo(board));
        board.Dispose();

        (string Tag, long Step, float Value)[] scalars = EventFile.Scalars(board.FilePath);
        float[] steps = [.. scalars.Where(scalar => scalar.Tag == "step/learning_rate").Select(scalar => scalar.Value)];
        Assert.HasCount(4, steps);
        Assert.HasCount(4, steps.Distinct().ToArray());
        CollectionAssert.AreEqual(new[] { (1L, steps[1]), (2L, steps[3]) }, scalars.Where(scalar => scalar.Tag == "learning_rate").Select(scalar => (scalar.Step, scalar.Value)).ToArray());
    }

    [TestMethod]
    [DataRow(true, 1)]
    [DataRow(false, 2)]
    public void How_training_ended_stands_beside_its_hyper_parameters(bool isWell, long status)
    {
        using var folder = new TemporaryFolder();
        using var board = new TensorBoardWriter(folder.Path);
        MlpRegressionOptions options = new() { HiddenLayers = [3], MaxEpochs = 1, MetricsCallback = isWell ? null : _ => throw new InvalidOperationException("a fault") };

        if (isWell) Train(options.ReportTo(board));
        else Assert.ThrowsExactly<InvalidOperationException>(() => Train(options.ReportTo(board)));
        ProtoMessage[] plugins = [.. EventFile.Values(board.FilePath).Where(v => v.Value.Has(9)).Select(v => v.Value)]; // complete before the writer is closed

        CollectionAssert.AreEqual(new[] { "_hparams_/session_start_info", "_hparams_/session_end_info" }, plugins.Select(plugin => plugin.Text(1)).ToArray());
        ProtoMessage data = plugins[1].Message(9).Message(1);
        Assert.AreEqual("hparams", data.Text(1));
        ProtoMessage end = data.Message(2).Message(4);
        Assert.AreEqual(status, end.Get<long>(1));
        Assert.IsGreaterThanOrEqualTo(plugins[0].Message(9).Message(1).Message(2).Message(3).Get<double>(5), end.Get<double>(2));
    }

    [TestMethod]
    public void Training_images_are_one_grid_with_normalization_undone()
    {
        using var folder = new TemporaryFolder();
        using var board = new TensorBoardWriter(folder.Path);
        var ml = new MLContext(seed: 1);

        // Six images of 2×1 pixels, planar RGB from 0 to 1.
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 6).Select(i => new Image { Label = i, Features = [i / 5f, 0, 0, 1, 0, 0] }));
        MlpRegressionTransformer model = ml.Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions { HiddenLayers = [2], MaxEpochs = 1 }).Fit(data);
        board.AddTrainingImages(model, data, count: 4, new ReportImageShape(2, 1) { Channels = ImageChannels.Rgb }, step: 7);
        board.Dispose();

        (long step, ProtoMessage value) = EventFile.Values(board.FilePath).Single();
        Assert.AreEqual((7, "images/training"), (step, value.Text(1)));
        ProtoMessage image = value.Message(4);
        Assert.AreEqual((4L, 6L), (image.Get<long>(1), image.Get<long>(2)), "two rows of two images, two gray pixels between");
        var images = new[] { 0, 2, 3, 5 }.Select(i => new RgbImage(2, 1, [(byte)(51 * i), 0, 0, 0, 255, 0]));
        CollectionAssert.AreEqual(ImageGrid.Arrange([.. images]).ToPng(), image.Get<byte[]>(4));
        ArgumentException noImages = Assert.ThrowsExactly<ArgumentException>(() => board.AddTrainingImages(model, data));
        Assert.StartsWith("The feature column 'Features' does not say that it holds images: say in which shape it does.", noImages.Message);
    }

    [TestMethod]
    public void Two_writers_in_one_folder_do_not_meet()
    {
        using var folder = new TemporaryFolder();
        using var one = new TensorBoardWriter(folder.Path);
        using var two = new TensorBoardWriter(folder.Path);

        Assert.AreNotEqual(one.FilePath, two.FilePath);
    }

    [TestMethod]
    public void A_tag_is_needed()
    {
        using var folder = new TemporaryFolder();
        using var board = new TensorBoardWriter(folder.Path);

        Assert.Throws<ArgumentException>(() => board.AddScalar("", 1, step: 1));
    }

    private static string Write(TemporaryFolder folder, Action<TensorBoardWriter> write)
    {
        using var board = new TensorBoardWriter(folder.Path);
        write(board);
        return board.FilePath;
    }

    private static void Train(MlpRegressionOptions options)
    {
        var ml = new MLContext(seed: 1);
        ml.Regression.Trainers.MultilayerPerceptron(options).Fit(ml.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new Row { Label = i, Features = i }))).Model.Dispose();
    }

    private sealed class Image
    {
        public float Label { get; set; }

        [VectorType(6)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Row
    {
        public float Label { get; set; }

        public float Features { get; set; }
    }
}
