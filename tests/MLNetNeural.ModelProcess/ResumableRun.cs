using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Trainers;

namespace MLNetNeural.ModelProcess;

/// <summary>A training run with all that the data lend to it: standardized labels, means of missing values, weights, drawn validation rows.</summary>
public static class ResumableRun
{
    public const int Epochs = 40;

    /// <summary>How it is trained; the seed is among the options.</summary>
    public static MlpRegressionOptions Options { get; } = new()
    {
        ExampleWeightColumnName = "Weight",
        HiddenLayers = [16],
        Dropout = 0.1f,
        InputDropout = 0.1f,
        MissingValues = MissingValueHandling.ReplaceByMean,
        ValidationSetFraction = 0.2,
        Optimizer = new Adam(0.01f),
        LearningRateSchedule = new ReduceOnPlateauSchedule(0.5, 3),
        AveragingDecay = 0.9f,
        BatchSize = 16,
        MaxEpochs = Epochs,
        Seed = 5,
    };

    public static IDataView Data(MLContext ml)
    {
        var random = new Random(1);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(i =>
        {
            float x = random.NextSingle(), y = random.NextSingle();
            return new Row { Features = [i % 7 == 0 ? float.NaN : x, y], Label = 5000 + (1000 * x) - (2000 * y), Weight = 1 + (i % 3) };
        }).ToArray());
    }

    /// <summary>Trains, and writes the number of each epoch, behind its checkpoint.</summary>
    public static void Train(string folder)
    {
        var ml = new MLContext();
        ml.Regression.Trainers.MultilayerPerceptron(Options with
        {
            WorkspacePath = folder,
            CheckpointInterval = TimeSpan.Zero,
            MaxEpochs = 1_000_000,
            MetricsCallback = epoch => Console.WriteLine(epoch.Epoch),
        }).Fit(Data(ml));
    }

    public sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; }
    }
}
