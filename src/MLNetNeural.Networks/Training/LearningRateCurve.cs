using System.Collections.Immutable;

namespace MLNetNeural.Networks.Training;

/// <summary>The loss at rising learning rates.</summary>
/// <param name="Points">Rates and smoothed losses, from the lowest rate on, until the loss diverged.</param>
public sealed record LearningRateCurve(ImmutableArray<LearningRatePoint> Points)
{
    /// <summary>
    /// The rate at which the smoothed loss falls fastest over the logarithm of the rate, before its lowest point: a good first choice. Null
    /// when the loss does not fall.
    /// </summary>
    public double? Suggestion
    {
        get
        {
            int lowest = 0;
            for (int p = 1; p < Points.Length; p++) lowest = Points[p].Loss < Points[lowest].Loss ? p : lowest;

            (double Slope, double? Rate) steepest = (0, null);
            for (int p = 1; p < lowest; p++)
            {
                double slope = (Points[p + 1].Loss - Points[p - 1].Loss) / Math.Log(Points[p + 1].Rate / Points[p - 1].Rate);
                if (slope < steepest.Slope) steepest = (slope, Points[p].Rate);
            }

            return steepest.Rate;
        }
    }

    /// <summary>Two curves are equal when their points are.</summary>
    public bool Equals(LearningRateCurve? other) => other is not null && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => Points.Aggregate(0, HashCode.Combine);
}
