using Microsoft.ML.Runtime;

namespace Microsoft.ML.Internal;

/// <summary>Progress raises no log event, here as in ML.NET; but a report that its header does not announce is an error in both.</summary>
internal sealed class SilentProgressChannel : IProgressChannel
{
    private ProgressHeader _header = new();
    private bool _disposed;

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(fillAction);
        _header = header;
    }

    public void Checkpoint(params double?[] values)
    {
        if (_disposed)
            throw Marked.InvalidOperation("Can't report checkpoints after disposing");
        int announced = _header.MetricNames.Count + (2 * _header.UnitNames.Count);
        if (values?.Length > announced)
        {
            throw Marked.InvalidOperation(
                $"Too many values provided in Checkpoint: got {values.Length}, but the header announces {announced}, "
                    + "one for each metric and two, progress and limit, for each unit; call SetHeader first.");
        }
    }

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    public void Dispose() => _disposed = true;
}
