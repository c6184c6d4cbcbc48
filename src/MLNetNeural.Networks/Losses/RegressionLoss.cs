using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>A loss of the differences d = output − target; a row's loss is the mean over its outputs.</summary>
public abstract record RegressionLoss : Loss
{
    private protected RegressionLoss()
    {
    }

    /// <inheritdoc/>
    public sealed override bool TargetsAreClasses => false;

    /// <inheritdoc/>
    public sealed override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        double loss = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            loss += Of((double)outputs[j] - target.Values[j], out double slope);
            if (!gradient.IsEmpty) gradient[j] = (float)(slope * scale / outputs.Length);
        }

        return loss / outputs.Length;
    }

    internal override bool WeighsRows => false;

    /// <inheritdoc/>
    internal sealed override double Rows(ReadOnlySpan<float> outputs, int stride, Targets targets, ReadOnlySpan<int> rows, float scale, Span<float> gradient)
    {
        if (targets.Outputs > 1 || targets.AreWeighted || OutputsFor(targets) > 1) return base.Rows(outputs, stride, targets, rows, scale, gradient);

        // One value a row: the calls for a row would take longer than its loss.
        ReadOnlySpan<float> values = targets.Values;
        double loss = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            loss += Of((double)outputs[r * stride] - values[rows[r]], out double slope);
            if (!gradient.IsEmpty) gradient[r * stride] = (float)(slope * scale);
        }

        return loss;
    }

    internal override OptionErrors CheckTargets(Targets targets) => CheckValues(targets, float.IsFinite, "finite");

    /// <summary>Loss of one difference, and its derivative.</summary>
    private protected abstract double Of(double d, out double slope);
}
