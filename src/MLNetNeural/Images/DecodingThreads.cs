using System.Collections.Concurrent;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Images;

/// <summary>The threads that decode images, one a core, kept for the life of the process.</summary>
/// <remarks>Decoders allocate megabytes for each image, and the C library keeps a heap for every thread that ever did: on the
/// ever-changing threads of the pool these heaps grow to some hundred megabytes. What the heaps have free goes back when the last image is
/// decoded: the weights of a training may come next.</remarks>
internal sealed class DecodingThreads
{
    /// <summary>Without work for so long, a thread has decoded the last image for now; a network's weights take longer to draw.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    private static readonly Lazy<DecodingThreads> Instance = new(() => new DecodingThreads(Environment.ProcessorCount));

    private readonly BlockingCollection<Work> _queue = [];
    private readonly int _count;

    private DecodingThreads(int count)
    {
        _count = count;
        for (int i = 0; i < count; i++)
        {
            new Thread(TakeWork) { IsBackground = true, Name = $"Image decoder {i + 1}" }.Start();
        }
    }

    /// <summary>Calls <paramref name="body"/> for every number of a range, in any order on all threads; returns when all is done.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="body">Must not throw.</param>
    public static void For(int first, int count, Action<int> body)
    {
        DecodingThreads threads = Instance.Value;
        var work = new Work(first, count, body);
        for (int i = 0; i < Math.Min(count, threads._count); i++)
        {
            threads._queue.Add(work);
        }

        work.Wait();
    }

    private void TakeWork()
    {
        while (true)
        {
            if (!_queue.TryTake(out Work? work, Idle))
            {
                ThreadHeap.GiveBackFreed();
                work = _queue.Take();
            }

            work.Take();
        }
    }

    /// <summary>A range of numbers from which the threads that help take one after the other.</summary>
    private sealed class Work(int first, int count, Action<int> body)
    {
        private readonly TaskCompletionSource _finished = new();
        private readonly int _end = first + count;
        private int _next = first - 1;
        private int _unfinished = count;

        public void Take()
        {
            for (int i = Interlocked.Increment(ref _next); i < _end; i = Interlocked.Increment(ref _next))
            {
                body(i);
                if (Interlocked.Decrement(ref _unfinished) == 0)
                {
                    _finished.SetResult();
                }
            }
        }

        public void Wait() => _finished.Task.Wait();
    }
}
