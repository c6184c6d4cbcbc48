using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Architecture;

/// <summary>The element-wise function of a layer; as in PyTorch, the derivative of ReLU and leaky ReLU at 0 is that of z &lt; 0.</summary>
public sealed record Activation
{
    private Activation(ActivationKind kind, float slope = 0)
    {
        Kind = kind;
        Slope = slope;
    }

    /// <summary>f(z) = z: the layer stays linear.</summary>
    public static Activation Identity { get; } = new(ActivationKind.Identity);

    /// <summary>f(z) = max(0, z).</summary>
    public static Activation Relu { get; } = new(ActivationKind.Relu);

    /// <summary>f(z) = 1 / (1 + e⁻ᶻ); also called logistic.</summary>
    public static Activation Sigmoid { get; } = new(ActivationKind.Sigmoid);

    /// <summary>f(z) = tanh z.</summary>
    public static Activation Tanh { get; } = new(ActivationKind.Tanh);

    /// <summary>
    /// f(z) = λ·z for z &gt; 0, λα·(eᶻ − 1) otherwise, λ = 1.0507009873554805, α = 1.6732632423543773: activations of
    /// deep networks keep mean 0 and variance 1. Klambauer et al., NIPS 2017.
    /// </summary>
    public static Activation Selu { get; } = new(ActivationKind.Selu);

    /// <summary>f(z) = z·Φ(z) = z/2·(1 + erf(z/√2)), exact as PyTorch's default, not the approximation by tanh. Hendrycks and Gimpel, 2016.</summary>
    public static Activation Gelu { get; } = new(ActivationKind.Gelu);

    /// <summary>f(z) = z / (1 + e⁻ᶻ); also called swish.</summary>
    public static Activation Silu { get; } = new(ActivationKind.Silu);

    /// <summary>f(z) = ln(1 + eᶻ): a smooth ReLU.</summary>
    public static Activation Softplus { get; } = new(ActivationKind.Softplus);

    /// <summary>Which function it is.</summary>
    public ActivationKind Kind { get; }

    /// <summary>Slope just below 0: that of <see cref="ActivationKind.LeakyRelu"/>, α of <see cref="ActivationKind.Elu"/>; 0 for the others.</summary>
    public float Slope { get; }

    /// <summary>f(z) = z for z &gt; 0, <paramref name="negativeSlope"/>·z otherwise.</summary>
    /// <param name="negativeSlope">Slope for negative inputs; at least 0, finite. Default: 0.01, as in PyTorch.</param>
    /// <exception cref="ArgumentException">The slope is negative or not finite.</exception>
    public static Activation LeakyRelu(float negativeSlope = 0.01f)
    {
        new OptionErrors(nameof(LeakyRelu))
            .Require(negativeSlope is >= 0 and < float.PositiveInfinity, negativeSlope, "at least 0 and finite")
            .ThrowIfAny();
        return new Activation(ActivationKind.LeakyRelu, negativeSlope);
    }

    /// <summary>f(z) = z for z &gt; 0, <paramref name="alpha"/>·(eᶻ − 1) otherwise. Clevert et al., ICLR 2016.</summary>
    /// <param name="alpha">The limit of f for very negative z is −alpha; at least 0, finite. Default: 1, as in PyTorch.</param>
    /// <exception cref="ArgumentException">Alpha is negative or not finite.</exception>
    public static Activation Elu(float alpha = 1)
    {
        new OptionErrors(nameof(Elu))
            .Require(alpha is >= 0 and < float.PositiveInfinity, alpha, "at least 0 and finite")
            .ThrowIfAny();
        return new Activation(ActivationKind.Elu, alpha);
    }

    /// <summary>The activation of a kind, with <paramref name="slope"/> where the kind has one.</summary>
    internal static Activation Of(ActivationKind kind, float slope) => kind switch
    {
        ActivationKind.Identity => Identity,
        ActivationKind.Relu => Relu,
        ActivationKind.Sigmoid => Sigmoid,
        ActivationKind.Tanh => Tanh,
        ActivationKind.LeakyRelu => LeakyRelu(slope),
        ActivationKind.Elu => Elu(slope),
        ActivationKind.Selu => Selu,
        ActivationKind.Gelu => Gelu,
        ActivationKind.Silu => Silu,
        ActivationKind.Softplus => Softplus,
        _ => throw new ArgumentException($"Activation kind must be one of {string.Join(", ", Enum.GetNames<ActivationKind>())}, got {kind}."),
    };

    /// <summary>The name of the function, with its slope where it has one.</summary>
    public override string ToString() => Kind is ActivationKind.LeakyRelu or ActivationKind.Elu
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind}({Slope})")
        : Kind.ToString();
}
