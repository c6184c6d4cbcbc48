using System.Text;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Html;
using MLNetNeural.Reports.Progress;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Live;

/// <summary>A training run as a live page shows it. Training writes to it and the server reads from it, each from its own threads.</summary>
internal sealed class LiveRun : ILiveContent
{
    private static readonly byte[] Waiting = "<!DOCTYPE html><html lang=\"en\"><meta http-equiv=\"refresh\" content=\"1\"><title>Training</title><p>There is no training yet.</p></html>\n"u8.ToArray();

    private readonly Lock _lock = new();
    private readonly Pace _pace = new(TimeProvider.System);
    private readonly List<EpochMetrics> _epochs = [];
    private MlpOptions? _options;
    private TrainingStart? _start;
    private BatchMetrics? _batch;
    private TrainingEnd? _end;
    private bool _wantsStop;

    /// <summary>The title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>What a row of the data is called.</summary>
    public required string RowName { get; init; }

    public void Begin(MlpOptions options)
    {
        lock (_lock)
        {
            _options = options;
            _pace.Begin(options.MaxEpochs);
        }
    }

    public void Start(TrainingStart start)
    {
        lock (_lock) _start = start;
    }

    public void Batch(BatchMetrics batch)
    {
        lock (_lock)
        {
            _batch = batch;
            _pace.Batch(batch);
        }
    }

    /// <summary>Adds an epoch.</summary>
    /// <returns>Whether a person wants it to be the last.</returns>
    public bool Epoch(EpochMetrics epoch)
    {
        lock (_lock)
        {
            _epochs.Add(epoch);
            _pace.Epoch();
            return _wantsStop && _end is null;
        }
    }

    public void End(TrainingEnd end)
    {
        lock (_lock) _end = end;
    }

    public void RequestStop()
    {
        lock (_lock) _wantsStop = true;
    }

    public byte[] Page() => Report() is { } report ? Encoding.UTF8.GetBytes(ReportPage.Render(report, isLive: true)) : Waiting;

    public byte[]? State() => Report() is { } report ? ReportJson.WriteUtf8(report) : null;

    /// <summary>What the page shows now; null before there is a training.</summary>
    public ReportData? Report()
    {
        TrainingHistory history;
        MlpOptions options;
        TrainingStart? start;
        TrainingEnd? end;
        ReportFact now;
        lock (_lock)
        {
            if (_options is null) return null;
            history = _end?.History ?? new TrainingHistory([.. _epochs]);
            options = _options;
            start = _start;
            end = _end;
            now = new("Now", Now());
        }

        ReportData report = RunFacts.Report(Title, options, history, start);
        report = report with { Facts = [now, .. report.Facts] };
        return end?.Error is { } error ? report with { History = report.History with { Ended = Reason(error) } } : report;
    }

    /// <summary>How far training is, in a few words.</summary>
    private string Now()
    {
        if (_end is { } end) return end.Error is { } error ? Reason(error) : "training is over";
        if (_batch is not { } batch) return _start is null ? "reading the data" : "starting the first batch";
        string doing = BatchText.Of(batch, _options!.MaxEpochs, _pace, RowName);
        return _wantsStop ? $"{doing}; training ends after this epoch" : doing;
    }

    private static string Reason(Exception error) => error is OperationCanceledException ? "training was cancelled" : $"training failed: {error.Message}";
}
