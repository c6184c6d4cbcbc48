using System.Collections.Immutable;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Architecture;

/// <summary>The shape of a multilayer perceptron: inputs, then dense layers, the last of which gives the outputs.</summary>
public sealed record MlpSpec
{
    /// <summary>Describes a network.</summary>
    /// <param name="inputs">Number of features; at least 1.</param>
    /// <param name="layers">The layers from first to last; at least one. The last has neither dropout nor a normalization nor, for logits, an activation.</param>
    /// <param name="inputDropout">See <see cref="InputDropout"/>.</param>
    /// <exception cref="ArgumentException">A size, an activation, a normalization or a dropout is out of range; the message lists all faults.</exception>
    public MlpSpec(int inputs, IEnumerable<DenseLayer> layers, float inputDropout = 0)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Inputs = inputs;
        Layers = [.. layers];
        InputDropout = inputDropout;
        OptionErrors errors = new OptionErrors(nameof(MlpSpec))
            .Require(Inputs >= 1, Inputs, "at least 1")
            .Require(InputDropout is >= 0 and < 1, InputDropout, "in [0, 1)")
            .RequireThat(Layers.Length > 0, "MlpSpec.Layers must hold at least the output layer, got none.")
            .RequireThat(Layers.IsEmpty || Layers[^1].Dropout == 0, "MlpSpec.Layers must not end with dropout: it would zero outputs.")
            .RequireThat(
                Layers.IsEmpty || Layers[^1].Normalization is not { Kind: not NormalizationKind.None },
                "MlpSpec.Layers must not end with a normalization: outputs would lose their size.");
        for (int l = 0; l < Layers.Length; l++) errors.Include(Layers[l].Check($"MlpSpec.Layers[{l}]"));
        errors.ThrowIfAny();
    }

    /// <summary>Number of features.</summary>
    public int Inputs { get; }

    /// <summary>The layers from first to last.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>
    /// Probability of zeroing a feature during training, [0, 1); the kept ones are scaled by 1/(1 − p), and scoring does not drop
    /// anything. Default: 0 (off).
    /// </summary>
    public float InputDropout { get; }

    /// <summary>Number of outputs: the units of the last layer.</summary>
    public int Outputs => Layers[^1].Units;

    /// <summary>Number of trained values: weights, biases, and those of normalizations.</summary>
    public long ParameterCount
    {
        get
        {
            long count = 0;
            for (int l = 0; l < Layers.Length; l++) count += ((long)InputsOf(l) + (Layers[l].UseBias ? 1 : 0) + (Layers[l].Normalization is { Kind: not NormalizationKind.None, IsAffine: true } ? 2 : 0)) * Layers[l].Units;
            return count;
        }
    }

    /// <summary>Number of inputs of layer <paramref name="layer"/> (zero-based).</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Layers[layer - 1].Units;

    /// <summary>Hidden layers, then a linear output layer: the usual classifier or regressor.</summary>
    /// <param name="inputs">Number of features; at least 1.</param>
    /// <param name="hidden">The hidden layers; may be empty, which gives a linear model.</param>
    /// <param name="outputs">Number of outputs; at least 1.</param>
    /// <param name="inputDropout">See <see cref="InputDropout"/>.</param>
    public static MlpSpec Of(int inputs, IEnumerable<DenseLayer> hidden, int outputs, float inputDropout = 0)
        => new(inputs, [.. hidden, new DenseLayer(outputs) { Activation = Activation.Identity }], inputDropout);

    /// <summary>Two specs are equal when they describe the same network.</summary>
    public bool Equals(MlpSpec? other) => other is not null && Inputs == other.Inputs && InputDropout == other.InputDropout && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(HashCode.Combine(Inputs, InputDropout), HashCode.Combine);

    /// <summary>The sizes in a row, as in "196608 → 128 → 64 → 32 → 4".</summary>
    public override string ToString() => string.Join(" → ", [Inputs, .. Layers.Select(layer => layer.Units)]);
}
