using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Html;
using MLNetNeural.Scoring;
using MLNetNeural.Tests;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Live.Tests;

[TestClass]
public sealed class LivePageTests
{
    private const int Endless = 100_000_000;

    private static readonly LiveServerTimes Quick = new(Pause: TimeSpan.FromMilliseconds(1), MaxPause: TimeSpan.FromMilliseconds(1), Heartbeat: TimeSpan.FromSeconds(30), Farewell: TimeSpan.FromSeconds(2));
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });

    public required TestContext TestContext { get; init; }

    private CancellationToken Cancellation => TestContext.CancellationToken;

    private static MlpRegressionOptions Options => new() { HiddenLayers = [4], BatchSize = 8, MaxEpochs = 5, Seed = 1, ValidationSetFraction = 0.25 };

    [TestMethod]
    public async Task The_stop_button_ends_training_after_the_epoch_and_keeps_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        using LivePage live = Page();
        using var isAsked = new ManualResetEventSlim();
        MlpRegressionOptions options = Options with { MaxEpochs = Endless, WorkspacePath = folder.Path, RestoreBestWeights = false };
        Task<MlpRegressionTransformer> training = TrainAsync((options with
        {
            MetricsCallback = epoch =>
            {
                if (epoch.Epoch == 20) isAsked.Wait(Cancellation); // not so many epochs that the test takes long
            },
        }).ReportTo(live));
        using (EventReader viewer = await EventReader.OpenAsync(live.Address, Cancellation)) await SeeEpochAsync(viewer, 3);

        using HttpResponseMessage answer = await Client.PostAsync(new Uri(live.Address, "stop" + live.Address.Query), null, Cancellation);
        isAsked.Set();
        MlpRegressionTransformer model = await training;

        Assert.AreEqual(HttpStatusCode.Accepted, answer.StatusCode);
        TrainingHistory history = model.Model.TrainingHistory;
        Assert.AreEqual(StopReason.Requested, history.StopReason);
        Assert.IsLessThanOrEqualTo(20, history.Epochs.Length);
        Assert.IsTrue(File.Exists(folder.File($"last_checkpoint_epoch_{history.Epochs.Length}")), "There is no checkpoint of the last epoch.");
        MlpRegressionTransformer undisturbed = await TrainAsync(options with { MaxEpochs = history.Epochs.Length, WorkspacePath = null });
        CollectionAssert.AreEqual(Scores(undisturbed), Scores(model));
        MlpRegressionTransformer resumed = await TrainAsync(options with { MaxEpochs = history.Epochs.Length + 2, ResumeFrom = folder.Path });
        Assert.HasCount(history.Epochs.Length + 2, resumed.Model.TrainingHistory.Epochs);
    }

    [TestMethod]
    public async Task Viewers_see_the_metrics_of_the_history_and_how_training_ended()
    {
        using LivePage live = Page();
        using var go = new SemaphoreSlim(0);
        Task<MlpRegressionTransformer> training = TrainAsync(
            (Options with { MetricsCallback = epoch => go.Wait(Cancellation) }).ReportTo(live));
        using EventReader one = await EventReader.OpenAsync(live.Address, Cancellation);
        go.Release(3);
        JsonElement early = await SeeEpochAsync(one, 3);
        using EventReader two = await EventReader.OpenAsync(live.Address, Cancellation);
        JsonElement late = await SeeEpochAsync(two, 3);
        go.Release(2);
        TrainingHistory history = (await training).Model.TrainingHistory;

        foreach (JsonElement state in new[] { early, late })
        {
            CollectionAssert.AreEqual(history.Epochs.Take(3).Select(epoch => epoch.TrainingLoss).ToArray(), Column(state, "trainingLoss"));
            Assert.AreEqual(5, state.GetProperty("history").GetProperty("plannedEpochs").GetInt32());
            Assert.MatchesRegex(@"^epoch [34]/5, batch \d/4, loss \d+\.\d{4}(, \S+ points/s)?(, .* left)?$", Fact(state, "Now"));
        }

        foreach (EventReader viewer in new[] { one, two })
        {
            JsonElement last = await SeeEpochAsync(viewer, 5);
            while (!last.GetProperty("history").TryGetProperty("ended", out _)) last = await SeeEpochAsync(viewer, 5);
            CollectionAssert.AreEqual(history.Epochs.Select(epoch => epoch.TrainingLoss).ToArray(), Column(last, "trainingLoss"));
            CollectionAssert.AreEqual(history.Epochs.Select(epoch => epoch.ValidationLoss!.Value).ToArray(), Column(last, "validationLoss"));
            Assert.AreEqual("all epochs were done", last.GetProperty("history").GetProperty("ended").GetString());
            Assert.AreEqual("training is over", Fact(last, "Now"));

            // The last state may have been sent twice: as that of the last epoch, and as that of the end.
            (string Type, string Data)? next = await viewer.NextAsync(Cancellation);
            if (next?.Type == "message") next = await viewer.NextAsync(Cancellation);
            Assert.AreEqual(("end", "end"), next);
            Assert.IsNull(await viewer.NextAsync(Cancellation));
        }

        await IsOverAsync(live);
    }

    [TestMethod]
    [DynamicData(nameof(Trainings))]
    public async Task Before_the_first_batch_is_done_the_page_says_of_network_and_run_what_the_report_will_say(string task, Func<Action, LivePage, ITransformer> train)
    {
        using LivePage live = Page();
        using var isThere = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        Task<ITransformer> training = Task.Run(() => train(
            () =>
            {
                isThere.Release();
                go.Wait(Cancellation);
            },
            live));
        await isThere.WaitAsync(Cancellation);

        using EventReader viewer = await EventReader.OpenAsync(live.Address, Cancellation);
        JsonElement seen = await SeeEpochAsync(viewer, 0);
        go.Set();
        JsonElement report = Parse(Encoding.UTF8.GetString(ReportJson.WriteUtf8(new ReportBuilder(await training, new ReportOptions()).Build())));

        Assert.AreEqual("starting the first batch", Fact(seen, "Now"));
        Assert.AreEqual(task, seen.GetProperty("task").GetString());
        Assert.AreEqual(task, report.GetProperty("task").GetString());
        Assert.AreEqual(report.GetProperty("layers").GetRawText(), seen.GetProperty("layers").GetRawText());
        foreach (string name in new[] { "Rows", "Features", "Label", "Device", "Seed" }) Assert.AreEqual(Fact(report, name), Fact(seen, name), name);
        Assert.AreEqual("30 to train, 10 to validate", Fact(seen, "Rows"));
        Assert.AreNotEqual("auto", Fact(seen, "Device"));
    }

    [TestMethod]
    public async Task While_the_data_are_read_the_page_says_so_and_shows_what_the_options_say()
    {
        using LivePage live = Page();
        using var isThere = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        IDataView slow = new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i =>
        {
            if (i == 20) isThere.Release();
            if (i == 20) go.Wait(Cancellation);
            return new Row { Label = i, Features = i };
        }));
        Task training = Task.Run(() => new MLContext().Regression.Trainers.MultilayerPerceptron((Options with { ValidationSetFraction = null }).ReportTo(live)).Fit(slow));
        await isThere.WaitAsync(Cancellation);

        using EventReader viewer = await EventReader.OpenAsync(live.Address, Cancellation);
        JsonElement seen = await SeeEpochAsync(viewer, 0);
        go.Set();
        await training;

        Assert.AreEqual("reading the data", Fact(seen, "Now"));
        Assert.AreEqual("auto", Fact(seen, "Device"));
        Assert.AreEqual("1", Fact(seen, "Seed"));
        Assert.AreEqual(4, seen.GetProperty("layers")[1].GetProperty("units").GetInt32());
    }

    [TestMethod]
    public async Task The_page_has_the_report_so_far_and_what_it_listens_to()
    {
        using LivePage live = Page();
        using var go = new SemaphoreSlim(0);
        using var isThere = new SemaphoreSlim(0);
        Task training = TrainAsync((Options with
        {
            MetricsCallback = epoch =>
            {
                isThere.Release();
                go.Wait(Cancellation);
            },
        }).ReportTo(live));
        await isThere.WaitAsync(Cancellation);
        go.Release();
        await isThere.WaitAsync(Cancellation);

        string page = await Client.GetStringAsync(live.Address, Cancellation);
        go.Release(5);
        await training;

        Assert.Contains("<title>Two &lt;points&gt;</title>", page);
        Assert.Contains("<body data-live>", page);
        Assert.Contains("\"epoch\":[1]", page);
    }

    [TestMethod]
    public async Task A_training_that_fails_ends_the_server_and_says_why()
    {
        using LivePage live = Page();
        using EventReader viewer = await EventReader.OpenAsync(live.Address, Cancellation);
        Task training = TrainAsync((Options with { MetricsCallback = epoch => throw new InvalidOperationException("the disk is full") }).ReportTo(live));

        Assert.AreEqual("training failed: the disk is full", await SeeEndAsync(viewer));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => training);
        await IsOverAsync(live);
    }

    [TestMethod]
    public async Task A_training_that_is_cancelled_says_so()
    {
        using LivePage live = Page();
        using var cancellation = new CancellationTokenSource();
        using EventReader viewer = await EventReader.OpenAsync(live.Address, Cancellation);
        Task training = TrainAsync((Options with { MaxEpochs = Endless, CancellationToken = cancellation.Token }).ReportTo(live));
        await SeeEpochAsync(viewer, 1);

        await cancellation.CancelAsync();

        Assert.AreEqual("training was cancelled", await SeeEndAsync(viewer));
        await Assert.ThrowsAsync<OperationCanceledException>(() => training);
        await IsOverAsync(live);
    }

    [TestMethod]
    public async Task Data_that_cannot_be_read_end_the_server_too()
    {
        using LivePage live = Page();
        MlpRegressionOptions options = (Options with { FeatureColumnName = "Nowhere" }).ReportTo(live);

        await Assert.ThrowsAsync<ArgumentException>(() => TrainAsync(options));

        await IsOverAsync(live);
    }

    [TestMethod]
    public async Task Options_can_train_again_after_their_page_and_a_page_shows_one_training()
    {
        using LivePage live = Page();
        MlpRegressionOptions options = Options.ReportTo(live);

        float[] first = Scores(await TrainAsync(options)), second = Scores(await TrainAsync(options));

        CollectionAssert.AreEqual(first, second);
        Assert.ThrowsExactly<ObjectDisposedException>(() => Options.ReportTo(live));
    }

    [TestMethod]
    public async Task A_page_without_a_training_says_so_and_disposing_of_it_ends_the_server()
    {
        LivePage live = Page();

        Assert.Contains("There is no training yet.", await Client.GetStringAsync(live.Address, Cancellation));
        live.Dispose();
        live.Dispose();

        await IsOverAsync(live);
    }

    [TestMethod]
    public void A_port_that_is_none_is_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LivePage(port: -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LivePage(port: 65_536));
        Assert.ThrowsExactly<ArgumentException>(() => new LivePage(title: " "));
        Assert.ThrowsExactly<ArgumentException>(() => new LivePage(rowName: ""));
    }

    private static LivePage Page() => new(port: 0, "Two <points>", "points", Quick);

    /// <summary>A training of each task that calls after its first batch, before its page knows of it, and the name of the task.</summary>
    private static IEnumerable<object[]> Trainings()
    {
        var ml = new MLContext(seed: 3);
        IDataView points = Data();
        IDataView classes = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new ClassRow { Label = $"{i % 3}", Features = [i, 1] }));
        IDataView sides = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new SideRow { Label = i > 20, Features = [i, 1] }));
        IDataView labels = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new LabelsRow { Label = [i > 20, i > 30], Features = [i, 1] }));
        TOptions Small<TOptions>(TOptions options, Action wait)
            where TOptions : MlpOptions
            => (TOptions)(options with { HiddenLayers = [4], BatchSize = 8, MaxEpochs = 1, ValidationSetFraction = 0.25, BatchCallback = _ => wait() });
        yield return ["Regression", (Action wait, LivePage live) => (ITransformer)ml.Regression.Trainers.MultilayerPerceptron(Small(new MlpRegressionOptions(), wait).ReportTo(live)).Fit(points)];
        yield return ["Regression", (Action wait, LivePage live) => (ITransformer)ml.Regression.Trainers.MultilayerPerceptron(Small(new MlpRegressionOptions { Loss = new Poisson() }, wait).ReportTo(live)).Fit(points)];
        yield return ["Multiclass", (Action wait, LivePage live) => (ITransformer)ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small(new MlpMulticlassOptions(), wait).ReportTo(live))).Fit(classes)];
        yield return ["Binary", (Action wait, LivePage live) => (ITransformer)ml.BinaryClassification.Trainers.MultilayerPerceptron(Small(new MlpBinaryOptions(), wait).ReportTo(live)).Fit(sides)];
        yield return ["MultiLabel", (Action wait, LivePage live) => (ITransformer)ml.BinaryClassification.Trainers.MultilayerPerceptron(Small(new MlpBinaryOptions(), wait).ReportTo(live)).Fit(labels)];
    }

    private static Task<MlpRegressionTransformer> TrainAsync(MlpRegressionOptions options)
        => Task.Run(() => new MLContext().Regression.Trainers.MultilayerPerceptron(options).Fit(Data()));

    private static IDataView Data() => new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Row { Label = i % 7, Features = i * 0.05f }));

    private static float[] Scores(MlpRegressionTransformer model) => [.. new MLContext().Data.CreateEnumerable<Prediction>(model.Transform(Data()), reuseRowObject: false).Select(row => row.Score)];

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static double[] Column(JsonElement state, string name) => [.. state.GetProperty("history").GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static string Fact(JsonElement state, string fact) => state.GetProperty("facts").EnumerateArray().Single(at => at.GetProperty("name").GetString() == fact).GetProperty("value").GetString()!;

    /// <summary>The first state with so many epochs.</summary>
    private async Task<JsonElement> SeeEpochAsync(EventReader viewer, int epochs)
    {
        while (await viewer.NextAsync(Cancellation) is { } shown && shown.Type != "end")
        {
            if (shown.Type == "comment") continue;
            JsonElement state = Parse(shown.Data);
            if (Column(state, "trainingLoss").Length >= epochs) return state;
        }

        throw new AssertFailedException($"Training ended before epoch {epochs} was seen.");
    }

    /// <summary>Why training ended, by the last state before the end.</summary>
    private async Task<string?> SeeEndAsync(EventReader viewer)
    {
        JsonElement last = default;
        while (await viewer.NextAsync(Cancellation) is { } shown)
        {
            if (shown.Type == "end") return last.GetProperty("history").GetProperty("ended").GetString();
            if (shown.Type == "message") last = Parse(shown.Data);
        }

        throw new AssertFailedException("The stream ended without the event that says so.");
    }

    private async Task IsOverAsync(LivePage live) => await Assert.ThrowsExactlyAsync<HttpRequestException>(() => Client.GetAsync(live.Address, Cancellation));

    private sealed class Row
    {
        public float Label { get; set; }

        public float Features { get; set; }
    }

    private sealed class ClassRow
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class SideRow
    {
        public bool Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class LabelsRow
    {
        [VectorType(2)]
        public bool[] Label { get; set; } = [];

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
