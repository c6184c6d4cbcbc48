using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>The error function, erf x = 2/√π · ∫₀ˣ e^{−t²} dt.</summary>
internal static class ErfKernel
{
    /// <summary>From here on erf is ±1 in float32.</summary>
    private const double Limit = 4;

    /// <summary>
    /// erf(x)/x as a polynomial in u = x²/8 − 1, which runs over [−1, 1] for |x| ≤ 4: Chebyshev interpolation of degree 20,
    /// expanded. The error is below 2e-11.
    /// </summary>
    private static readonly double[] Coefficients =
    [
        0.35353099564411483, -0.17657623321208432, 0.1316751167236875, -0.10771044903945207, 0.09020900091549393, -0.07472772607906691,
        0.059886799554842794, -0.04576648189317199, 0.03306146908584594, -0.022466183651420685, 0.014345737232924876, -0.008630037203570282,
        0.004864627077104159, -0.002530357338227987, 0.001272324785622914, -0.0006730858333685319, 0.0002991805097553879, -7.231718962430026e-05,
        3.107461234321818e-05, -3.671403042972088e-05, 1.325547811575234e-05,
    ];

    /// <summary>x ← erf x.</summary>
    public static void Erf(Span<double> x)
    {
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count) Erf(new Vector<double>(x[i..])).CopyTo(x[i..]);
        ErfScalar(x[i..]);
    }

    /// <summary>The definition of <see cref="Erf(Span{double})"/>.</summary>
    public static void ErfScalar(Span<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double u = Math.FusedMultiplyAdd(x[i] * x[i], 2 / (Limit * Limit), -1), sum = Coefficients[^1];
            for (int c = Coefficients.Length - 2; c >= 0; c--) sum = Math.FusedMultiplyAdd(sum, u, Coefficients[c]);
            x[i] = x[i] >= Limit ? 1 : x[i] <= -Limit ? -1 : x[i] * sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Erf(Vector<double> x)
    {
        Vector<double> u = Vector.FusedMultiplyAdd(x * x, new Vector<double>(2 / (Limit * Limit)), -Vector<double>.One), sum = new(Coefficients[^1]);
        for (int c = Coefficients.Length - 2; c >= 0; c--) sum = Vector.FusedMultiplyAdd(sum, u, new Vector<double>(Coefficients[c]));
        Vector<double> limit = new(Limit);
        Vector<double> inner = Vector.ConditionalSelect(Vector.LessThanOrEqual(x, -limit), -Vector<double>.One, x * sum);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, limit), Vector<double>.One, inner);
    }
}
