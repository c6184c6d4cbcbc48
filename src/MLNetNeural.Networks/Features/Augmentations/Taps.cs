namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Which two neighbors the numbers of an enlarged line are made of, and their weights: Pillow's for the bilinear (triangle) filter.</summary>
/// <param name="length">Length of the enlarged line.</param>
internal sealed class Taps(int length)
{
    private readonly int[] _index = new int[length];
    private readonly int[] _first = new int[length];
    private readonly int[] _second = new int[length];
    private readonly float[] _firstShare = new float[length];
    private readonly float[] _secondShare = new float[length];

    /// <summary>The first neighbor of each number.</summary>
    public ReadOnlySpan<int> Index => _index;

    /// <summary>Weight of the first neighbor of each number, times 2²².</summary>
    public ReadOnlySpan<int> First => _first;

    /// <summary>Weight of the second neighbor of each number, times 2²²; 0 where there is none.</summary>
    public ReadOnlySpan<int> Second => _second;

    /// <summary>The weights of a number.</summary>
    public Tap this[int i] => new(_first[i], _second[i], _firstShare[i], _secondShare[i]);

    /// <summary>Distance of the second neighbor: 1, or 0 where there is none.</summary>
    public int Step(int i) => _second[i] == 0 ? 0 : 1;

    /// <summary>Makes them for a line of another length, at most that of the enlarged one.</summary>
    public void Fill(int from)
    {
        double scale = (double)from / length;
        for (int i = 0; i < length; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max((int)(center - 0.5), 0), end = Math.Min((int)(center + 1.5), from);
            double a = Triangle(first - center + 0.5), b = first + 1 < end ? Triangle(first + 1.5 - center) : 0, sum = a + b;
            (_index[i], _first[i], _second[i]) = (first, Fixed(a / sum), Fixed(b / sum));
            (_firstShare[i], _secondShare[i]) = _second[i] == 0 ? (1, 0) : ((float)(a / sum), (float)(b / sum));
        }
    }

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    private static int Fixed(double weight) => (int)((weight * (1 << Tap.Bits)) + 0.5);
}
