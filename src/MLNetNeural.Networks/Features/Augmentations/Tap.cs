namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>The two neighbours that a number of an enlarged row is made of, and their weights.</summary>
/// <param name="Index">The first neighbour.</param>
/// <param name="Step">Distance of the second: 1, or 0 at an edge.</param>
/// <param name="First">Weight of the first, times 2²².</param>
/// <param name="Second">Weight of the second, times 2²².</param>
/// <param name="FirstShare">Weight of the first.</param>
/// <param name="SecondShare">Weight of the second.</param>
internal readonly record struct Tap(int Index, int Step, int First, int Second, float FirstShare, float SecondShare)
{
    /// <summary>Fractional bits of the weights in Pillow.</summary>
    public const int Bits = 22;

    /// <summary>The taps that stretch an axis by the bilinear (triangle) filter, with Pillow's windows and weights.</summary>
    /// <param name="length">Length of the part that is stretched; at most the number of taps.</param>
    /// <param name="taps">Receives a tap for each place of the result.</param>
    public static void Fill(int length, Span<Tap> taps)
    {
        double scale = (double)length / taps.Length;
        for (int i = 0; i < taps.Length; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max((int)(center - 0.5), 0), end = Math.Min((int)(center + 1.5), length);
            double a = Triangle(first - center + 0.5), b = first + 1 < end ? Triangle(first + 1.5 - center) : 0, sum = a + b;
            taps[i] = new Tap(first, first + 1 < end ? 1 : 0, Fixed(a / sum), Fixed(b / sum), (float)(a / sum), (float)(b / sum));
        }
    }

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    private static int Fixed(double weight) => (int)((weight * (1 << Bits)) + 0.5);
}
