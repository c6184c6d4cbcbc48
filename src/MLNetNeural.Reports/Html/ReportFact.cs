namespace MLNetNeural.Reports.Html;

/// <summary>Something to know, such as "Seed: 1".</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value, as people read it.</param>
internal sealed record ReportFact(string Name, string Value);
