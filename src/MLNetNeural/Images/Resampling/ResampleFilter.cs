namespace MLNetNeural.Images.Resampling;

/// <summary>The window by which a resized pixel weighs the source pixels around its place.</summary>
/// <param name="Name">The name the field uses.</param>
/// <param name="Support">Half the window's width, in source pixels when enlarging; stretched by source/target when shrinking.</param>
/// <param name="Weight">The weight at a distance from the center, before the weights are scaled to sum 1.</param>
internal sealed record ResampleFilter(string Name, double Support, Func<double, double> Weight)
{
    /// <summary>The triangle: 1 − |x| within 1.</summary>
    public static ResampleFilter Bilinear { get; } = new("bilinear", 1, Triangle);

    /// <summary>Keys' cubic convolution with a = −0.5, as Pillow has it.</summary>
    public static ResampleFilter Bicubic { get; } = new("bicubic", 2, Cubic);

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x < 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
            : x < 2 ? ((((((x - 5) * x) + 8) * x) - 4) * a)
            : 0;
    }
}
