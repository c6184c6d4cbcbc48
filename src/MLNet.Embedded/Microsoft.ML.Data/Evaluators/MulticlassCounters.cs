namespace Microsoft.ML.Data;

/// <summary>The sums behind <see cref="MulticlassClassificationMetrics"/>.</summary>
internal sealed class MulticlassCounters
{
    // A single: the clamped probability, and so the log-loss, is that of ML.NET to the last digit.
    private const float SmallestProbability = 1e-15f;

    private readonly double[] _rowsOfClass;
    private readonly double[] _lossOfClass;
    private readonly double[] _rowsOfRank;
    private double _rows;
    private double _correct;
    private double _loss;

    public MulticlassCounters(int classCount, int topK)
    {
        // One rank more than classes: that of a label beyond the scores.
        if (topK > classCount + 1)
        {
            throw new IndexOutOfRangeException(
                $"Top-{topK} accuracy needs at least {topK} scores, but there are {classCount} classes; choose a topKPredictionCount of at most {classCount}.");
        }
        TopK = topK;
        _rowsOfClass = new double[classCount];
        _lossOfClass = new double[classCount];
        _rowsOfRank = new double[classCount + 1];
        Confusion = new double[classCount][];
        for (int i = 0; i < classCount; i++)
            Confusion[i] = new double[classCount];
    }

    public int TopK { get; }

    public double[][] Confusion { get; }

    public long RowsOfUnknownClass { get; private set; }

    public double MicroAccuracy => _rows > 0 ? _correct / _rows : 0;

    public double LogLoss => _rows > 0 ? _loss / _rows : 0;

    public double MacroAccuracy
    {
        get
        {
            double sum = 0;
            int classes = 0;
            for (int i = 0; i < _rowsOfClass.Length; i++)
            {
                if (_rowsOfClass[i] > 0)
                {
                    sum += Confusion[i][i] / _rowsOfClass[i];
                    classes++;
                }
            }
            return classes > 0 ? sum / classes : 0;
        }
    }

    public double LogLossReduction
    {
        get
        {
            double sum = 0;
            foreach (double rows in _rowsOfClass)
            {
                if (rows > 0)
                    sum += rows * Math.Log(rows / _rows);
            }
            // With one class only this is minus zero, and the reduction plus infinity, as in ML.NET.
            double entropy = sum / -_rows;
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss()
        => [.. _lossOfClass.Zip(_rowsOfClass, (loss, rows) => rows > 0 ? loss / rows : 0)];

    public double[] TopKAccuracy()
    {
        double[] accuracy = new double[TopK];
        double within = 0;
        for (int k = 0; k < TopK; k++)
        {
            within += _rowsOfRank[k];
            accuracy[k] = within / _rows;
        }
        return accuracy;
    }

    /// <summary>Counts one row.</summary>
    /// <param name="label">The true class from 0; it may lie beyond the scores.</param>
    /// <param name="scores">One score a class, all finite.</param>
    public void Add(int label, ReadOnlySpan<float> scores)
    {
        bool isKnown = label < scores.Length;
        float own = isKnown ? scores[label] : 0;
        double loss = -Math.Log(isKnown ? Math.Min(1, Math.Max(SmallestProbability, own)) : SmallestProbability);

        // Ties go to the lower index; a label beyond the scores ranks behind all that are not negative.
        int rank = 0, predicted = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > own || (scores[i] == own && i < label))
                rank++;
            if (scores[i] > scores[predicted])
                predicted = i;
        }

        _rows++;
        _loss += loss;
        _rowsOfRank[rank]++;
        if (!isKnown)
        {
            RowsOfUnknownClass++;
            return;
        }
        _rowsOfClass[label]++;
        _lossOfClass[label] += loss;
        Confusion[label][predicted]++;
        if (rank == 0)
            _correct++;
    }
}
