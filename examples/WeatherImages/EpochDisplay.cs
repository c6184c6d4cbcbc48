using System.Globalization;
using MLNetNeural.Networks.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace WeatherImages;

/// <summary>Shows training: a table that grows under a progress bar on a terminal, plain lines when the output is piped.</summary>
internal sealed class EpochDisplay(int epochs)
{
    private const int BarWidth = 30;

    private readonly Table _table = new Table().Border(TableBorder.Simple)
        .AddColumns("epoch", "train loss", "train acc", "val loss", "val acc", "rate", "seconds", "");

    private LiveDisplayContext? _live;

    /// <summary>Runs training while showing it.</summary>
    public T Show<T>(Func<T> train)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            Console.WriteLine("epoch  train loss  train acc  val loss  val acc    rate  seconds");
            return train();
        }

        // More epochs than the terminal has lines: the newest stay in sight.
        return AnsiConsole.Live(_table).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top).Start(live =>
        {
            _live = live;
            _table.Caption = new TableTitle("reading the pictures");
            live.Refresh();
            return train();
        });
    }

    /// <summary>A line for an epoch.</summary>
    public void Epoch(EpochMetrics epoch)
    {
        string[] figures =
        [
            $"{epoch.Epoch}/{epochs}",
            Text(epoch.TrainingLoss, "0.0000"),
            Text(epoch.TrainingAccuracy, "0.000"),
            Text(epoch.ValidationLoss, "0.0000"),
            Text(epoch.ValidationAccuracy, "0.000"),
            epoch.LearningRate.ToString("G3", CultureInfo.InvariantCulture),
            Text(epoch.Elapsed.TotalSeconds, "0.00"),
            epoch.IsBest ? "* best" : "",
        ];
        if (_live is null)
        {
            int[] widths = [5, 11, 10, 9, 8, 7, 8, 0];
            Console.WriteLine(string.Join(' ', figures.Zip(widths, (text, width) => text.PadLeft(width))).TrimEnd());
            return;
        }

        _table.AddRow(figures.Select(text => (IRenderable)new Markup(epoch.IsBest ? $"[green]{text}[/]" : text)).ToArray());
        Bar(epoch.Epoch, 0, 1, epoch.Epoch == epochs ? "" : $"epoch {epoch.Epoch + 1}");
    }

    /// <summary>Moves the bar.</summary>
    public void Batch(BatchMetrics batch)
    {
        if (_live is null) return;
        Bar(batch.EpochIndex, batch.Batch, batch.Batches, string.Create(
            CultureInfo.InvariantCulture, $"epoch {batch.EpochIndex + 1}, batch {batch.Batch}/{batch.Batches}, loss {batch.Loss:0.000}, accuracy {batch.Accuracy:0.000}"));
    }

    private void Bar(int epoch, int batch, int batches, string text)
    {
        int done = (int)(BarWidth * (epoch + ((double)batch / batches)) / epochs);
        _table.Caption = new TableTitle($"{new string('━', done)}{new string('─', BarWidth - done)} {text}");
        _live!.Refresh();
    }

    private static string Text(double? figure, string format) => figure?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
