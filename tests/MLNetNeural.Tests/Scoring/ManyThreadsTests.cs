using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Scoring;

/// <summary>A server scores many small views at once, on a thread pool that its own requests fill.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ManyThreadsTests
{
    private const int Views = 50;

    /// <summary>When scoring needed threads of the pool, it waited for minutes; what it takes now is milliseconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private static readonly MLContext Context = new(seed: 1);

    private static readonly MlpMulticlassTransformer Model = Context.MulticlassClassification.Trainers
        .MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [8], Optimizer = new Sgd(0.1f), MaxEpochs = 1 })
        .Fit(Context.Data.LoadFromEnumerable(Blobs.Rows(300)));

    [TestMethod]
    public void Rows_are_scored_while_no_thread_of_the_pool_is_free()
    {
        using var release = new ManualResetEventSlim();
        Task[] waiting = [.. Enumerable.Range(0, 100).Select(_ => Task.Run(release.Wait))];
        try
        {
            var clock = Stopwatch.StartNew();
            int scored = Score(1000);

            Assert.AreEqual(1000, scored);
            Assert.IsLessThan(Slack, clock.Elapsed);
        }
        finally
        {
            release.Set();
            Task.WaitAll(waiting);
        }
    }

    [TestMethod]
    public void Many_small_views_at_once_take_no_longer_than_one_after_the_other()
    {
        Score(64);
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < Views; i++) Score(64);
        TimeSpan oneAfterTheOther = clock.Elapsed;

        clock.Restart();
        Task<int>[] atOnce = [.. Enumerable.Range(0, Views).Select(_ => Task.Run(() => Score(64)))];
        Task.WaitAll(atOnce);

        Assert.IsLessThan(oneAfterTheOther + Slack, clock.Elapsed);
        Assert.IsTrue(atOnce.All(view => view.Result == 64));
    }

    private static int Score(int rows)
    {
        IDataView scored = Model.Transform(Context.Data.LoadFromEnumerable(Blobs.Rows(rows)));
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        int count = 0;
        for (; cursor.MoveNext(); count++) getter(ref score);
        return count;
    }
}
