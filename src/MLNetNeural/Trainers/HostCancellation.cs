using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;

namespace MLNetNeural.Trainers;

/// <summary>
/// A token that is cancelled with the token of the options, or when ML.NET tells the context to stop (MLContext.CancelExecution of
/// Microsoft.ML.Experimental, and AutoML when its time is up). ML.NET gives no notice of that: its flag has to be asked.
/// </summary>
internal sealed class HostCancellation : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _source;
    private readonly Timer _timer;

    public HostCancellation(IHostEnvironment environment, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (MLNetInternals.IsCanceled(environment)) _source.Cancel();
        _timer = new Timer(_ => CancelWith(environment), null, Interval, Interval);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        using (var done = new ManualResetEvent(false))
        {
            if (_timer.Dispose(done)) done.WaitOne(); // the source must outlive a call that is under way
        }

        _source.Dispose();
    }

    private void CancelWith(IHostEnvironment environment)
    {
        if (MLNetInternals.IsCanceled(environment)) _source.Cancel();
    }
}
