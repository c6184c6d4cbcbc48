using System.Globalization;
using System.Numerics.Tensors;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>
/// The loss that training minimizes: the mean over the rows of a batch, L = Σᵢ sᵢ·lᵢ / Σᵢ sᵢ·wᵢ, where sᵢ is the weight of the row among the
/// targets, 1 without, and wᵢ the weight that the loss gives it (that of its class), which lᵢ already holds.
/// </summary>
public abstract record Loss
{
    /// <summary>Whether rows are labeled with a class (true) or with values (false).</summary>
    public abstract bool TargetsAreClasses { get; }

    /// <summary>Number of outputs of a network for some targets. Default: one a class, or one a value.</summary>
    public virtual int OutputsFor(Targets targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.Outputs;
    }

    /// <summary>The weight that the loss itself gives a row in the mean, which is multiplied by the weight that the row has among the targets. Default: 1.</summary>
    public virtual float Weight(Target target) => 1;

    /// <summary>Whether <see cref="Weight"/> may be other than 1.</summary>
    internal virtual bool WeighsRows => true;

    /// <summary>Loss of one row, and its gradient.</summary>
    /// <param name="outputs">Outputs of the network for the row (logits for classes), length k.</param>
    /// <param name="target">The target of the row.</param>
    /// <param name="scale">Factor of the gradient: the row's weight by the sum of all, which makes it the gradient of the mean.</param>
    /// <param name="gradient">Receives scale·∂l/∂outputs, length k; empty when only the loss is asked for.</param>
    /// <returns>lᵢ, not scaled.</returns>
    public abstract double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient);

    /// <summary>Loss of several rows, each times the weight that it has among the targets, and its gradient.</summary>
    /// <param name="outputs">Outputs of the network, row after row.</param>
    /// <param name="stride">Distance of two rows of the outputs, and of the gradient.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="rows">Zero-based rows of the targets.</param>
    /// <param name="scale">Factor of the gradient, beside the rows' weights.</param>
    /// <param name="gradient">As for <see cref="Row"/>.</param>
    /// <returns>The sum over the rows.</returns>
    internal virtual double Rows(ReadOnlySpan<float> outputs, int stride, Targets targets, ReadOnlySpan<int> rows, float scale, Span<float> gradient)
    {
        double loss = 0;
        for (int r = 0, k = OutputsFor(targets); r < rows.Length; r++)
        {
            float weight = targets.Weight(rows[r]);
            Span<float> slopes = gradient.IsEmpty ? [] : gradient.Slice(r * stride, k);
            loss += weight * Row(outputs.Slice(r * stride, k), targets[rows[r]], scale * weight, slopes);
        }

        return loss;
    }

    /// <summary>
    /// Loss of a row that is mixed with another, times its weight, and its gradient: with classes λ·l(y) + (1 − λ)·l(y′), with values that
    /// of the mixed values λ·y + (1 − λ)·y′. λ and 1 − λ are multiplied by the weights that the two rows have among the targets.
    /// </summary>
    /// <param name="outputs">Outputs of the network for the mixed row.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="row">The row.</param>
    /// <param name="other">The row that it is mixed with.</param>
    /// <param name="share">λ.</param>
    /// <param name="scale">Factor of the gradient, beside the weights.</param>
    /// <param name="gradient">As for <see cref="Row"/>.</param>
    /// <param name="scratch">Room for the outputs or the values of a row, whichever are more. Overwritten.</param>
    internal double MixedRow(
        ReadOnlySpan<float> outputs, Targets targets, int row, int other, float share, float scale, Span<float> gradient, Span<float> scratch)
    {
        float own = share * targets.Weight(row), others = (1 - share) * targets.Weight(other);
        if (targets.AreClasses)
        {
            Span<float> added = scratch[..gradient.Length];
            double loss = own * Row(outputs, targets[row], scale * own, gradient);
            loss += others * Row(outputs, targets[other], scale * others, added);
            TensorPrimitives.Add(gradient, added, gradient);
            return loss;
        }

        ReadOnlySpan<float> values = targets[row].Values, otherValues = targets[other].Values;
        Span<float> mixed = scratch[..values.Length];
        for (int j = 0; j < mixed.Length; j++) mixed[j] = (share * values[j]) + ((1 - share) * otherValues[j]);
        return (own + others) * Row(outputs, new Target(-1, mixed), scale * (own + others), gradient);
    }

    /// <summary>Faults of the loss's own options.</summary>
    internal virtual OptionErrors Check() => new(GetType().Name);

    /// <summary>Faults of the targets for this loss; they are of the kind that <see cref="TargetsAreClasses"/> says.</summary>
    internal virtual OptionErrors CheckTargets(Targets targets) => new(GetType().Name);

    /// <summary>The first target value that is not allowed, as a fault.</summary>
    private protected OptionErrors CheckValues(Targets targets, Func<float, bool> isAllowed, string allowed)
    {
        var errors = new OptionErrors(GetType().Name);
        for (int row = 0; row < targets.Count; row++)
        {
            foreach (float value in targets[row].Values)
            {
                if (isAllowed(value)) continue;
                return errors.RequireThat(false, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{GetType().Name} needs targets {allowed}, but that of row {row} is {value}."));
            }
        }

        return errors;
    }
}
