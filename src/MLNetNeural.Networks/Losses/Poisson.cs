using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>
/// Negative log-likelihood of counts t by a Poisson distribution, the mean over the outputs of eᶻ − t·z, where the output z is the
/// logarithm of the expected count; or z − t·ln(z + 1e-8), where it is the expected count itself.
/// </summary>
public sealed record Poisson : Loss
{
    /// <summary>Keeps the logarithm of an expected count of 0 finite, as in PyTorch.</summary>
    private const double Epsilon = 1e-8;

    /// <summary>Whether outputs are logarithms of expected counts; else they must be positive, by their activation. Default: true.</summary>
    public bool LogInput { get; init; } = true;

    /// <summary>
    /// Whether the loss has the part that does not depend on the outputs, ln t!, by Stirling's formula: t·ln t − t + ½·ln(2πt) for t &gt; 1.
    /// It changes no gradient. Default: false.
    /// </summary>
    public bool Full { get; init; }

    /// <inheritdoc/>
    public override bool TargetsAreClasses => false;

    /// <inheritdoc/>
    public override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        double loss = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            double z = outputs[j], t = target.Values[j];
            double expected = LogInput ? Math.Exp(z) : z;
            loss += expected - (t * (LogInput ? z : Math.Log(z + Epsilon)));
            if (Full && t > 1) loss += (t * Math.Log(t)) - t + (0.5 * Math.Log(2 * Math.PI * t));
            if (!gradient.IsEmpty) gradient[j] = (float)((LogInput ? expected - t : 1 - (t / (z + Epsilon))) * scale / outputs.Length);
        }

        return loss / outputs.Length;
    }

    internal override OptionErrors CheckTargets(Targets targets) => base.CheckTargets(targets)
        .Include(CheckValues(targets, t => t is >= 0 and < float.PositiveInfinity, "at least 0 and finite"));
}
