namespace MLNetNeural.Reports.Html;

/// <summary>Pictures of a report, all of one size.</summary>
/// <param name="Note">What is to be seen, as "48 of 840 training pictures".</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pictures">The pictures.</param>
internal sealed record PictureSheet(string Note, int Width, int Height, IReadOnlyList<ReportPicture> Pictures);
