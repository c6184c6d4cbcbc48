namespace MLNetNeural.Reports.Html;

/// <summary>A curve over all thresholds on a score: ROC, or precision and recall.</summary>
/// <param name="X">False-positive rate, or recall; rising.</param>
/// <param name="Y">True-positive rate, or precision.</param>
/// <param name="Area">Area under the ROC curve, or average precision.</param>
/// <param name="Positives">Share of rows that are positive.</param>
internal sealed record ThresholdCurve(double[] X, double[] Y, double Area, double Positives);
