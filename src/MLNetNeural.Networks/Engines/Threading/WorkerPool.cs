using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MLNetNeural.Networks.Engines.Threading;

/// <summary>
/// Threads that stay, and wait for work by spinning a little before they sleep: a training step hands out work a dozen
/// times, each time for microseconds, without allocating.
/// </summary>
/// <remarks>
/// A run ends when its parts are done, not when every thread has looked at it: on a busy machine the caller does not wait
/// for threads that the system has no time for. A thread that comes late finds another run or no part left: run number
/// and parts left are one word, taken and lowered together. (With the next part in its place, a run that is over would
/// begin anew as soon as the number of parts of the next one were set.)
/// </remarks>
internal sealed class WorkerPool : IDisposable
{
    private static readonly ConcurrentDictionary<int, Lazy<WorkerPool>> Pools = new();

    /// <summary>Whether this thread is doing a part: work that the part hands out itself is done on the spot.</summary>
    [ThreadStatic]
    private static bool _inPart;

    /// <summary>So often a worker looks for work as fast as it can, some 20 µs, before it looks less often.</summary>
    private const int QuickSpins = 500;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly Lock _turn = new();
    private readonly int[] _asleep;
    private readonly int _spinsBeforeSleep;
    private IParallelWork? _work;
    private int _parts;
    private long _claim; // run number << 32 | parts left
    private int _done;
    private bool _stop;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts workers; the caller of <see cref="Run"/> is one of them.</summary>
    /// <param name="workers">Number of workers, at least 1.</param>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Workers = workers;
        _spinsBeforeSleep = workers <= Environment.ProcessorCount ? 2000 : 0; // more threads than cores: spinning keeps others from working
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

    /// <summary>Whether work of microseconds is handed to them.</summary>
    public ShortRuns ShortRuns { get; } = new();

    /// <summary>The process's pool of so many workers: sleeping threads cost nothing, and scoring goes on after training.</summary>
    public static WorkerPool Shared(int workers) => Pools.GetOrAdd(workers, n => new Lazy<WorkerPool>(() => new WorkerPool(n))).Value;

    /// <summary>
    /// Runs all parts and returns when they are done. One caller at a time has the workers; others do their parts themselves: they
    /// keep a core busy as it is. So do a single part, and the work that a part hands out itself.
    /// </summary>
    /// <exception cref="Exception">What a part threw first; parts that had not begun by then are left out.</exception>
    public void Run(IParallelWork work, int parts)
    {
        if (parts <= 0) return;

        // No use for the workers; or they are taken, perhaps by the very part that calls.
        if (parts == 1 || Workers == 1 || _inPart || !_turn.TryEnter())
        {
            RunAlone(work, parts);
            return;
        }

        try
        {
            _work = work;
            _parts = parts;
            _done = 0;
            _fault = null;
            int run = Publish(parts, wake: Math.Min(parts - 1, _threads.Length));
            TakeParts(run, worker: 0);
            var spin = new SpinWait();
            while (Volatile.Read(ref _done) < parts) spin.SpinOnce(sleep1Threshold: -1);
            _work = null;
            _fault?.Throw();
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            if (_stop) return;
            _stop = true;
            Publish(parts: 0, wake: _threads.Length);
            foreach (Thread thread in _threads) thread.Join();
            foreach (SemaphoreSlim wake in _wake) wake.Dispose();
        }
    }

    private static void RunAlone(IParallelWork work, int parts)
    {
        for (int part = 0; part < parts; part++) work.Run(part, 0);
    }

    /// <summary>Makes the work visible under a new run number and wakes so many sleepers.</summary>
    private int Publish(int parts, int wake)
    {
        int run = RunOf(_claim) + 1;
        Interlocked.Exchange(ref _claim, ((long)run << 32) | (uint)parts);
        for (int t = 0; t < wake; t++)
        {
            if (Interlocked.Exchange(ref _asleep[t], 0) == 1) _wake[t].Release();
        }

        return run;
    }

    private static int RunOf(long claim) => (int)(claim >> 32);

    private void Loop(int index)
    {
        int seen = 0;
        while (true)
        {
            int spins = 0;
            while (RunOf(Volatile.Read(ref _claim)) == seen)
            {
                if (++spins < _spinsBeforeSleep)
                {
                    Thread.SpinWait(spins < QuickSpins ? 1 : 20);
                    continue;
                }

                // Announce the sleep, then look once more: a Run between the two either sees the announcement or is seen here.
                Interlocked.Exchange(ref _asleep[index], 1);
                if (RunOf(Volatile.Read(ref _claim)) == seen || Interlocked.Exchange(ref _asleep[index], 0) == 0) _wake[index].Wait();
                spins = 0;
            }

            seen = RunOf(Volatile.Read(ref _claim));
            if (Volatile.Read(ref _stop)) return;
            TakeParts(seen, index + 1);
        }
    }

    private void TakeParts(int run, int worker)
    {
        while (true)
        {
            // What is read here belongs to the run if the exchange succeeds: until this part is done, the run is not over.
            long claim = Volatile.Read(ref _claim);
            int left = (int)claim;
            if (RunOf(claim) != run || left == 0) return;
            IParallelWork? work = Volatile.Read(ref _work);
            int part = Volatile.Read(ref _parts) - left;
            if (Interlocked.CompareExchange(ref _claim, claim - 1, claim) != claim) continue;

            RunPart(work!, part, worker);
            Interlocked.Increment(ref _done);
        }
    }

    private void RunPart(IParallelWork work, int part, int worker)
    {
        if (Volatile.Read(ref _fault) is not null) return;
        _inPart = true;
        try
        {
            work.Run(part, worker);
        }
#pragma warning disable CA1031 // Whatever a part throws is thrown again by Run, on the caller's thread.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(fault), null);
        }
        finally
        {
            _inPart = false;
        }
    }
}
