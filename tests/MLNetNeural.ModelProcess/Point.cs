using Microsoft.ML.Data;

namespace MLNetNeural.ModelProcess;

/// <summary>A point in the plane with the class it belongs to.</summary>
public sealed class Point
{
    private static readonly (string Name, float X, float Y)[] Centers = [("left", -2, -1), ("right", 2, -1), ("top", 0, 2)];

    /// <summary>Points that models are compared by.</summary>
    public static Point[] Probes { get; } =
        [.. new[] { (-2f, -1f), (2f, -1f), (0f, 2f), (0f, 0f), (1.5f, -3.25f) }.Select(place => new Point { Features = [place.Item1, place.Item2] })];

    public string Label { get; set; } = "";

    [VectorType(2)]
    public float[] Features { get; set; } = [];

    /// <summary>Three clouds of points, one a class.</summary>
    public static IEnumerable<Point> Clouds(int count)
    {
        var random = new Random(1);
        float Noise() => (float)(random.NextDouble() - 0.5);
        return [.. Enumerable.Range(0, count).Select(i => new Point { Label = Centers[i % 3].Name, Features = [Centers[i % 3].X + Noise(), Centers[i % 3].Y + Noise()] })];
    }
}
