using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MLNetNeural.Networks.Engines.Cpu.Threading;

/// <summary>
/// Threads that stay, and wait for work by spinning a little before they sleep: a training step hands out work a dozen
/// times, each time for microseconds, without allocating.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private static readonly ConcurrentDictionary<int, Lazy<WorkerPool>> Pools = new();

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly Lock _turn = new();
    private readonly int[] _asleep;
    private IParallelWork? _work;
    private int _parts;
    private int _next;
    private int _running;
    private int _generation;
    private bool _stop;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts workers; the caller of <see cref="Run"/> is one of them.</summary>
    /// <param name="workers">Number of workers, at least 1.</param>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Workers = workers;
        _threads = new Thread[workers - 1];
        _wake = new SemaphoreSlim[workers - 1];
        _asleep = new int[workers - 1];
        for (int t = 0; t < _threads.Length; t++)
        {
            int index = t;
            _wake[t] = new SemaphoreSlim(0);
            _threads[t] = new Thread(() => Loop(index)) { IsBackground = true, Name = $"MLNetNeural worker {t + 1}" };
            _threads[t].Start();
        }
    }

    /// <summary>Number of workers, the caller included.</summary>
    public int Workers { get; }

    /// <summary>The process's pool of so many workers: sleeping threads cost nothing, and scoring goes on after training.</summary>
    public static WorkerPool Shared(int workers) => Pools.GetOrAdd(workers, n => new Lazy<WorkerPool>(() => new WorkerPool(n))).Value;

    /// <summary>Runs all parts and returns when they are done. One caller at a time has the workers; others wait their turn.</summary>
    /// <exception cref="Exception">What a part threw first.</exception>
    public void Run(IParallelWork work, int parts)
    {
        if (parts <= 0) return;
        lock (_turn)
        {
            if (parts == 1 || Workers == 1)
            {
                for (int part = 0; part < parts; part++) work.Run(part, 0);
                return;
            }

            _work = work;
            _parts = parts;
            _next = 0;
            _fault = null;
            Volatile.Write(ref _running, _threads.Length);
            Interlocked.Increment(ref _generation);
            for (int t = 0; t < _threads.Length; t++)
            {
                if (Interlocked.Exchange(ref _asleep[t], 0) == 1) _wake[t].Release();
            }

            TakeParts(worker: 0);
            var spin = new SpinWait();
            while (Volatile.Read(ref _running) > 0) spin.SpinOnce(sleep1Threshold: -1);
            _work = null;
            _fault?.Throw();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            if (_stop) return;
            _stop = true;
            Interlocked.Increment(ref _generation);
            for (int t = 0; t < _threads.Length; t++)
            {
                if (Interlocked.Exchange(ref _asleep[t], 0) == 1) _wake[t].Release();
            }

            foreach (Thread thread in _threads) thread.Join();
            foreach (SemaphoreSlim wake in _wake) wake.Dispose();
        }
    }

    private void Loop(int index)
    {
        int seen = 0;
        while (true)
        {
            int spins = 0;
            while (Volatile.Read(ref _generation) == seen)
            {
                if (++spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(20);
                    continue;
                }

                // Announce the sleep, then look once more: a Run between the two either sees the announcement or is seen here.
                Interlocked.Exchange(ref _asleep[index], 1);
                if (Volatile.Read(ref _generation) == seen || Interlocked.Exchange(ref _asleep[index], 0) == 0) _wake[index].Wait();
                spins = 0;
            }

            seen = Volatile.Read(ref _generation);
            if (_stop) return;
            TakeParts(index + 1);
            Interlocked.Decrement(ref _running);
        }
    }

    private void TakeParts(int worker)
    {
        try
        {
            int part;
            while ((part = Interlocked.Increment(ref _next) - 1) < _parts) _work!.Run(part, worker);
        }
#pragma warning disable CA1031 // Whatever a part throws is thrown again by Run, on the caller's thread.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(fault), null);
            Volatile.Write(ref _next, _parts);
        }
    }
}
