using System.Text;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Reports.Charts.Canvas;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Charts;

/// <summary>A chart, as an SVG image or in pixels, drawn without a browser. The SVG image has a description for screen readers.</summary>
public sealed class Chart
{
    private readonly ChartDrawing _drawing;
    private readonly Lazy<string> _svg;

    internal Chart(ChartDrawing drawing)
    {
        _drawing = drawing;
        _svg = new Lazy<string>(() => SvgWriter.Write(drawing));
    }

    /// <summary>The chart as an SVG element, for a file of its own or for a page. It is light or dark as its viewer is.</summary>
    public string Svg => _svg.Value;

    /// <summary>The chart in pixels.</summary>
    /// <param name="scale">Pixels for each pixel of the SVG image, from 0.25 to 8. Default: 2, for the screens of today.</param>
    /// <param name="isDark">Whether it is light on dark. Default: false.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of range.</exception>
    /// <remarks>
    /// Latin, Greek and Cyrillic letters are the same on every machine. Other characters come from the machine's fonts; one that they lack is an empty box.
    /// Characters stand from left to right and do not join, as those of Arabic should: there, <see cref="Svg"/> is better.
    /// </remarks>
    public RgbImage ToImage(double scale = 2, bool isDark = false)
    {
        if (scale is not (>= 0.25 and <= 8)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be from 0.25 to 8.");
        return SkiaCanvas.Draw(_drawing, scale, isDark);
    }

    /// <summary>The chart as a PNG file.</summary>
    /// <inheritdoc cref="ToImage"/>
    public byte[] ToPng(double scale = 2, bool isDark = false) => ToImage(scale, isDark).ToPng();

    /// <summary>Saves the chart as PNG where the name of the file ends with .png, else as SVG.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] file = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase) ? ToPng() : Encoding.UTF8.GetBytes(Svg);
        AtomicFile.Write(path, stream => stream.Write(file), flushToDisk: false);
    }
}
