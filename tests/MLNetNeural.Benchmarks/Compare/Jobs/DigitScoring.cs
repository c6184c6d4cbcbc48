using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>A trained network 784→512→256→10 and rows for it.</summary>
internal static class DigitScoring
{
    public const int Inputs = 784, Classes = 10;

    private const int TrainingRows = 1024;

    /// <summary>Trains for one epoch: what the weights are does not matter.</summary>
    public static ITransformer Train(MLContext ml) => ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
    {
        HiddenLayers = [512, 256],
        Optimizer = new Sgd(learningRate: 0.01f),
        BatchSize = 128,
        MaxEpochs = 1,
    }).Fit(ml.Data.LoadFromEnumerable(Rows(TrainingRows)));

    /// <summary>Rows of numbers from 0 to 1.</summary>
    public static Digit[] Rows(int count)
    {
        Random random = new(1);
        Digit[] rows = new Digit[count];
        for (int r = 0; r < count; r++)
        {
            rows[r] = new Digit { Label = (uint)random.Next(Classes) };
            foreach (ref float value in rows[r].Features.AsSpan()) value = random.NextSingle();
        }

        return rows;
    }

    /// <summary>A row.</summary>
    internal sealed class Digit
    {
        [VectorType(Inputs)]
        public float[] Features { get; set; } = new float[Inputs];

        [KeyType(Classes)]
        public uint Label { get; set; }
    }

    /// <summary>What is predicted of a row.</summary>
    internal sealed class Prediction
    {
        [VectorType(Classes)]
        public float[] Score { get; set; } = [];

        [KeyType(Classes)]
        public uint PredictedLabel { get; set; }
    }
}
