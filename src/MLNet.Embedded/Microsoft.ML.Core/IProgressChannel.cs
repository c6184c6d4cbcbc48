namespace Microsoft.ML.Runtime;

/// <summary>Takes the progress of a long computation.</summary>
public interface IProgressChannel : IDisposable, IProgressChannelProvider
{
    /// <summary>Names the numbers and says how to read them while the work goes on.</summary>
    /// <param name="header">Names of metrics and units.</param>
    /// <param name="fillAction">Writes the present numbers; may be called from another thread.</param>
    void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction);

    /// <summary>Reports numbers: metrics, then progress, then limits, in the header's order.</summary>
    void Checkpoint(params double?[] values);
}
