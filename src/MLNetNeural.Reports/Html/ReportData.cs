namespace MLNetNeural.Reports.Html;

/// <summary>Everything that a report shows. The page gets it as JSON, in the names of the properties with a small first letter.</summary>
internal sealed record ReportData
{
    public required string Title { get; init; }

    public required ReportTask Task { get; init; }

    /// <summary>Data, device, seed, time, memory, versions: the head of the page, in this order.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>The network from input to output.</summary>
    public IReadOnlyList<ReportLayer> Layers { get; init; } = [];

    /// <summary>The options of the training.</summary>
    public IReadOnlyList<ReportFact> Options { get; init; } = [];

    public required ReportHistory History { get; init; }

    /// <summary>How the model does on test data; null without any.</summary>
    public ReportEvaluation? Evaluation { get; init; }

    public ImageSheet? TrainingImages { get; init; }

    public ImageSheet? WrongImages { get; init; }

    public ImageSheet? WeightImages { get; init; }
}
