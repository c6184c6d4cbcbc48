using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>
/// Fits of several sizes at the same time: the largest pauses again and again, between two rows or two batches, for as many whole Fits of
/// the others as have taken the same time. A machine that is fast and slow by turns is so for all sizes alike, while one after the other
/// a Fit of seconds would be compared with one of milliseconds in another hour.
/// </summary>
internal sealed class FitsInTurns
{
    private const int Inputs = 20, RowsBetweenLooks = 4096;

    /// <summary>How long the largest goes on: a hundred times as long as it needs to fill the caches again.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly MLContext _ml = new(seed: 1);
    private readonly int[] _sizes;
    private readonly FitCost[] _costs;
    private TimeSpan _pauseAt;

    private FitsInTurns(int[] sizes)
    {
        _sizes = sizes;
        _costs = [.. sizes.Select(_ => new FitCost())];
    }

    /// <summary>One Fit of the largest size, and meanwhile many of the others.</summary>
    /// <param name="sizes">Numbers of rows, rising.</param>
    /// <returns>What a row of each size costs.</returns>
    public static FitCost[] Round(int[] sizes)
    {
        FitsInTurns fits = new(sizes);
        fits.Fit(sizes.Length - 1, fits.GiveTurn);
        return fits._costs;
    }

    /// <summary>Lets the other sizes catch up, when it is time.</summary>
    private void GiveTurn()
    {
        FitCost largest = _costs[^1];
        if (largest.Time < _pauseAt) return;
        largest.Stop();
        for (int s = 0; s < _sizes.Length - 1; s++)
        {
            while (_costs[s].Time < largest.Time) Fit(s, () => { });
        }

        _pauseAt = largest.Time + Turn;
        largest.Start();
    }

    /// <summary>From an IDataView to a model, as users do it: reading, gathering, shuffling and training.</summary>
    private void Fit(int size, Action look)
    {
        FitCost cost = _costs[size];
        IDataView view = _ml.Data.LoadFromEnumerable(Points(_sizes[size], look));
        cost.Start();
        using MlpModel model = _ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions
        {
            HiddenLayers = [64, 32],
            Optimizer = new Sgd(learningRate: 0.01f),
            BatchSize = 256,
            MaxEpochs = 1,
            BatchCallback = _ => look(),
        }).Fit(view).Model;
        cost.Stop();
        cost.Count(_sizes[size]);
    }

    /// <summary>Rows made as they are asked for, so that they take no memory: one object with other numbers each time.</summary>
    private static IEnumerable<Point> Points(int rows, Action look)
    {
        Point point = new();
        uint state = 1;
        for (int row = 0; row < rows; row++)
        {
            if (row % RowsBetweenLooks == 0) look();
            for (int i = 0; i < Inputs; i++)
            {
                state = (state * 1_664_525) + 1_013_904_223; // Numerical Recipes' generator: quick, and good enough here
                point.Features[i] = (state >> 8) * (1f / (1 << 23)) - 1;
            }

            point.Label = point.Features[0] > point.Features[1] ? 1u : 2u;
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
