using System.Numerics.Tensors;
using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Activations, in place, and their derivatives.</summary>
internal static class ActivationKernel
{
    private const float SeluScale = 1.0507009873554805f;
    private const float SeluScaleTimesAlpha = (float)(1.0507009873554805 * 1.6732632423543773);

    /// <summary>Values that go through scratch memory on the stack at one time.</summary>
    private const int Chunk = 256;

    private delegate void ChunkAction(Span<float> values, ReadOnlySpan<float> kept, Span<double> scratch);

    /// <summary>
    /// What <see cref="Backward"/> needs of the forward pass: z (true) or y = f(z) (false), which spares a buffer. GELU and
    /// SiLU are not monotone, and softplus loses z in rounding.
    /// </summary>
    public static bool KeepsInput(ActivationKind kind) => kind is ActivationKind.Gelu or ActivationKind.Silu or ActivationKind.Softplus;

    /// <summary>z ← f(z).</summary>
    public static void Forward(Activation activation, Span<float> z)
    {
        if (z.IsEmpty) return; // TensorPrimitives.Sigmoid throws
        switch (activation.Kind)
        {
            case ActivationKind.Identity: break;
            case ActivationKind.Relu: FactorKernel.Multiply<PositivePart>(z, z, 0, 0); break;
            case ActivationKind.LeakyRelu: FactorKernel.Multiply<TwoSlopes>(z, z, 1, activation.Slope); break;
            case ActivationKind.Sigmoid: TensorPrimitives.Sigmoid(z, z); break;
            case ActivationKind.Tanh: TensorPrimitives.Tanh(z, z); break;
            case ActivationKind.Elu: Elu(z, 1, activation.Slope); break;
            case ActivationKind.Selu: Elu(z, SeluScale, SeluScaleTimesAlpha); break;
            case ActivationKind.Gelu: InChunks(z, z, Gelu); break;
            case ActivationKind.Silu: InChunks(z, z, Silu); break;
            case ActivationKind.Softplus: InChunks(z, z, Softplus); break;
            default: throw new InvalidOperationException($"The CPU engine has no kernel for the activation {activation.Kind}.");
        }
    }

    /// <summary>g ← g · f′(z).</summary>
    /// <param name="activation">The activation f.</param>
    /// <param name="kept">z where <see cref="KeepsInput"/> says so, else y = f(z); length n.</param>
    /// <param name="g">Gradient with respect to y, length n. Overwritten with that with respect to z.</param>
    public static void Backward(Activation activation, ReadOnlySpan<float> kept, Span<float> g)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Identity: break;
            case ActivationKind.Relu: FactorKernel.Multiply<ZeroOrOne>(g, kept, 0, 0); break;
            case ActivationKind.LeakyRelu: FactorKernel.Multiply<TwoSlopes>(g, kept, 1, activation.Slope); break;
            case ActivationKind.Sigmoid: FactorKernel.Multiply<SigmoidSlope>(g, kept, 0, 0); break;
            case ActivationKind.Tanh: FactorKernel.Multiply<TanhSlope>(g, kept, 0, 0); break;
            case ActivationKind.Elu: FactorKernel.Multiply<EluSlope>(g, kept, 1, activation.Slope); break;
            case ActivationKind.Selu: FactorKernel.Multiply<EluSlope>(g, kept, SeluScale, SeluScaleTimesAlpha); break;
            case ActivationKind.Gelu: InChunks(g, kept, GeluBackward); break;
            case ActivationKind.Silu: InChunks(g, kept, SiluBackward); break;
            case ActivationKind.Softplus: InChunks(g, kept, SoftplusBackward); break;
            default: throw new InvalidOperationException($"The CPU engine has no kernel for the activation {activation.Kind}.");
        }
    }

    /// <summary>y = positive·z for z &gt; 0, negative·(eᶻ − 1) otherwise.</summary>
    private static void Elu(Span<float> z, float positive, float negative)
    {
        Span<double> e = stackalloc double[Chunk];
        for (int start = 0; start < z.Length; start += Chunk)
        {
            Span<float> part = z.Slice(start, Math.Min(Chunk, z.Length - start));
            Exp(part, e);
            for (int i = 0; i < part.Length; i++) part[i] = part[i] > 0 ? part[i] * positive : (float)((e[i] - 1) * negative);
        }
    }

    private static void Gelu(Span<float> z, ReadOnlySpan<float> kept, Span<double> cdf)
    {
        NormalCdf(kept, cdf);
        for (int i = 0; i < z.Length; i++) z[i] = (float)(z[i] * cdf[i]);
    }

    /// <summary>f′ = Φ(z) + z·φ(z).</summary>
    private static void GeluBackward(Span<float> g, ReadOnlySpan<float> z, Span<double> scratch)
    {
        const double InverseRootOfTwoPi = 0.3989422804014327;
        Span<double> cdf = scratch, density = stackalloc double[Chunk];
        NormalCdf(z, cdf);
        for (int i = 0; i < z.Length; i++) density[i] = -0.5 * z[i] * z[i];
        TensorPrimitives.Exp(density[..z.Length], density);
        for (int i = 0; i < z.Length; i++) g[i] = (float)(g[i] * (cdf[i] + (z[i] * InverseRootOfTwoPi * density[i])));
    }

    private static void Silu(Span<float> z, ReadOnlySpan<float> kept, Span<double> sigmoid)
    {
        Sigmoid(kept, sigmoid);
        for (int i = 0; i < z.Length; i++) z[i] = (float)(z[i] * sigmoid[i]);
    }

    /// <summary>f′ = σ(z)·(1 + z·(1 − σ(z))).</summary>
    private static void SiluBackward(Span<float> g, ReadOnlySpan<float> z, Span<double> sigmoid)
    {
        Sigmoid(z, sigmoid);
        for (int i = 0; i < z.Length; i++) g[i] = (float)(g[i] * sigmoid[i] * (1 + (z[i] * (1 - sigmoid[i]))));
    }

    /// <summary>y = max(z, 0) + ln(1 + e^{−|z|}), which does not overflow.</summary>
    private static void Softplus(Span<float> z, ReadOnlySpan<float> kept, Span<double> rest)
    {
        for (int i = 0; i < z.Length; i++) rest[i] = -Math.Abs((double)kept[i]);
        TensorPrimitives.Exp(rest[..z.Length], rest);
        TensorPrimitives.LogP1(rest[..z.Length], rest);
        for (int i = 0; i < z.Length; i++) z[i] = (float)(Math.Max(z[i], 0) + rest[i]);
    }

    /// <summary>f′ = σ(z).</summary>
    private static void SoftplusBackward(Span<float> g, ReadOnlySpan<float> z, Span<double> sigmoid)
    {
        Sigmoid(z, sigmoid);
        for (int i = 0; i < z.Length; i++) g[i] = (float)(g[i] * sigmoid[i]);
    }

    // In double: eᶻ − 1 and 1 + erf cancel near 0 and far below it.
    private static void Exp(ReadOnlySpan<float> z, Span<double> result)
    {
        for (int i = 0; i < z.Length; i++) result[i] = z[i];
        TensorPrimitives.Exp(result[..z.Length], result);
    }

    private static void Sigmoid(ReadOnlySpan<float> z, Span<double> result)
    {
        for (int i = 0; i < z.Length; i++) result[i] = z[i];
        TensorPrimitives.Sigmoid(result[..z.Length], result);
    }

    /// <summary>Φ(z) = (1 + erf(z/√2)) / 2.</summary>
    private static void NormalCdf(ReadOnlySpan<float> z, Span<double> result)
    {
        const double InverseRootOfTwo = 0.7071067811865476;
        for (int i = 0; i < z.Length; i++) result[i] = z[i] * InverseRootOfTwo;
        ErfKernel.Erf(result[..z.Length]);
        for (int i = 0; i < z.Length; i++) result[i] = 0.5 + (0.5 * result[i]);
    }

    private static void InChunks(Span<float> values, ReadOnlySpan<float> kept, ChunkAction action)
    {
        Span<double> scratch = stackalloc double[Chunk];
        for (int start = 0; start < values.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, values.Length - start);
            action(values.Slice(start, length), kept.Slice(start, length), scratch);
        }
    }
}
