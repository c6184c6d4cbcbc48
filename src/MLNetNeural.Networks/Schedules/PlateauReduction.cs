using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Where a <see cref="ReduceOnPlateauSchedule"/> stands after some epochs.</summary>
internal sealed class PlateauReduction(ReduceOnPlateauSchedule schedule, double initialRate)
{
    /// <summary>A change smaller than this is not made, as in PyTorch.</summary>
    private const double LeastChange = 1e-8;

    private double? _best;
    private int _badEpochs;
    private int _cooldown;

    /// <summary>The rate of the next epoch.</summary>
    public double Rate { get; private set; } = initialRate;

    /// <summary>Takes an epoch's metric in; one that is not a number counts as no better.</summary>
    public void Observe(double metric)
    {
        if (IsBetter(metric)) (_best, _badEpochs) = (metric, 0);
        else _badEpochs++;

        if (_cooldown > 0)
        {
            _cooldown--;
            _badEpochs = 0;
        }

        if (_badEpochs <= schedule.Patience) return;
        double reduced = Math.Max(Rate * schedule.Factor, schedule.MinimumRate);
        if (Rate - reduced > LeastChange) Rate = reduced;
        _cooldown = schedule.Cooldown;
        _badEpochs = 0;
    }

    private bool IsBetter(double metric)
    {
        if (_best is not { } best) return !double.IsNaN(metric);
        double gain = schedule.ThresholdIsRelative ? schedule.Threshold * best : schedule.Threshold;
        return schedule.Metric.IsHigherBetter() ? metric > best + gain : metric < best - gain;
    }
}
