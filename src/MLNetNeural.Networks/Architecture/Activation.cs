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

    /// <summary>Which function it is.</summary>
    public ActivationKind Kind { get; }

    /// <summary>Slope of <see cref="ActivationKind.LeakyRelu"/> for negative inputs; 0 for the others.</summary>
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

    /// <summary>The activation of a kind, with <paramref name="slope"/> where the kind has one.</summary>
    internal static Activation Of(ActivationKind kind, float slope) => kind switch
    {
        ActivationKind.Identity => Identity,
        ActivationKind.Relu => Relu,
        ActivationKind.Sigmoid => Sigmoid,
        ActivationKind.Tanh => Tanh,
        ActivationKind.LeakyRelu => LeakyRelu(slope),
        _ => throw new ArgumentException($"Activation kind must be one of {string.Join(", ", Enum.GetNames<ActivationKind>())}, got {kind}."),
    };

    /// <summary>The name of the function, with its slope where it has one.</summary>
    public override string ToString() => Kind == ActivationKind.LeakyRelu
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"LeakyRelu({Slope})")
        : Kind.ToString();
}
