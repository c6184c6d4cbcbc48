using System.Diagnostics;
using MLNetNeural.Networks.Engines.Threading;

namespace MLNetNeural.Networks.Tests.Engines.Threading;

[TestClass]
public class ShortRunsTests
{
    private static readonly long Microsecond = Stopwatch.Frequency / 1_000_000;
    private static readonly long Start = Stopwatch.Frequency;

    [TestMethod]
    public void Workers_help_a_call_that_follows_another_at_once()
    {
        ShortRuns runs = new();

        Assert.IsTrue(runs.Enter(Start, Start - (50 * Microsecond)));
    }

    [TestMethod]
    public void A_call_after_a_pause_is_done_alone_and_wakes_nobody()
    {
        ShortRuns runs = new();

        Assert.IsFalse(runs.Enter(Start, Start - (200 * Microsecond)));
    }

    [TestMethod]
    public void Callers_that_meet_work_alone_and_for_a_while_after()
    {
        ShortRuns runs = new();
        Assert.IsTrue(runs.Enter(Start, Start));

        Assert.IsFalse(runs.Enter(Start, Start));

        runs.Exit();
        runs.Exit();
        Assert.IsFalse(runs.Enter(Start + (5000 * Microsecond), Start + (5000 * Microsecond)), "5 ms later");
        runs.Exit();
        Assert.IsTrue(runs.Enter(Start + (11_000 * Microsecond), Start + (11_000 * Microsecond)), "11 ms later");
    }

    [TestMethod]
    public void A_late_worker_is_left_alone_for_a_while()
    {
        ShortRuns runs = new();
        runs.Enter(Start, Start);

        runs.Exit(Start, isMissed: false, isLate: true);

        Assert.IsFalse(runs.Enter(Start, Start));
    }

    [TestMethod]
    public void One_that_has_not_come_four_times_in_a_row_is_not_called_for_a_while()
    {
        ShortRuns runs = new();
        foreach (bool isMissed in new[] { true, true, true, false, true, true, true, true })
        {
            Assert.IsTrue(runs.Enter(Start, Start));
            runs.Exit(Start, isMissed, isLate: false);
        }

        Assert.IsFalse(runs.Enter(Start, Start));
    }
}
