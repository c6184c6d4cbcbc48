using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;
using Spectre.Console;

namespace MLNetNeural.Reports.Progress;

/// <summary>
/// Shows training on the console: a line for each epoch, and below them, on a terminal, a bar with the batch, its metrics, rows a
/// second and the time left. Output that is redirected gets the lines alone. The environment variable NO_COLOR turns colors off.
/// </summary>
/// <remarks>
/// <code>
/// using var progress = new ConsoleProgress();
/// ITransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options.ReportTo(progress)).Fit(data);
/// </code>
/// Metrics that a task does not have, such as accuracy in a regression, get no column.
/// </remarks>
public sealed class ConsoleProgress : ITrainingReporter, IDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly bool _isLive;
    private readonly TimeProvider _time;
    private readonly Pace _pace;

    private int _epochs;
    private EpochTable? _table;
    private int _rows;
    private long _refreshed;
    private bool _hasStatus;

    /// <summary>Prepares the display; nothing is printed before there is something to say.</summary>
    public ConsoleProgress()
        : this(AnsiConsole.Console, isLive: !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive, TimeProvider.System)
    {
    }

    internal ConsoleProgress(IAnsiConsole console, bool isLive, TimeProvider time)
    {
        _console = console;
        _isLive = isLive && console.Profile.Capabilities.Ansi;
        _time = time;
        _pace = new Pace(time);
    }

    /// <summary>What a row of the data is called, such as "images". Default: "rows".</summary>
    public string RowName { get; init; } = "rows";

    /// <inheritdoc/>
    public void Begin(MlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _epochs = options.MaxEpochs;
        _table = null;
        _pace.Begin(_epochs);
    }

    /// <summary>Says what is going on before the first batch, such as "reading the images"; on a terminal only.</summary>
    /// <param name="text">One line, without its end.</param>
    public void Status(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_isLive) Show(StatusLine.Of(0, text, _console.Profile.Width));
    }

    /// <inheritdoc/>
    public void Batch(BatchMetrics batch)
    {
        _rows = batch.Rows;
        _pace.Batch(batch);
        if (!_isLive || (_refreshed != 0 && _time.GetElapsedTime(_refreshed) < RefreshInterval)) return;
        _refreshed = _time.GetTimestamp();
        double done = (batch.EpochIndex + ((double)batch.Batch / batch.Batches)) / _epochs;
        Show(StatusLine.Of(done, BatchText.Of(batch, _epochs, _pace, RowName), _console.Profile.Width));
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Erase();
        if (_table is null)
        {
            _table = new EpochTable(epoch, _epochs, RowName, _isLive ? _console.Profile.Width - 1 : null);
            Print(_table.Header, Style.Plain);
        }

        Print(_table.Line(epoch, _rows), epoch.IsBest ? new Style(Color.Green) : Style.Plain);
        _pace.Epoch();
        _refreshed = 0;
    }

    /// <summary>Takes the bar away; the lines stay.</summary>
    public void Dispose() => Erase();

    private void Print(string line, Style style)
    {
        // A file has no width: its lines are not broken.
        if (_isLive) _console.WriteLine(line, style);
        else _console.Profile.Out.Writer.WriteLine(line);
    }

    private void Show(string line)
    {
        Erase();
        _console.Write(new ControlCode(line));
        _hasStatus = true;
    }

    private void Erase()
    {
        if (_hasStatus) _console.Write(new ControlCode("\r\u001b[K"));
        _hasStatus = false;
    }
}
