namespace MLNetNeural.Reports.Html;

/// <summary>One output of a regression: points, evenly chosen where there are very many.</summary>
/// <param name="Name">What it is; null where there is only one.</param>
/// <param name="True">The true values.</param>
/// <param name="Predicted">The model's values.</param>
internal sealed record RegressionOutput(string? Name, double[] True, double[] Predicted)
{
    /// <summary>Mean absolute error, root of the mean squared error and R² of all rows.</summary>
    public required IReadOnlyList<ReportFact> Metrics { get; init; }

    /// <summary>The feature, where there is only one.</summary>
    public double[]? Feature { get; init; }

    /// <summary>Name of that feature.</summary>
    public string? FeatureName { get; init; }
}
