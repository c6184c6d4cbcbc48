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
    private readonly Lock _turn = new();
    private bool _isOver;

    public HostCancellation(IHostEnvironment environment, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (MLNetInternals.IsCanceled(environment)) _source.Cancel();
        _timer = new Timer(_ => CancelWith(environment), null, Interval, Interval);
    }

    /// <summary>To be asked, not to be registered at: callbacks would run within the lock that <see cref="Dispose"/> waits for.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer.Dispose();
        lock (_turn)
        {
            _isOver = true; // a call may be on its way: waiting for a thread of the pool to say that none is would cost more than a small training
            _source.Dispose();
        }
    }

    private void CancelWith(IHostEnvironment environment)
    {
        lock (_turn)
        {
            if (!_isOver && MLNetInternals.IsCanceled(environment)) _source.Cancel();
        }
    }
}
