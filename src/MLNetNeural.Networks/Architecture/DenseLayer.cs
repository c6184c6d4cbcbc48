using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Architecture;

/// <summary>One fully connected layer: a = dropout(f(normalize(W·x + b))), W of shape (units, inputs).</summary>
/// <param name="Units">Number of units (outputs); at least 1.</param>
public sealed record DenseLayer(int Units)
{
    /// <summary>The element-wise function f. Default: ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Normalization before (or after) the activation; hidden layers only. Default: none.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>
    /// Probability of zeroing an output during training, [0, 1); the kept ones are scaled by 1/(1 − p), and scoring
    /// does not drop anything (inverted dropout). Default: 0 (off).
    /// </summary>
    public float Dropout { get; init; }

    /// <summary>Whether the layer has the bias b. Default: true.</summary>
    public bool UseBias { get; init; } = true;

    internal OptionErrors Check(string name)
    {
        OptionErrors errors = CheckOwn(name);
        return Normalization is null ? errors : errors.Include(Normalization.Check($"{name}.Normalization"));
    }

    private OptionErrors CheckOwn(string name) => new OptionErrors(name)
        .Require(Units >= 1, Units, "at least 1")
        .Require(Activation is not null, Activation, "an activation")
        .Require(Normalization is not null, Normalization, "a normalization")
        .Require(Dropout is >= 0 and < 1, Dropout, "in [0, 1)"); // a pattern also rejects NaN
}
