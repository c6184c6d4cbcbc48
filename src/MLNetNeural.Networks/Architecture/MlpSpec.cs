using System.Collections.Immutable;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Architecture;

/// <summary>The shape of a multilayer perceptron: inputs, then dense layers, the last of which gives the outputs.</summary>
public sealed record MlpSpec
{
    /// <summary>Describes a network.</summary>
    /// <param name="inputs">Number of features; at least 1.</param>
    /// <param name="layers">The layers from first to last; at least one. The last has neither dropout nor, for logits, an activation.</param>
    /// <exception cref="ArgumentException">A size, an activation or a dropout is out of range; all faults are named.</exception>
    public MlpSpec(int inputs, IEnumerable<DenseLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Inputs = inputs;
        Layers = [.. layers];
        OptionErrors errors = new OptionErrors(nameof(MlpSpec))
            .Require(Inputs >= 1, Inputs, "at least 1")
            .RequireThat(Layers.Length > 0, "MlpSpec.Layers must hold at least the output layer, got none.")
            .RequireThat(Layers.IsEmpty || Layers[^1].Dropout == 0, "MlpSpec.Layers must not end with dropout: it would zero outputs.");
        for (int l = 0; l < Layers.Length; l++) errors.Include(Layers[l].Check($"MlpSpec.Layers[{l}]"));
        errors.ThrowIfAny();
    }

    /// <summary>Number of features.</summary>
    public int Inputs { get; }

    /// <summary>The layers from first to last.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>Number of outputs: the units of the last layer.</summary>
    public int Outputs => Layers[^1].Units;

    /// <summary>Number of weights and biases.</summary>
    public long ParameterCount
    {
        get
        {
            long count = 0;
            for (int l = 0; l < Layers.Length; l++) count += ((long)InputsOf(l) + (Layers[l].UseBias ? 1 : 0)) * Layers[l].Units;
            return count;
        }
    }

    /// <summary>Number of inputs of layer <paramref name="layer"/> (zero-based).</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Layers[layer - 1].Units;

    /// <summary>Hidden layers alike, then a linear output layer: the usual classifier or regressor.</summary>
    /// <param name="inputs">Number of features; at least 1.</param>
    /// <param name="hidden">The hidden layers; may be empty, which gives a linear model.</param>
    /// <param name="outputs">Number of outputs; at least 1.</param>
    public static MlpSpec Of(int inputs, IEnumerable<DenseLayer> hidden, int outputs)
        => new(inputs, [.. hidden, new DenseLayer(outputs) { Activation = Activation.Identity }]);

    /// <summary>Two specs are equal when they describe the same network.</summary>
    public bool Equals(MlpSpec? other) => other is not null && Inputs == other.Inputs && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(HashCode.Combine(Inputs), HashCode.Combine);

    /// <summary>The sizes in a row, as in "196608 → 128 → 64 → 32 → 4".</summary>
    public override string ToString() => string.Join(" → ", [Inputs, .. Layers.Select(layer => layer.Units)]);
}
