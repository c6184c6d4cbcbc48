using System.Buffers;

namespace MLNetNeural.Networks.Persistence;

/// <summary>Two buffers in turn: while one is filled, the work on what is in the other goes on.</summary>
internal sealed class RunBuffers : IDisposable
{
    private float[] _next = [];
    private float[] _busy = [];
    private int _length;
    private Task _work = Task.CompletedTask;

    /// <summary>The buffer to fill next.</summary>
    public Span<float> Next(int length)
    {
        if (_next.Length < length)
        {
            Return(_next);
            _next = ArrayPool<float>.Shared.Rent(length);
        }

        _length = length;
        return _next.AsSpan(0, length);
    }

    /// <summary>Starts work on what <see cref="Next"/> has been filled with, when the work before it is done.</summary>
    public void Start(Action<ReadOnlyMemory<float>> work)
    {
        Complete();
        (_next, _busy) = (_busy, _next);
        ReadOnlyMemory<float> run = _busy.AsMemory(0, _length);
        _work = Task.Run(() => work(run));
    }

    /// <summary>Waits for the last work, and throws what it threw.</summary>
    public void Complete() => _work.GetAwaiter().GetResult();

    /// <summary>Gives the buffers back, when no work uses them any more.</summary>
    public void Dispose()
    {
        ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
        Return(_next);
        Return(_busy);
    }

    private static void Return(float[] buffer)
    {
        if (buffer.Length > 0) ArrayPool<float>.Shared.Return(buffer);
    }
}
