namespace MLNetNeural.Reports.Html;

/// <summary>What a model predicts, as far as a report shows it differently.</summary>
internal enum ReportTask
{
    /// <summary>One of several classes.</summary>
    Multiclass,

    /// <summary>True or false.</summary>
    Binary,

    /// <summary>True or false for each of several labels.</summary>
    MultiLabel,

    /// <summary>One value or several.</summary>
    Regression,
}
