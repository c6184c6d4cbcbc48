namespace Microsoft.ML.Data;

/// <summary>When a transformer of a chain takes part.</summary>
[Flags]
public enum TransformerScope
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>While the chain is trained.</summary>
    Training = 1 << 0,

    /// <summary>While the chain is tested.</summary>
    Testing = 1 << 1,

    /// <summary>While the chain scores new data.</summary>
    Scoring = 1 << 2,

    /// <summary>While the chain is trained and tested.</summary>
    TrainTest = Training | Testing,

    /// <summary>Always.</summary>
    Everything = Training | Testing | Scoring,
}
