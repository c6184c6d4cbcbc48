using System.Globalization;
using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Live;

/// <summary>
/// Shows training in the browser while it runs: the page of a report on 127.0.0.1, with curves that grow, and a button that ends training
/// after the present epoch. Fit then returns the model as at any other end, and the last checkpoint is that of this epoch.
/// </summary>
/// <remarks>
/// <code>
/// using var live = new LivePage();
/// Console.WriteLine(live.Address);
/// ITransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options.ReportTo(live)).Fit(data);
/// </code>
/// One page shows one training. Its server listens on the loopback interface only, from when the page is made until training ends or the page is disposed of.
/// The address has a random token, which other users of the machine and other pages in the browser do not know: without it the server shows
/// nothing and stops nothing. It also refuses requests with another Origin, or with another Host as after DNS rebinding. Training does not wait for
/// viewers: they get its state a few times a second, slow ones less often.
/// </remarks>
public sealed class LivePage : ITrainingReporter, IDisposable
{
    private readonly LiveRun _run;
    private readonly LiveServer _server;

    /// <summary>Starts the server. Until <see cref="ReporterOptions.ReportTo"/> connects the page with a training, it says that there is none.</summary>
    /// <param name="port">The port, 0 to 65535; 0 for any that is free. Default: 0.</param>
    /// <param name="title">The title of the page. Default: "Training".</param>
    /// <param name="rowName">What a row of the data is called, such as "images". Default: "rows".</param>
    /// <exception cref="IOException">The port is not free.</exception>
    public LivePage(int port = 0, string title = "Training", string rowName = "rows")
        : this(port, title, rowName, LiveServerTimes.Default)
    {
    }

    internal LivePage(int port, string title, string rowName, LiveServerTimes times)
    {
        if (port is < 0 or > ushort.MaxValue) throw new ArgumentOutOfRangeException(nameof(port), string.Create(CultureInfo.InvariantCulture, $"The port of a live page must be 0 to 65535, got {port}."));
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentException.ThrowIfNullOrWhiteSpace(rowName);
        _run = new LiveRun { Title = title, RowName = rowName };
        _server = new LiveServer(_run, port, times);
    }

    /// <summary>The address of the page, with the token: whoever has it may look, and may end training.</summary>
    public Uri Address => _server.Address;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The training that the page showed is over, or the page was disposed of.</exception>
    public void Begin(MlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_server.HasEnded, this);
        _run.Begin(options);
        _server.Change();
    }

    /// <inheritdoc/>
    public void Start(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        _run.Start(start);
        _server.Change();
    }

    /// <inheritdoc/>
    public void Batch(BatchMetrics batch)
    {
        _run.Batch(batch);
        _server.Change();
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        if (_run.Epoch(epoch)) epoch.StopOnRequest();
        _server.Change();
    }

    /// <summary>Shows how training ended, and ends the server. The page stays in browsers that show it.</summary>
    /// <param name="end">How it ended.</param>
    public void End(TrainingEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        _run.End(end);
        _server.Dispose();
    }

    /// <summary>Ends the server, if training has not done so.</summary>
    public void Dispose() => _server.Dispose();
}
