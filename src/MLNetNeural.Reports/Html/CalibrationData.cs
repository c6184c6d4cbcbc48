namespace MLNetNeural.Reports.Html;

/// <summary>Whether probabilities mean what they say: bins of equal width over [0, 1], without those that are empty.</summary>
/// <param name="Subject">Whose probabilities they are, such as "the predicted class".</param>
/// <param name="Predicted">Mean probability of each bin, rising.</param>
/// <param name="Observed">Share of each bin's rows in which it came true.</param>
/// <param name="Counts">Rows of each bin.</param>
/// <param name="ExpectedError">Mean distance of the two, weighted by rows: the expected calibration error. Guo et al., ICML 2017.</param>
internal sealed record CalibrationData(string Subject, double[] Predicted, double[] Observed, long[] Counts, double ExpectedError);
