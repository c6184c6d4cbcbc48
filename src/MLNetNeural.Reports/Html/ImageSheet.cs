namespace MLNetNeural.Reports.Html;

/// <summary>Images of a report, all of one size.</summary>
/// <param name="Note">What is to be seen, such as "48 of 840 training images".</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Images">The images.</param>
internal sealed record ImageSheet(string Note, int Width, int Height, IReadOnlyList<ReportImage> Images);
