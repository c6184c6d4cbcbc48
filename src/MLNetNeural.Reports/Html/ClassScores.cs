namespace MLNetNeural.Reports.Html;

/// <summary>How well a class is told from the others.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Of the rows that were taken for it, the share that is of it; null where none was.</param>
/// <param name="Recall">Of its rows, the share that was recognized; null where there is none.</param>
/// <param name="F1">2·precision·recall / (precision + recall); null where one of them is.</param>
/// <param name="Support">Its rows.</param>
internal sealed record ClassScores(string Name, double? Precision, double? Recall, double? F1, long Support);
