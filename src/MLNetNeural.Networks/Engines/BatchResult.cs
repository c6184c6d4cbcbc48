namespace MLNetNeural.Networks.Engines;

/// <summary>Metrics of one batch, to be added up over an epoch.</summary>
/// <param name="LossSum">Sum of the rows' losses, times their weights.</param>
/// <param name="WeightSum">Sum of the rows' weights: the mean loss is LossSum / WeightSum.</param>
/// <param name="Correct">Rows whose largest output is that of their class, by their weights among the targets; 0 for targets that are values.</param>
/// <param name="Rows">All rows, by the same weights.</param>
public readonly record struct BatchResult(double LossSum, double WeightSum, double Correct, double Rows)
{
    /// <summary>Mean loss of the rows; 0 when all have weight 0.</summary>
    public double Loss => WeightSum == 0 && LossSum == 0 ? 0 : LossSum / WeightSum;

    /// <summary>Share of correct rows; 0 when all have weight 0.</summary>
    public double Accuracy => Rows == 0 ? 0 : Correct / Rows;

    /// <summary>The sums of both.</summary>
    public static BatchResult operator +(BatchResult a, BatchResult b)
        => new(a.LossSum + b.LossSum, a.WeightSum + b.WeightSum, a.Correct + b.Correct, a.Rows + b.Rows);
}
