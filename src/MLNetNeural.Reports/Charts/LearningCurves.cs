using System.Globalization;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Charts.Canvas;

namespace MLNetNeural.Reports.Charts;

/// <summary>The curves of a training run: loss, accuracy where there is one, and the learning rate, with the best epoch marked.</summary>
public static class LearningCurves
{
    private const double Width = 880, Left = 64, Gap = 76, Margin = 32, PanelTop = 62, PanelBottom = 300, RateTop = 372, RateBottom = 432, Height = 486;
    private const string Training = "a", Validation = "b", Rate = "c";

    /// <summary>Draws the curves. Losses that span more than a decade and a half get a logarithmic axis.</summary>
    /// <param name="history">The epochs; at least one. Of very many, only the least and the greatest of each stretch are drawn. A value that is not finite leaves a gap.</param>
    /// <exception cref="ArgumentException">There is no epoch.</exception>
    public static Chart Draw(TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Epochs.IsDefaultOrEmpty) throw new ArgumentException("A history without epochs has no curves.", nameof(history));
        int last = history.Epochs[^1].Epoch;
        bool hasAccuracy = history.Epochs.Any(epoch => epoch.TrainingAccuracy is not null || epoch.ValidationAccuracy is not null);
        var canvas = new ChartDrawing(Width, Height, $"Training curves of {last} epoch{(last == 1 ? "" : "s")}", Describe(history));

        double right = Width - Margin, middle = (Left + right - Gap) / 2;
        var losses = (Left, hasAccuracy ? middle : right);
        DrawPanel(canvas, "Loss", history, losses, isShare: false, epoch => epoch.TrainingLoss, epoch => epoch.ValidationLoss);
        if (hasAccuracy) DrawPanel(canvas, "Accuracy", history, (middle + Gap, right), isShare: true, epoch => epoch.TrainingAccuracy, epoch => epoch.ValidationAccuracy);
        DrawRates(canvas, history, right);
        return canvas.Finish();
    }

    private static void DrawPanel(IChartCanvas canvas, string title, TrainingHistory history, (double Left, double Right) span, bool isShare, Func<EpochMetrics, double?> training, Func<EpochMetrics, double?> validation)
    {
        (double X, double Y)[] train = Points(history, training), valid = Points(history, validation);
        double[] values = [.. train.Concat(valid).Select(point => point.Y)];
        Scale x = Scale.Counts(history.Epochs[^1].Epoch, span.Left, span.Right, span.Right - span.Left > 500 ? 10 : 6);
        Scale y = isShare ? Scale.Share(values, PanelBottom, PanelTop, 5) : Scale.Adaptive(values, PanelBottom, PanelTop, 6);
        var panel = new Panel(canvas, x, y, (span.Left, PanelTop, span.Right, PanelBottom));

        canvas.Text(span.Left, 32, title, "title");
        Legend(canvas, span.Right, [("training", Training, train.Length > 0), ("validation", Validation, valid.Length > 0)]);
        panel.Frame("epoch", "");
        if (history.Best is { } best && valid.Length > 0)
        {
            canvas.Line(x.Place(best.Epoch), PanelTop, x.Place(best.Epoch), PanelBottom, "mark");
        }

        panel.Line(train, Training);
        panel.Line(valid, Validation);
        if (history.Best is { } marked && validation(marked) is { } value && double.IsFinite(value))
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"best: epoch {marked.Epoch}, {(isShare ? $"{100 * value:0.0} %" : $"{value:G4}")}");
            canvas.Circle(x.Place(marked.Epoch), y.Place(value), 5, $"f{Validation} ring", tip: text);
            bool isLeft = x.Place(marked.Epoch) > (span.Left + span.Right) / 2;
            canvas.Text(x.Place(marked.Epoch) + (isLeft ? -6 : 6), PanelTop - 4, text, "small", isLeft ? "end" : "start");
        }
    }

    private static void DrawRates(IChartCanvas canvas, TrainingHistory history, double right)
    {
        (double X, double Y)[] rates = Points(history, epoch => epoch.LearningRate);
        Scale x = Scale.Counts(history.Epochs[^1].Epoch, Left, right, 10);
        Scale y = Scale.Adaptive([.. rates.Select(point => point.Y)], RateBottom, RateTop, 3);
        canvas.Text(Left, RateTop - 12, "Learning rate", "strong");
        var panel = new Panel(canvas, x, y, (Left, RateTop, right, RateBottom));
        panel.Frame("epoch", "");
        panel.Steps(rates, Rate);
    }

    private static void Legend(IChartCanvas canvas, double right, (string Name, string Style, bool IsThere)[] entries)
    {
        foreach ((string name, string style, bool isThere) in entries.Reverse())
        {
            if (!isThere) continue;
            right -= ChartDrawing.CharWidth * name.Length;
            canvas.Text(right, 31, name);
            right -= 8;
            canvas.Line(right - 18, 27, right, 27, $"line {style}");
            right -= 34;
        }
    }

    private static (double X, double Y)[] Points(TrainingHistory history, Func<EpochMetrics, double?> metric)
        => [.. history.Epochs.Where(epoch => metric(epoch) is not null).Select(epoch => ((double)epoch.Epoch, metric(epoch)!.Value))];

    private static string Describe(TrainingHistory history)
    {
        EpochMetrics last = history.Epochs[^1];
        string text = string.Create(CultureInfo.InvariantCulture, $"After epoch {last.Epoch} the training loss is {last.TrainingLoss:G4}");
        if (last.ValidationLoss is { } loss) text += string.Create(CultureInfo.InvariantCulture, $", the validation loss {loss:G4}");
        if (last.ValidationAccuracy is { } accuracy) text += string.Create(CultureInfo.InvariantCulture, $", the validation accuracy {100 * accuracy:0.0} %");
        return history.Best is { } best ? $"{text}. Epoch {best.Epoch} was the best." : $"{text}.";
    }
}
