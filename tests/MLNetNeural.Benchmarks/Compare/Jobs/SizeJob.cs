using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>Whether a row costs the same however many there are: Fit for one epoch, reading included.</summary>
internal sealed class SizeJob() : Job("size", "Fit, one epoch of 20→64→32→2, batch 256: seconds a row")
{
    private const int Inputs = 20, MostRounds = 3, RowsOfRound = 1_000_000, WarmUps = 3;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000];

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        MLContext ml = new(seed: 1);
        for (int warmUp = 0; warmUp < WarmUps; warmUp++) Fit(ml, RowsOfRound);
        Disturbance disturbance = new(Environment.CpuUsage.TotalTime);
        List<double>[] times = [.. Sizes.Select(_ => new List<double>())];
        for (int round = 0; round < Math.Min(bench.Rounds, MostRounds); round++)
        {
            for (int s = 0; s < Sizes.Length; s++)
            {
                // The median of many short runs, as many rows in all as the long ones have.
                double[] runs = [.. Enumerable.Range(0, Math.Max(1, RowsOfRound / Sizes[s])).Select(_ => Fit(ml, Sizes[s]))];
                times[s].Add(new Series(runs).Median / Sizes[s]);
            }
        }

        Series[] series = [.. times.Select(values => new Series(values))];
        for (int s = 0; s < Sizes.Length; s++)
            yield return new Row(string.Create(CultureInfo.InvariantCulture, $"{Title}, {Sizes[s]:N0} rows"), Unit.Seconds, series[s], null);
        double largest = series.Max(values => values.Median), smallest = series.Min(values => values.Median);
        yield return new Row($"{Title}: the dearest size against the cheapest", Unit.Times, new Series([largest / smallest]), Goal.AtMost(1.1, Unit.Times))
        {
            Note = disturbance.Describe(Environment.CpuUsage.TotalTime),
        };
    }

    private static double Fit(MLContext ml, int rows)
    {
        IDataView view = ml.Data.LoadFromEnumerable(Points(rows));
        long start = Stopwatch.GetTimestamp();
        using MlpModel model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [64, 32],
            Optimizer = new Sgd(learningRate: 0.01f),
            BatchSize = 256,
            MaxEpochs = 1,
        }).Fit(view).Model;
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Rows made as they are asked for, so that they take no memory: one object with other numbers each time.</summary>
    private static IEnumerable<Point> Points(int rows)
    {
        Point point = new();
        uint state = 1;
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                state = (state * 1_664_525) + 1_013_904_223; // Numerical Recipes' generator: quick, and good enough here
                point.Features[i] = (state >> 8) * (1f / (1 << 23)) - 1;
            }

            point.Label = point.Features[0] > point.Features[1] ? 0u : 1u;
            yield return point;
        }
    }

    /// <summary>A row.</summary>
    private sealed class Point
    {
        [VectorType(Inputs)]
        public float[] Features { get; set; } = new float[Inputs];

        [KeyType(2)]
        public uint Label { get; set; }
    }
}
