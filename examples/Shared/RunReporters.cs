using MLNetNeural.Reports;
using MLNetNeural.Reports.Live;
using MLNetNeural.Reports.TensorBoard;
using static System.FormattableString;

namespace Examples;

/// <summary>The live page and the TensorBoard events of a run, where they are asked for.</summary>
internal sealed class RunReporters : IDisposable
{
    private readonly LivePage? _live;

    /// <summary>Starts the page, and says where it is.</summary>
    /// <param name="run">Which of them are asked for.</param>
    /// <param name="title">Title of the page.</param>
    /// <param name="rowName">What a row is called, as "images".</param>
    /// <param name="histogramInterval">Epochs between two histograms of weights and gradients.</param>
    public RunReporters(RunOptions run, string title, string rowName, int histogramInterval = 1)
    {
        if (run.LivePort is { } port)
        {
            _live = new LivePage(port, title, rowName);
            Console.WriteLine($"Watch training, and end it, at {_live.Address}");
        }

        if (run.TensorBoard is { } runs)
        {
            TensorBoard = new TensorBoardWriter(Path.Combine(runs, Invariant($"{DateTime.Now:yyyyMMdd-HHmmss}"))) { HistogramInterval = histogramInterval };
        }
    }

    /// <summary>Writes the events; null where none are asked for.</summary>
    public TensorBoardWriter? TensorBoard { get; }

    /// <summary>All of them, for <see cref="ReporterOptions.ReportTo"/>.</summary>
    public ITrainingReporter[] All => [.. new ITrainingReporter?[] { _live, TensorBoard }.OfType<ITrainingReporter>()];

    /// <inheritdoc/>
    public void Dispose()
    {
        TensorBoard?.Dispose();
        _live?.Dispose();
    }
}
