using System.Globalization;
using MLNetNeural.Reports.Html;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Keeps the images that a classifier got wrong with the most confidence.</summary>
/// <param name="images">How rows are images.</param>
/// <param name="most">Most images.</param>
/// <param name="size">Their size.</param>
internal sealed class WrongRows(FeatureImages images, int most, (int Width, int Height) size)
{
    private readonly PriorityQueue<(RgbImage Image, string Caption, string Detail, string? Source, double Confidence), (double Confidence, long MinusRow)> _kept = new();
    private long _seen;

    /// <summary>Looks at a row that is wrong.</summary>
    /// <param name="confidence">Probability of the class that it was taken for.</param>
    /// <param name="label">Its class.</param>
    /// <param name="predicted">What it was taken for.</param>
    /// <param name="row">The row.</param>
    public void Add(double confidence, string label, string predicted, ScoredRows row)
    {
        _seen++;
        if (most == 0 || (_kept.Count == most && _kept.Peek().Confidence >= confidence)) return;
        string detail = string.Create(CultureInfo.InvariantCulture, $"is {label}, {100 * confidence:0} %");
        _kept.Enqueue((images.Draw(row.Features!(), size), $"said {predicted}", detail, row.Source(), confidence), (confidence, -_seen));
        if (_kept.Count > most) _kept.Dequeue();
    }

    /// <summary>The images, the surest first; null without any.</summary>
    public ImageSheet? ToSheet()
    {
        if (_kept.Count == 0) return null;
        var kept = new List<ReportImage>();
        while (_kept.TryDequeue(out var wrong, out _)) kept.Insert(0, new ReportImage(wrong.Image.ToPng(), wrong.Caption, wrong.Detail, wrong.Source));
        string which = kept.Count == _seen ? $"All {_seen} wrong test images" : string.Create(CultureInfo.InvariantCulture, $"{kept.Count} of {_seen:#,0} wrong test images");
        return new ImageSheet($"{which}, the most confident mistakes first: what the network said, what the image is, and the probability that the network gave to what it said.", size.Width, size.Height, kept);
    }
}
