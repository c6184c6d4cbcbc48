using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Tests;

/// <summary>Three clouds of points in the plane, one a class: easy to learn, quick to train on.</summary>
internal static class Blobs
{
    public const int Classes = 3;

    private static readonly (float X, float Y)[] Centers = [(-2, -1), (2, -1), (0, 2)];

    /// <summary>A point with its class as a key; in attributes keys count from 0.</summary>
    public sealed class Row
    {
        [KeyType(Classes)]
        public uint Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    /// <summary>A point whose class is a word.</summary>
    public sealed class NamedRow
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    public sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    public static List<Row> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            (float x, float y) = Centers[i % Classes];
            return new Row { Label = (uint)(i % Classes), Features = [x + Noise(random), y + Noise(random)] };
        })];
    }

    public static IDataView View(MLContext ml, int count, int seed = 1) => ml.Data.LoadFromEnumerable(Rows(count, seed));

    private static float Noise(Random random) => (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 0.8);
}
