using System.Numerics.Tensors;
using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Activations, in place, and their derivatives as functions of the activation's output.</summary>
internal static class ActivationKernel
{
    /// <summary>z ← f(z).</summary>
    public static void Forward(Activation activation, Span<float> z)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Identity: break;
            case ActivationKind.Relu: LeakyRelu(z, 0); break;
            case ActivationKind.LeakyRelu: LeakyRelu(z, activation.Slope); break;
            case ActivationKind.Sigmoid: TensorPrimitives.Sigmoid(z, z); break;
            case ActivationKind.Tanh: TensorPrimitives.Tanh(z, z); break;
            default: throw new InvalidOperationException($"The CPU engine has no kernel for the activation {activation.Kind}.");
        }
    }

    /// <summary>g ← g · f′, with f′ written in terms of y = f(z): no second buffer for z.</summary>
    public static void Backward(Activation activation, ReadOnlySpan<float> y, Span<float> g)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Identity: break;
            case ActivationKind.Relu: LeakyReluBackward(y, g, 0); break;
            case ActivationKind.LeakyRelu: LeakyReluBackward(y, g, activation.Slope); break;
            case ActivationKind.Sigmoid:
                for (int i = 0; i < g.Length; i++) g[i] *= y[i] * (1 - y[i]);
                break;
            case ActivationKind.Tanh:
                for (int i = 0; i < g.Length; i++) g[i] *= 1 - (y[i] * y[i]);
                break;
            default: throw new InvalidOperationException($"The CPU engine has no kernel for the activation {activation.Kind}.");
        }
    }

    // A comparison that is false for NaN, then a product: a NaN stays a NaN, and the loss shows it.
    private static void LeakyRelu(Span<float> z, float slope)
    {
        for (int i = 0; i < z.Length; i++) z[i] = z[i] > 0 ? z[i] : z[i] * slope;
    }

    private static void LeakyReluBackward(ReadOnlySpan<float> y, Span<float> g, float slope)
    {
        for (int i = 0; i < g.Length; i++) g[i] = y[i] > 0 ? g[i] : g[i] * slope;
    }
}
