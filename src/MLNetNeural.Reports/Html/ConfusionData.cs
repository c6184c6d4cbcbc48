namespace MLNetNeural.Reports.Html;

/// <summary>How often each true class was predicted as each class.</summary>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Counts">A row for each true class, with the counts of the predicted ones.</param>
internal sealed record ConfusionData(IReadOnlyList<string> Classes, IReadOnlyList<long[]> Counts);
