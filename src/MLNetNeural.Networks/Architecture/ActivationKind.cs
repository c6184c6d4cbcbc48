namespace MLNetNeural.Networks.Architecture;

/// <summary>The element-wise functions that a layer can end with.</summary>
public enum ActivationKind
{
    /// <summary>f(z) = z.</summary>
    Identity,

    /// <summary>f(z) = max(0, z).</summary>
    Relu,

    /// <summary>f(z) = z for z &gt; 0, slope·z otherwise.</summary>
    LeakyRelu,

    /// <summary>f(z) = 1 / (1 + e⁻ᶻ).</summary>
    Sigmoid,

    /// <summary>f(z) = tanh z.</summary>
    Tanh,

    /// <summary>f(z) = z for z &gt; 0, α·(eᶻ − 1) otherwise.</summary>
    Elu,

    /// <summary>f(z) = λ·z for z &gt; 0, λα·(eᶻ − 1) otherwise, with the λ and α that keep mean 0 and variance 1.</summary>
    Selu,

    /// <summary>f(z) = z·Φ(z), Φ the normal distribution.</summary>
    Gelu,

    /// <summary>f(z) = z / (1 + e⁻ᶻ).</summary>
    Silu,

    /// <summary>f(z) = ln(1 + eᶻ).</summary>
    Softplus,
}
