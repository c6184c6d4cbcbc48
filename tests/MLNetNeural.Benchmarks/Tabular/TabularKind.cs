namespace MLNetNeural.Benchmarks.Tabular;

/// <summary>What is learnt from a table.</summary>
internal enum TabularKind
{
    /// <summary>Yes or no; scored by accuracy and the area under the ROC curve.</summary>
    Binary,

    /// <summary>One of several classes; scored by accuracy.</summary>
    Multiclass,

    /// <summary>A number; scored by R².</summary>
    Regression,
}
