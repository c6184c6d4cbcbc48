namespace MLNetNeural.Reports.Html;

/// <summary>An image of a report.</summary>
/// <param name="Png">The file; base64 in JSON.</param>
/// <param name="Caption">What stands below, as the name of its class.</param>
/// <param name="Detail">A second line; null for none.</param>
/// <param name="Source">Where it comes from, as a file's name; null for nothing.</param>
internal sealed record ReportImage(byte[] Png, string Caption, string? Detail = null, string? Source = null);
