using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.Playwright;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports;
using MLNetNeural.Reports.Live;
using MLNetNeural.Trainers;

namespace MLNetNeural.Browser.Tests;

/// <summary>The live page as a browser shows it while training runs.</summary>
[TestClass]
public sealed class LivePageTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Curves_grow_while_training_runs_and_the_stop_button_ends_it()
    {
        using var live = new LivePage(title: "Two lines");
        using var training = new GatedTraining(live, TestContext.CancellationToken);
        await using OpenPage open = await OpenPage.OpenAsync(live.Address.ToString());
        IPage page = open.Page;
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("live", new() { Timeout = 120_000 });

        training.Allow(3);
        await SeeAsync(page, "window.report.data.history.epoch.length === 3");
        CollectionAssert.AreEqual(training.Losses(3), await open.NumbersAsync("window.report.charts.loss.data[1]"));
        await Assertions.Expect(page.GetByText("3 of 100,000,000")).ToBeVisibleAsync();

        // What a person has opened and zoomed into stays so while metrics come.
        await page.ClickAsync("#options summary");
        await page.ClickAsync("#epochs summary");
        await page.ClickAsync("[aria-label='Zoom in: Loss']");
        double?[] zoomed = await open.NumbersAsync("[window.report.charts.loss.scales.x.min, window.report.charts.loss.scales.x.max]");
        training.Allow(4);
        await SeeAsync(page, "window.report.charts.loss.data[0].length === 7");
        CollectionAssert.AreEqual(training.Losses(7), await open.NumbersAsync("window.report.charts.loss.data[1]"));
        CollectionAssert.AreEqual(zoomed, await open.NumbersAsync("[window.report.charts.loss.scales.x.min, window.report.charts.loss.scales.x.max]"));
        Assert.IsTrue((await open.AskAsync("document.querySelector('#epochs').open && document.querySelector('#options details').open")).GetBoolean(), "A table was closed.");

        await page.ClickAsync("#stop");
        await Assertions.Expect(page.Locator("#stop")).ToHaveTextAsync("Stops after this epoch", new() { Timeout = 120_000 });
        training.Allow(1000);
        TrainingHistory history = await training.HistoryAsync();
        Assert.AreEqual(StopReason.Requested, history.StopReason);
        Assert.HasCount(8, history.Epochs);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("training is over", new() { Timeout = 120_000 });
        await Assertions.Expect(page.Locator("#stop")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("stopped on request")).ToBeVisibleAsync();
        Assert.HasCount(8, await open.NumbersAsync("window.report.charts.loss.data[1]"));

        CollectionAssert.AreEqual(Array.Empty<string>(), open.Faults);
        string root = live.Address.GetLeftPart(UriPartial.Authority);
        CollectionAssert.AreEquivalent(
            new[] { "/", "/events", "/stop" }.Select(path => root + path + live.Address.Query).ToArray(), open.Requests, string.Join('\n', open.Requests));
    }

    [TestMethod]
    public async Task Before_the_first_epoch_is_done_the_drawing_has_inputs_and_outputs_and_the_head_says_the_device()
    {
        using var live = new LivePage();
        using var training = new GatedTraining(live, TestContext.CancellationToken);
        await using OpenPage open = await OpenPage.OpenAsync(live.Address.ToString());

        await Assertions.Expect(open.Page.Locator("#network li b")).ToHaveTextAsync(["1", "4", "1"], new() { Timeout = 120_000 });
        await Assertions.Expect(open.Page.Locator("#summary dt:text-is('Device') + dd")).ToContainTextAsync("CPU");
        Assert.AreEqual(0, (await open.AskAsync("window.report.data.history.epoch.length")).GetInt32());
    }

    [TestMethod]
    public async Task Who_opens_the_page_late_or_again_sees_the_whole_run()
    {
        using var live = new LivePage();
        using var training = new GatedTraining(live, TestContext.CancellationToken);
        training.Allow(5);
        await training.ReachedAsync(5);
        await using OpenPage one = await OpenPage.OpenAsync(live.Address.ToString()), two = await OpenPage.OpenAsync(live.Address.ToString(), width: 360, ColorScheme.Dark);
        await two.Page.ReloadAsync();

        foreach (OpenPage open in new[] { one, two })
        {
            await SeeAsync(open.Page, "window.report.data.history.epoch.length >= 4");
            CollectionAssert.AreEqual(training.Losses(4), (await open.NumbersAsync("window.report.charts.loss.data[1]"))[..4]);
            CollectionAssert.AreEqual(Array.Empty<string>(), open.Faults);
        }

        Assert.AreEqual(360, (await two.AskAsync("document.documentElement.scrollWidth")).GetInt32());
    }

    [TestMethod]
    public async Task A_page_of_another_site_can_neither_read_nor_stop()
    {
        using var live = new LivePage();
        using var training = new GatedTraining(live, TestContext.CancellationToken);
        await using OpenPage open = await OpenPage.OpenAsync("data:text/html,<title>Elsewhere</title>"); // another origin, with no policy of its own
        string stop = new Uri(live.Address, "stop" + live.Address.Query).ToString();

        // Even one that knows the token, which no page can.
        string[] tries =
        [
            $"fetch('{live.Address}').then(() => 'read', () => 'refused')",
            $"fetch('{stop}', {{ method: 'POST' }}).then(() => 'stopped', () => 'refused')",
            $"fetch('{stop}', {{ method: 'POST', mode: 'no-cors' }}).then(() => 'sent', () => 'refused')",
        ];
        Assert.AreEqual("refused", (await open.AskAsync(tries[0])).GetString());
        Assert.AreEqual("refused", (await open.AskAsync(tries[1])).GetString());
        await open.AskAsync(tries[2]);

        training.Allow(3);
        await training.ReachedAsync(3);
        Assert.IsFalse(training.IsOver, "A foreign page has stopped training.");
    }

    private static async Task SeeAsync(IPage page, string condition)
        => await page.WaitForFunctionAsync($"() => {condition}", null, new PageWaitForFunctionOptions { Timeout = 120_000 });

    /// <summary>A training that goes on epoch by epoch as it is allowed to.</summary>
    private sealed class GatedTraining : IDisposable
    {
        private readonly SemaphoreSlim _gate = new(0);
        private readonly SemaphoreSlim _reached = new(0);
        private readonly ConcurrentQueue<double> _losses = [];
        private readonly CancellationTokenSource _cancellation;
        private readonly Task<TrainingHistory> _training;

        public GatedTraining(LivePage live, CancellationToken cancellation)
        {
            _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            MlpRegressionOptions options = new MlpRegressionOptions
            {
                HiddenLayers = [4],
                BatchSize = 8,
                MaxEpochs = 100_000_000,
                Seed = 1,
                CancellationToken = _cancellation.Token,
                MetricsCallback = epoch =>
                {
                    _gate.Wait(_cancellation.Token);
                    _losses.Enqueue(epoch.TrainingLoss);
                    _reached.Release();
                },
            }.ReportTo(live);
            _training = Task.Run(() =>
            {
                var ml = new MLContext();
                IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Row { Label = i % 7, Features = i * 0.05f }));
                return ml.Regression.Trainers.MultilayerPerceptron(options).Fit(data).Model.TrainingHistory;
            });
        }

        public bool IsOver => _training.IsCompleted;

        public void Allow(int epochs) => _gate.Release(epochs);

        public async Task ReachedAsync(int epochs)
        {
            for (int e = 0; e < epochs; e++) await _reached.WaitAsync(_cancellation.Token);
        }

        public double?[] Losses(int count) => [.. _losses.Take(count).Select(loss => (double?)loss)];

        public Task<TrainingHistory> HistoryAsync() => _training;

        public void Dispose()
        {
            _cancellation.Cancel();
            try
            {
                _training.Wait(CancellationToken.None);
            }
            catch (AggregateException e) when (e.InnerException is OperationCanceledException)
            {
                // That is how a training ends that nobody stopped.
            }

            _cancellation.Dispose();
            _gate.Dispose();
            _reached.Dispose();
        }
    }

    private sealed class Row
    {
        public float Label { get; set; }

        public float Features { get; set; }
    }
}
