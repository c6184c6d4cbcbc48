namespace MLNetNeural.Networks.Training;

/// <summary>Where <see cref="EarlyStoppingCriteria"/> stand after some epochs; a function of their metrics alone.</summary>
internal sealed class EarlyStopping(EarlyStoppingCriteria criteria)
{
    private readonly int _sign = criteria.Metric.IsHigherBetter() ? 1 : -1;
    private double _best = double.NegativeInfinity;
    private int _epochsWithoutGain;

    /// <summary>Takes in an epoch's metrics.</summary>
    /// <returns>Why training should end now; null to go on.</returns>
    public StopReason? Observe(EpochMetrics epoch)
    {
        if (epoch.EpochIndex < criteria.StartFromEpoch || criteria.Metric.Of(epoch) is not { } metric) return null;
        double score = _sign * metric;
        if (score >= _sign * criteria.StopAtMetric) return StopReason.TargetReached;
        if (score > _best + criteria.MinDelta)
        {
            _best = score;
            _epochsWithoutGain = 0;
            return null;
        }

        return ++_epochsWithoutGain >= criteria.Patience ? StopReason.EarlyStopping : null;
    }
}
