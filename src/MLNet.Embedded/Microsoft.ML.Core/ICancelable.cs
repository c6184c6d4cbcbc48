namespace Microsoft.ML.Runtime;

/// <summary>Work in this environment can be told to stop.</summary>
internal interface ICancelable
{
    bool IsCanceled { get; }

    void CancelExecution();
}
