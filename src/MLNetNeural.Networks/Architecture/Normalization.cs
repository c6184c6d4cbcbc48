using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Architecture;

/// <summary>
/// Brings the values x of a hidden layer to mean 0 and variance 1: y = γ·(x − mean)/√(variance + ε) + β, with the biased variance
/// and, for each unit, a trained scale γ (initially 1) and shift β (initially 0).
/// </summary>
/// <remarks>
/// Options are changed by <c>with</c>: <c>Normalization.Batch with { Momentum = 0.3f }</c>. The defaults are those of PyTorch's
/// BatchNorm1d and LayerNorm.
/// </remarks>
public sealed record Normalization
{
    private const float DefaultMomentum = 0.1f;

    private Normalization(NormalizationKind kind) => Kind = kind;

    /// <summary>Values stay as they are.</summary>
    public static Normalization None { get; } = new(NormalizationKind.None);

    /// <summary>
    /// Each unit over the rows of the batch in training, by the running mean and variance of the batches in scoring.
    /// Ioffe and Szegedy, ICML 2015.
    /// </summary>
    /// <remarks>
    /// A batch of one row has no variance. PyTorch stops there with an error; here such a batch, most likely the last of an epoch, is
    /// normalized by the running statistics as in scoring, and they stay as they are. A batch size of 1 is an error.
    /// </remarks>
    public static Normalization Batch { get; } = new(NormalizationKind.Batch);

    /// <summary>Each row over the units of the layer, in training and scoring alike. Ba et al., 2016.</summary>
    public static Normalization Layer { get; } = new(NormalizationKind.Layer);

    /// <summary>Which axis is normalized over.</summary>
    public NormalizationKind Kind { get; }

    /// <summary>Term ε under the root, which keeps the denominator above 0; greater than 0, finite. Default: 1e-5.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <summary>
    /// Weight of a batch in the running mean and variance (the unbiased one): running ← (1 − momentum)·running + momentum·batch. In (0, 1],
    /// or null for the plain average of all batches. Of <see cref="Batch"/> alone. Default: 0.1.
    /// </summary>
    public float? Momentum { get; init; } = DefaultMomentum;

    /// <summary>Whether γ and β are trained. Default: true.</summary>
    public bool IsAffine { get; init; } = true;

    /// <summary>Whether the activation's outputs are normalized, and not its inputs. Default: false.</summary>
    public bool AfterActivation { get; init; }

    /// <summary>The kind, and where it stands if that is unusual.</summary>
    public override string ToString() => AfterActivation ? $"{Kind} after the activation" : Kind.ToString();

    /// <summary>The normalization of a kind.</summary>
    internal static Normalization Of(NormalizationKind kind) => kind switch
    {
        NormalizationKind.None => None,
        NormalizationKind.Batch => Batch,
        NormalizationKind.Layer => Layer,
        _ => throw new ArgumentException($"Normalization kind must be one of {string.Join(", ", Enum.GetNames<NormalizationKind>())}, got {kind}."),
    };

    internal OptionErrors Check(string name) => new OptionErrors(name)
        .Require(Epsilon is > 0 and < float.PositiveInfinity, Epsilon, "greater than 0 and finite")
        .Require(Momentum is null or (> 0 and <= 1), Momentum, "in (0, 1], or null for the plain average")
        .RequireThat(Kind == NormalizationKind.Batch || Momentum == DefaultMomentum, $"{name}.Momentum has an effect on batch normalization only: leave it out.")
        .RequireThat(Kind != NormalizationKind.None || this == None || Momentum != DefaultMomentum, $"{name} has options, but its kind is None: choose Batch or Layer.");
}
