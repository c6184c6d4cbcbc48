namespace MLNetNeural.Reports.Html;

/// <summary>How a model does on test data.</summary>
/// <param name="Rows">Rows that were looked at.</param>
/// <param name="Metrics">The main metrics, the most telling one first.</param>
internal sealed record ReportEvaluation(long Rows, IReadOnlyList<ReportFact> Metrics)
{
    /// <summary>Something to know about the rows, as how many were left out; null for nothing.</summary>
    public string? Note { get; init; }

    public ConfusionData? Confusion { get; init; }

    public IReadOnlyList<ClassScores>? Classes { get; init; }

    public CalibrationData? Calibration { get; init; }

    public ThresholdCurve? Roc { get; init; }

    public ThresholdCurve? PrecisionRecall { get; init; }

    /// <summary>The outputs of a regression.</summary>
    public IReadOnlyList<RegressionOutput>? Outputs { get; init; }
}
