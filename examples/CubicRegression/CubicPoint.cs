namespace CubicRegression;

/// <summary>A point of the curve y = x³ + 3x² + 3.</summary>
internal sealed class CubicPoint
{
    /// <summary>The feature, from −15 to 15.</summary>
    public float X { get; set; }

    /// <summary>The value of the curve.</summary>
    public float Y { get; set; }

    /// <summary>The label: y with noise of standard deviation 1.</summary>
    public float NoisyY { get; set; }

    /// <summary>So many points, with x evenly distributed.</summary>
    public static CubicPoint[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        var points = new CubicPoint[count];
        for (int i = 0; i < count; i++)
        {
            double x = (random.NextDouble() * 30) - 15, y = (x * x * x) + (3 * x * x) + 3;
            points[i] = new CubicPoint { X = (float)x, Y = (float)y, NoisyY = (float)(y + Normal(random)) };
        }

        return points;
    }

    /// <summary>A normally distributed number. Box and Muller, 1958.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
