using System.Collections.Concurrent;
using MLNetNeural.Networks.Engines.Threading;

namespace MLNetNeural.Networks.Tests.Engines.Threading;

[TestClass]
public class WorkerPoolTests
{
    private static readonly int[] Sizes = [1, 2, 3, 7];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    public void Every_part_runs_once_however_many_there_are(int workers)
    {
        using var pool = new WorkerPool(workers);
        for (int parts = 0; parts <= 40; parts++)
        {
            int[] runs = new int[parts];

            pool.Run(new Work((part, _) => Interlocked.Increment(ref runs[part])), parts);

            CollectionAssert.AreEqual(Enumerable.Repeat(1, parts).ToArray(), runs);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    public void Two_thousand_tiny_runs_in_a_row_lose_no_part(int workers)
    {
        using var pool = new WorkerPool(workers);
        int sum = 0;
        var work = new Work((part, _) => Interlocked.Add(ref sum, part));

        for (int run = 0; run < 2000; run++) pool.Run(work, 5);

        Assert.AreEqual(2000 * 10, sum);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(7)]
    public void A_thread_that_comes_late_takes_no_part_of_a_run_of_more_parts_that_is_about_to_begin(int workers)
    {
        using var pool = new WorkerPool(workers);
        int[] runs = new int[9];
        var work = new Work((part, _) => Interlocked.Increment(ref runs[part]));

        for (int run = 0; run < 50_000; run++)
        {
            int parts = 2 + (run % 8);
            Array.Clear(runs);
            pool.Run(work, parts);
            for (int part = 0; part < parts; part++) Assert.AreEqual(1, Volatile.Read(ref runs[part]), $"Part {part} of {parts} in run {run}.");
        }
    }

    [TestMethod]
    public void Sleeping_workers_wake_up_for_the_next_run()
    {
        using var pool = new WorkerPool(3);
        int sum = 0;
        for (int run = 0; run < 20; run++)
        {
            Thread.Sleep(15); // long enough for every worker to stop spinning
            pool.Run(new Work((_, _) => Interlocked.Increment(ref sum)), 3);
        }

        Assert.AreEqual(60, sum);
    }

    [TestMethod]
    public void No_two_threads_have_the_same_worker_at_one_time()
    {
        foreach (int workers in Sizes)
        {
            using var pool = new WorkerPool(workers);
            int[] busy = new int[workers];
            bool clash = false;

            pool.Run(
                new Work((_, worker) =>
                {
                    if (Interlocked.Increment(ref busy[worker]) > 1) clash = true;
                    Thread.SpinWait(100);
                    Interlocked.Decrement(ref busy[worker]);
                }),
                500);

            Assert.IsFalse(clash);
        }
    }

    [TestMethod]
    public void What_a_part_throws_reaches_the_caller_and_the_pool_goes_on()
    {
        foreach (int workers in Sizes)
        {
            using var pool = new WorkerPool(workers);
            for (int run = 0; run < 20; run++)
            {
                InvalidOperationException thrown = Assert.ThrowsExactly<InvalidOperationException>(() => pool.Run(
                    new Work((part, _) =>
                    {
                        if (part == run % 8) throw new InvalidOperationException($"part {part}");
                    }),
                    8));
                Assert.AreEqual($"part {run % 8}", thrown.Message);

                int ran = 0;
                pool.Run(new Work((_, _) => Interlocked.Increment(ref ran)), 8);
                Assert.AreEqual(8, ran);
            }
        }
    }

    [TestMethod]
    public void Several_callers_at_once_all_get_their_work_done()
    {
        using var pool = new WorkerPool(3);
        var sums = new ConcurrentDictionary<int, int>();

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, caller =>
        {
            int sum = 0;
            for (int run = 0; run < 100; run++) pool.Run(new Work((part, _) => Interlocked.Add(ref sum, part)), 6);
            sums[caller] = sum;
        });

        Assert.HasCount(8, sums);
        Assert.IsTrue(sums.Values.All(sum => sum == 100 * 15));
    }

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void A_part_may_hand_out_work_of_its_own_without_waiting_for_itself()
    {
        foreach (int workers in Sizes)
        {
            using var pool = new WorkerPool(workers);
            int inner = 0, outer = 0;

            pool.Run(
                new Work((_, _) =>
                {
                    pool.Run(new Work((_, _) => Interlocked.Increment(ref inner)), 4);
                    Interlocked.Increment(ref outer);
                }),
                10);

            Assert.AreEqual((40, 10), (inner, outer));
        }
    }

    [TestMethod]
    public void A_run_allocates_nothing()
    {
        using var pool = new WorkerPool(3);
        var work = new Work((_, _) => Thread.SpinWait(10));
        for (int run = 0; run < 10; run++) pool.Run(work, 5);

        Assert.AreEqual(0, Allocations.Of(() => pool.Run(work, 5)));
    }

    [TestMethod]
    public void Engines_of_one_size_share_their_threads() => Assert.AreSame(WorkerPool.Shared(2), WorkerPool.Shared(2));

    private sealed class Work(Action<int, int> run) : IParallelWork
    {
        public void Run(int part, int worker) => run(part, worker);
    }
}
