using System.Globalization;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Metrics and points of one output of a regression.</summary>
/// <param name="name">What it is; null where there is only one.</param>
internal sealed class RegressionMetrics(string? name)
{
    private readonly List<double> _true = [], _predicted = [], _features = [];

    /// <summary>Adds a row.</summary>
    public void Add(double label, double predicted, double? feature)
    {
        _true.Add(label);
        _predicted.Add(predicted);
        if (feature is { } value) _features.Add(value);
    }

    public double MeanAbsoluteError => Errors().Average(Math.Abs);

    public double RootMeanSquaredError => Math.Sqrt(Errors().Average(error => error * error));

    /// <summary>1 − Σ (y − ŷ)² / Σ (y − ȳ)².</summary>
    public double RSquared
    {
        get
        {
            double mean = _true.Average();
            return 1 - (Errors().Sum(error => error * error) / _true.Sum(value => (value - mean) * (value - mean)));
        }
    }

    /// <summary>What the report shows.</summary>
    /// <param name="points">Most points; of more, an even choice.</param>
    /// <param name="featureName">Name of the feature, if rows came with one.</param>
    public RegressionOutput ToData(int points, string? featureName)
    {
        int count = Math.Min(points, _true.Count);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * _true.Count / count))];
        return new RegressionOutput(name, [.. chosen.Select(i => _true[i])], [.. chosen.Select(i => _predicted[i])])
        {
            Metrics =
            [
                new("Mean absolute error", Text(MeanAbsoluteError)),
                new("Root mean squared error", Text(RootMeanSquaredError)),
                new("R²", double.IsFinite(RSquared) ? RSquared.ToString("0.0000", CultureInfo.InvariantCulture) : "–"),
            ],
            Feature = featureName is null ? null : [.. chosen.Select(i => _features[i])],
            FeatureName = featureName,
        };
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private IEnumerable<double> Errors() => _true.Zip(_predicted, (label, predicted) => label - predicted);
}
