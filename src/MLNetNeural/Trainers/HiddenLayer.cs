using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Trainers;

/// <summary>One hidden layer; properties that are left out follow the trainer's options. A plain number is a layer with that many units.</summary>
/// <param name="Units">Number of units; at least 1.</param>
public sealed record HiddenLayer(int Units)
{
    /// <summary>The element-wise function; null for that of the options. Default: null.</summary>
    public Activation? Activation { get; init; }

    /// <summary>Probability of zeroing a unit during training, [0, 1); null for that of the options. Default: null.</summary>
    public float? Dropout { get; init; }

    /// <summary>Normalization of the layer's values; null for that of the options. Default: null.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Whether the layer has a bias. Default: true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>A layer with this number of units, as in <c>HiddenLayers = [128, 64, 32]</c>.</summary>
    /// <param name="units">Number of units; at least 1.</param>
    public static implicit operator HiddenLayer(int units) => new(units);

    /// <summary>A layer with this number of units.</summary>
    /// <param name="units">Number of units; at least 1.</param>
    public static HiddenLayer FromInt32(int units) => new(units);

    internal DenseLayer ToDense(Activation activation, float dropout, Normalization normalization) => new(Units)
    {
        Activation = Activation ?? activation,
        Dropout = Dropout ?? dropout,
        Normalization = Normalization ?? normalization,
        UseBias = UseBias,
    };
}
