using Microsoft.ML;
using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Tests;

[TestClass]
public sealed class ReporterOptionsTests
{
    [TestMethod]
    public void Training_reports_its_start_every_batch_and_epoch_beside_the_callbacks_that_are_set()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new Point { Label = i, Features = i }));
        var log = new Log();
        int epochs = 0;
        MlpRegressionOptions options = new MlpRegressionOptions { HiddenLayers = [2], MaxEpochs = 2, BatchSize = 4, MetricsCallback = _ => epochs++ }.ReportTo(log);

        ml.Regression.Trainers.MultilayerPerceptron(options).Fit(data).Model.Dispose();

        Assert.AreEqual(2, log.Ends.Single().History!.Epochs.Length);
        Assert.AreEqual(0, log.BatchesAtStart.Single());
        Assert.AreEqual(2, log.Options!.MaxEpochs);
        Assert.AreEqual(2, epochs);
        CollectionAssert.AreEqual(new[] { 1, 2 }, log.Epochs.ConvertAll(epoch => epoch.Epoch));
        CollectionAssert.AreEqual(new[] { 4, 8, 10, 4, 8, 10 }, log.Batches.ConvertAll(batch => batch.Rows));
        Assert.IsTrue(log.Batches.TrueForAll(batch => Math.Abs(batch.LearningRate - log.Epochs[0].LearningRate) < 1e-9));
    }

    private sealed class Point
    {
        public float Label { get; set; }

        public float Features { get; set; }
    }

    private sealed class Log : ITrainingReporter
    {
        public List<BatchMetrics> Batches { get; } = [];

        public List<EpochMetrics> Epochs { get; } = [];

        public List<TrainingEnd> Ends { get; } = [];

        public List<int> BatchesAtStart { get; } = [];

        public MlpOptions? Options { get; private set; }

        public void Begin(MlpOptions options) => Options = options;

        public void Start(TrainingStart start) => BatchesAtStart.Add(Batches.Count);

        public void Batch(BatchMetrics batch) => Batches.Add(batch);

        public void Epoch(EpochMetrics epoch) => Epochs.Add(epoch);

        public void End(TrainingEnd end) => Ends.Add(end);
    }
}
