using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Tests;

/// <summary>The activations in double, by their formulas.</summary>
internal static class ActivationFormula
{
    public static double Of(Activation activation, double z) => activation.Kind switch
    {
        ActivationKind.Identity => z,
        ActivationKind.Relu => Math.Max(0, z),
        ActivationKind.LeakyRelu => z > 0 ? z : activation.Slope * z,
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-z)),
        ActivationKind.Tanh => Math.Tanh(z),
        ActivationKind.Elu => z > 0 ? z : activation.Slope * (Math.Exp(z) - 1),
        ActivationKind.Selu => 1.0507009873554804934193349852946 * (z > 0 ? z : 1.6732632423543772848170429916717 * (Math.Exp(z) - 1)),
        ActivationKind.Gelu => z * 0.5 * (1 + Erf(z / Math.Sqrt(2))),
        ActivationKind.Silu => z / (1 + Math.Exp(-z)),
        ActivationKind.Softplus => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))),
        _ => throw new ArgumentException(activation.ToString()),
    };

    /// <summary>erf x = 2/√π · e^{−x²} · Σₙ 2ⁿ·x^{2n+1} / (2n+1)!!, whose terms all have one sign.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) >= 6) return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; n < 300; n++) sum += term *= 2 * x * x / ((2 * n) + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
