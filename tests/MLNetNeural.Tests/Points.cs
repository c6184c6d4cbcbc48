using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Tests;

/// <summary>Points of the plane with labels of every kind that follow from them: truths, and values in the thousands.</summary>
internal static class Points
{
    public sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        /// <summary>First coordinate, as a plain number.</summary>
        public float X { get; set; }

        /// <summary>Whether the point lies above a line.</summary>
        public bool Truth { get; set; }

        /// <summary>Whether it lies above, left, and outside a circle.</summary>
        [VectorType(3)]
        public bool[] Truths { get; set; } = [];

        /// <summary>A plane in other units.</summary>
        public float Value { get; set; }

        /// <summary>Two planes in two kinds of units.</summary>
        [VectorType(2)]
        public float[] Values { get; set; } = [];

        public float Weight { get; set; } = 1;

        public static Row Of(float x, float y) => new()
        {
            Features = [x, y],
            X = x,
            Truth = y > 0.5f * x,
            Truths = [y > 0.5f * x, x < 0, (x * x) + (y * y) > 0.5f],
            Value = 5000 + (1000 * x) - (2000 * y),
            Values = [5000 + (1000 * x) - (2000 * y), (0.01f * x) + (0.02f * y)],
        };
    }

    public sealed class Binary
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    public sealed class Multilabel
    {
        public bool[] PredictedLabel { get; set; } = [];

        public float[] Score { get; set; } = [];

        public float[] Probability { get; set; } = [];
    }

    public sealed class Regression
    {
        public float Score { get; set; }
    }

    public sealed class MultiOutput
    {
        public float[] Score { get; set; } = [];
    }

    public static List<Row> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Row.Of((float)((random.NextDouble() * 2) - 1), (float)((random.NextDouble() * 2) - 1)))];
    }

    public static IDataView View(MLContext ml, int count, int seed = 1) => ml.Data.LoadFromEnumerable(Rows(count, seed));

    public static List<T> Predict<T>(ITransformer model, IDataView data)
        where T : class, new()
        => [.. new MLContext().Data.CreateEnumerable<T>(model.Transform(data), reuseRowObject: false)];

    public static ITransformer RoundTrip(MLContext ml, ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }
}
