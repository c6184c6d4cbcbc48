using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Architecture;

/// <summary>
/// The distribution that the weights of a layer are drawn from before training. With all but PyTorch's default, biases start at 0.
/// </summary>
/// <remarks>
/// Kaiming: He et al., ICCV 2015. Xavier: Glorot and Bengio, AISTATS 2010. LeCun's initialization, which SELU wants, is
/// <c>KaimingNormal(Activation.Identity)</c>.
/// </remarks>
public sealed record WeightInitializer
{
    private WeightInitializer(WeightInitializerKind kind, double scale = 1, bool useFanOut = false)
    {
        Kind = kind;
        Scale = scale;
        UsesFanOut = useFanOut;
    }

    /// <summary>That of PyTorch's linear layers: weights and biases from U(−b, b), b = 1/√inputs.</summary>
    public static WeightInitializer PyTorchDefault { get; } = new(WeightInitializerKind.PyTorchDefault);

    /// <summary>All weights 0: for linear models; hidden layers would never learn.</summary>
    public static WeightInitializer Zeros { get; } = new(WeightInitializerKind.Zeros);

    /// <summary>Which distribution it is.</summary>
    public WeightInitializerKind Kind { get; }

    /// <summary>The gain of Kaiming and Xavier, the standard deviation of the normal distribution; 1 for the others.</summary>
    public double Scale { get; }

    /// <summary>Whether Kaiming's fan is fan-out, the units of the layer, which keeps the variance of gradients; else it is fan-in, its inputs, which keeps that of activations.</summary>
    public bool UsesFanOut { get; }

    /// <summary>Weights from U(−b, b), b = gain·√(3/fan).</summary>
    /// <param name="activation">The activation that <see cref="Gain"/> is of. Default: ReLU.</param>
    /// <param name="useFanOut">See <see cref="UsesFanOut"/>. Default: false.</param>
    public static WeightInitializer KaimingUniform(Activation? activation = null, bool useFanOut = false)
        => new(WeightInitializerKind.KaimingUniform, Gain(activation ?? Activation.Relu), useFanOut);

    /// <summary>Weights from N(0, gain²/fan).</summary>
    /// <param name="activation">The activation that <see cref="Gain"/> is of. Default: ReLU.</param>
    /// <param name="useFanOut">See <see cref="UsesFanOut"/>. Default: false.</param>
    public static WeightInitializer KaimingNormal(Activation? activation = null, bool useFanOut = false)
        => new(WeightInitializerKind.KaimingNormal, Gain(activation ?? Activation.Relu), useFanOut);

    /// <summary>Weights from U(−b, b), b = gain·√(6/(inputs + units)).</summary>
    /// <param name="activation">The activation that <see cref="Gain"/> is of. Default: identity, gain 1.</param>
    public static WeightInitializer XavierUniform(Activation? activation = null)
        => new(WeightInitializerKind.XavierUniform, Gain(activation ?? Activation.Identity));

    /// <summary>Weights from N(0, gain²·2/(inputs + units)).</summary>
    /// <param name="activation">The activation that <see cref="Gain"/> is of. Default: identity, gain 1.</param>
    public static WeightInitializer XavierNormal(Activation? activation = null)
        => new(WeightInitializerKind.XavierNormal, Gain(activation ?? Activation.Identity));

    /// <summary>Weights from N(0, deviation²).</summary>
    /// <param name="standardDeviation">The deviation; greater than 0, finite. Default: 0.01.</param>
    /// <exception cref="ArgumentException">The deviation is out of range.</exception>
    public static WeightInitializer Normal(double standardDeviation = 0.01)
    {
        new OptionErrors(nameof(Normal))
            .Require(standardDeviation is > 0 and < float.MaxValue, standardDeviation, "greater than 0 and finite")
            .ThrowIfAny();
        return new WeightInitializer(WeightInitializerKind.Normal, standardDeviation);
    }

    /// <summary>
    /// By how much the weights must make up for what an activation takes from the deviation of its inputs, by PyTorch's table: √2 for ReLU,
    /// √(2/(1 + slope²)) for leaky ReLU, 5/3 for tanh, 3/4 for SELU, 1 for sigmoid and identity; where PyTorch has no value, that of ReLU.
    /// </summary>
    public static double Gain(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return activation.Kind switch
        {
            ActivationKind.Identity or ActivationKind.Sigmoid => 1,
            ActivationKind.Tanh => 5.0 / 3,
            ActivationKind.Selu => 0.75,
            ActivationKind.LeakyRelu => Math.Sqrt(2 / (1 + Math.Pow(Numerics.AsWritten.Of(activation.Slope), 2))),
            _ => Math.Sqrt(2),
        };
    }

    /// <summary>The distribution, with its parameter.</summary>
    public override string ToString() => Kind is WeightInitializerKind.PyTorchDefault or WeightInitializerKind.Zeros
        ? Kind.ToString()
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind}({Scale})");

    /// <summary>Bound of the uniform distributions, deviation of the normal ones, for the weights of a layer.</summary>
    internal double Spread(int inputs, int units)
    {
        double fan = UsesFanOut ? units : inputs;
        return Kind switch
        {
            WeightInitializerKind.PyTorchDefault => 1 / Math.Sqrt(inputs),
            WeightInitializerKind.KaimingUniform => Scale * Math.Sqrt(3 / fan),
            WeightInitializerKind.KaimingNormal => Scale / Math.Sqrt(fan),
            WeightInitializerKind.XavierUniform => Scale * Math.Sqrt(6 / ((double)inputs + units)),
            WeightInitializerKind.XavierNormal => Scale * Math.Sqrt(2 / ((double)inputs + units)),
            WeightInitializerKind.Normal => Scale,
            _ => 0,
        };
    }
}
