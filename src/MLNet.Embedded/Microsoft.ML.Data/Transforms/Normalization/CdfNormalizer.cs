using System.Numerics;
using static Microsoft.ML.Transforms.NormalizingTransformer;

namespace Microsoft.ML.Data;

/// <summary>The share of a normal distribution that lies below x; 0 where x is not finite or the slot has but one value.</summary>
/// <remarks>
/// As in ML.NET the items that a sparse vector leaves out stay 0, and the error function is Winitzki's approximation:
/// erf(x)² ≈ 1 - exp(-x² · (4/π + a·x²) / (1 + a·x²)), a = 0.147, off by at most 1.3e-4.
/// </remarks>
internal sealed class CdfNormalizer<T>(DataViewType inputType, T[] mean, T[] deviation) : ColumnNormalizer<T>(inputType, mean, deviation)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private static readonly T A = T.CreateTruncating(0.147);
    private static readonly T Two = T.CreateTruncating(2);

    protected override byte Code => CdfCode;

    protected override T Apply(int slot, T value)
    {
        if (!(Second[slot] > T.Epsilon) || !T.IsFinite(value))
            return T.Zero;
        T x = (value - First[slot]) / Second[slot];
        // Of the argument of erf, x / √2.
        T square = x * x / Two;
        double a = double.CreateTruncating(A * square);
        double erf = T.Sign(x) * Math.Sqrt(1 - Math.Exp(-double.CreateTruncating(square) * ((4 / Math.PI) + a) / (1 + a)));
        return T.CreateTruncating(0.5 + (0.5 * erf));
    }

    protected override NormalizerModelParametersBase MakeParameters<TData>(TData first, TData second)
        => new CdfNormalizerModelParameters<TData>(first, second);
}
