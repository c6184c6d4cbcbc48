using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Random numbers for one use in one row of an epoch: the same ones whatever else is drawn.</summary>
internal struct Draws
{
    private readonly Philox _stream;
    private readonly ulong _start;
    private uint _drawn;

    /// <param name="seed">Seed of the run.</param>
    /// <param name="use">What is drawn.</param>
    /// <param name="epoch">Zero-based epoch.</param>
    /// <param name="row">Zero-based row of the store, or batch.</param>
    public Draws(int seed, RandomUse use, int epoch, int row)
    {
        _stream = new Philox(seed, use, epoch);
        _start = (ulong)(uint)row << 32;
    }

    /// <summary>True with a probability.</summary>
    public bool Chance(float probability) => Philox.ToUnit(Word()) < probability;

    /// <summary>In [minimum, maximum), or the minimum where both are the same.</summary>
    public double Uniform(double minimum, double maximum) => minimum + ((maximum - minimum) * Unit());

    /// <summary>In [0, bound).</summary>
    public int Index(int bound) => Philox.ToIndex(Word(), bound);

    /// <summary>From the normal distribution with mean 0 and deviation 1 (Box and Muller, 1958).</summary>
    public double Normal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        return radius * Math.Cos(2 * Math.PI * Unit());
    }

    /// <summary>From Beta(α, α): g/(g + h) of two numbers with the gamma distribution, by their logarithms, which a small α cannot make 0.</summary>
    public double Beta(double alpha) => 1 / (1 + Math.Exp(LogGamma(alpha) - LogGamma(alpha)));

    /// <summary>Logarithm of a number from Gamma(α, 1), by rejection. Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.</summary>
    private double LogGamma(double alpha)
    {
        if (alpha < 1) return LogGamma(alpha + 1) + (Math.Log(1 - Unit()) / alpha);
        double d = alpha - (1 / 3.0), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(), v = 1 + (c * x), u = 1 - Unit();
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return Math.Log(d) + Math.Log(v);
        }
    }

    private double Unit() => Word() * (1.0 / (1L << 32));

    private uint Word() => _stream.Word(_start + _drawn++);
}
