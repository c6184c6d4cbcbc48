namespace Microsoft.ML.Data;

/// <summary>The sums behind <see cref="RegressionMetrics"/>.</summary>
internal sealed class RegressionCounters
{
    private double _rows;
    private double _absolute;
    private double _squared;
    private double _loss;
    private double _labelMean;
    private double _labelDeviation;

    public double MeanAbsoluteError => Mean(_absolute);

    public double MeanSquaredError => Mean(_squared);

    public double LossFunction => Mean(_loss);

    public double RSquared => _rows == 0 ? 0 : _labelDeviation == 0 ? double.NaN : 1 - (_squared / _labelDeviation);

    public void Add(float label, float score)
    {
        double error = (double)label - score;
        float difference = score - label;
        _rows++;
        _absolute += Math.Abs(error);
        _squared += error * error;
        _loss += difference * difference;

        // Welford 1962. ML.NET subtracts two large sums of squares instead, which loses the digits of labels far from 0.
        double fromMean = label - _labelMean;
        _labelMean += fromMean / _rows;
        _labelDeviation += fromMean * (label - _labelMean);
    }

    private double Mean(double sum) => _rows == 0 ? 0 : sum / _rows;
}
