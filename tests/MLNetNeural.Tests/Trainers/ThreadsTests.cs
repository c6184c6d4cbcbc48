using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>One seed gives the same weights, bit for bit, on every run and for every number of threads.</summary>
[TestClass]
public sealed class ThreadsTests
{
    private static readonly MlpRegressionOptions Regression = new() { LabelColumnName = "Value", HiddenLayers = [40, 20], Optimizer = new Sgd(0.05f), BatchSize = 70, MaxEpochs = 3, Seed = 9 };

    private static IEnumerable<object[]> Mixes =>
    [
        [Regression],
        [Regression with { Optimizer = new Adam(), Normalization = Normalization.Batch, Dropout = 0.3f, InputDropout = 0.1f, ClipNorm = 0.5f }],
        [Regression with { Optimizer = new RmsProp(), Normalization = Normalization.Layer, Activation = Activation.Gelu, AccumulateBatches = 2, AveragingDecay = 0.9f }],
        [Regression with { LabelColumnName = "Values", Loss = new Quantile(0.1f, 0.9f), ExampleWeightColumnName = "Weight", LearningRateSchedule = new OneCycleSchedule(), ValidationSetFraction = 0.2 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Mixes))]
    public void Regression_does_not_depend_on_threads(MlpRegressionOptions options)
        => AssertSame(threads => new MLContext().Regression.Trainers.MultilayerPerceptron(options with { NumberOfThreads = threads }).Fit(Points.View(new MLContext(), 500)).Model);

    [TestMethod]
    public void Classes_do_not_depend_on_threads()
        => AssertSame(threads => new MLContext().MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [30],
            Dropout = 0.2f,
            ClassWeights = ClassWeights.Balanced,
            Optimizer = new AdamW(),
            MaxEpochs = 3,
            Seed = 2,
            NumberOfThreads = threads,
        }).Fit(Blobs.View(new MLContext(), 400)).Model);

    [TestMethod]
    public void Sparse_rows_do_not_depend_on_threads()
        => AssertSame(threads => new MLContext().BinaryClassification.Trainers.MultilayerPerceptron(new MlpBinaryOptions
        {
            HiddenLayers = [30],
            InputDropout = 0.2f,
            Optimizer = new Adam(),
            MaxEpochs = 3,
            Seed = 2,
            NumberOfThreads = threads,
        }).Fit(Sparse(new MLContext())).Model);

    private static void AssertSame(Func<int, MlpModel> train)
    {
        float[] expected = Weights(train(1));
        foreach (int threads in new[] { 1, 2, 3, 7 }) CollectionAssert.AreEqual(expected, Weights(train(threads)), $"{threads} threads");
    }

    private static float[] Weights(MlpModel model)
    {
        ITensors tensors = model.Network;
        return [.. tensors.Infos.SelectMany((info, tensor) =>
        {
            float[] values = new float[info.Rows * info.Columns];
            tensors.Read(tensor, 0, values);
            return values;
        })];
    }

    private static IDataView Sparse(MLContext ml) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(i => new SparseRow
    {
        Features = new VBuffer<float>(500, 3, [1, i % 5, -1], [i % 100, 100 + (i * 7 % 200), 300 + (i * 13 % 200)]),
        Label = i % 3 == 0,
    }));

    private sealed class SparseRow
    {
        [VectorType(500)]
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }
}
