namespace Microsoft.ML.Data;

/// <summary>Scores of rows with their classes, and the areas under the curves that come of going through them in falling order.</summary>
internal sealed class RankedRows
{
    private readonly List<(float Score, bool IsPositive)> _rows = [];
    private long _positives;

    public void Add(float score, bool isPositive)
    {
        _rows.Add((score, isPositive));
        _positives += isPositive ? 1 : 0;
    }

    /// <summary>The areas under the ROC curve and under the precision-recall curve.</summary>
    /// <remarks>
    /// ROC: the share of pairs of a positive and a negative row in which the positive has the higher score; a tie is half a pair. Precision and
    /// recall: trapezoids over the points of the positive rows in falling score, from (0, 1) on, equal scores in the order of the data; Boyd,
    /// Eng and Page, ECML PKDD 2013 ("lower trapezoid"). All rows count; ML.NET draws 100,000 of more for the second.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no positive or no negative row.</exception>
    public (double Roc, double PrecisionRecall) Areas()
    {
        // The parameter names are those of ML.NET's exceptions.
        long negatives = _rows.Count - _positives;
        Require(_positives, "PosSample", "positive");
        Require(negatives, "NegSample", "negative");

        (float Score, bool IsPositive)[] ranked = [.. _rows.OrderByDescending(row => row.Score)];
        double pairs = 0, precisionRecall = 0, precision = 1;
        long truePositives = 0, falsePositives = 0;
        for (int i = 0; i < ranked.Length;)
        {
            float score = ranked[i].Score;
            (long truesAbove, long falsesAbove) = (truePositives, falsePositives);
            for (; i < ranked.Length && ranked[i].Score == score; i++)
            {
                double before = precision;
                if (ranked[i].IsPositive)
                    truePositives++;
                else
                    falsePositives++;
                precision = (double)truePositives / (truePositives + falsePositives);
                if (ranked[i].IsPositive)
                    precisionRecall += (before + precision) / 2 / _positives;
            }
            pairs += (falsePositives - falsesAbove) * (truesAbove + ((truePositives - truesAbove) / 2.0));
        }
        return (pairs / ((double)_positives * negatives), precisionRecall);
    }

    private static void Require(long rows, string parameter, string which)
    {
        if (rows == 0)
            throw new ArgumentOutOfRangeException(parameter, $"AUC is not defined when there is no {which} class in the data");
    }
}
