using System.Collections.Concurrent;

namespace MLNetNeural.Data;

/// <summary>The threads that read and compute blocks ahead for all cursors of the process, one a core.</summary>
/// <remarks>They are none of the thread pool's: a server whose pool is full of requests that score rows would otherwise wait for threads that
/// its own requests hold. A cursor does without them what they have no time for.</remarks>
internal static class LookAheadThreads
{
    private static readonly Lazy<BlockingCollection<LookAheadCursor>> Queue = new(Start);

    /// <summary>Asks one thread to work for a cursor as long as it has something to do.</summary>
    public static void Help(LookAheadCursor cursor) => Queue.Value.Add(cursor);

    private static BlockingCollection<LookAheadCursor> Start()
    {
        BlockingCollection<LookAheadCursor> queue = [];
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            new Thread(() => TakeWork(queue)) { IsBackground = true, Name = $"Look-ahead {i + 1}" }.Start();
        }

        return queue;
    }

    private static void TakeWork(BlockingCollection<LookAheadCursor> queue)
    {
        while (true) WorkFor(queue.Take());
    }

    // A method of its own, so that an idle thread keeps no cursor alive.
    private static void WorkFor(LookAheadCursor cursor)
    {
        while (cursor.TryWorkAhead())
        {
        }
    }
}
