using System.Globalization;
using System.Text;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Charts.Canvas;

/// <summary>Writes the elements of an SVG image. All text is escaped, all numbers are finite and rounded.</summary>
internal sealed class SvgWriter : IChartCanvas
{
    private static readonly string Style =
        $$"""
        .mlnn text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:12px}
        .mlnn .title{font-size:16px;font-weight:600}.mlnn .strong{font-weight:600}.mlnn .small{font-size:11px}
        .mlnn .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.mlnn .mark{stroke-dasharray:4 3}.mlnn .ring{stroke-width:2}.mlnn .frame{fill:none}
        {{ChartTheme.Light.Rules()}}
        .mlnn .cell.onLight{fill:{{ChartTheme.Light.CellOnLight}}}
        @media (prefers-color-scheme:dark){
        {{ChartTheme.Dark.Rules()}}
        .mlnn .cell.onLight{fill:{{ChartTheme.Dark.CellOnLight}}}.mlnn .cell.onDark{fill:{{ChartTheme.Dark.CellOnDark}}}
        }
        """;

    private readonly StringBuilder _svg = new();

    private SvgWriter(ChartDrawing drawing)
    {
        (string width, string height) = (N(drawing.Width), N(drawing.Height));
        Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mlnn\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" style=\"max-width:100%;height:auto\">\n");
        Raw($"<title>{Escape(drawing.Title)}</title>\n<desc>{Escape(drawing.Description)}</desc>\n<style>{Style}</style>\n");
        Raw($"<rect class=\"paper\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n");
    }

    /// <summary>A drawing as an SVG element.</summary>
    public static string Write(ChartDrawing drawing)
    {
        var writer = new SvgWriter(drawing);
        drawing.DrawOn(writer);
        return writer._svg.Append("</svg>\n").ToString();
    }

    /// <inheritdoc/>
    public void Text(double x, double y, string text, string style = "", string anchor = "start", double rotate = 0)
    {
        string turn = rotate == 0 ? "" : $" transform=\"rotate({N(rotate)} {N(x)} {N(y)})\"";
        Raw($"<text x=\"{N(x)}\" y=\"{N(y)}\"{Class(style)}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{turn}>{Escape(text)}</text>\n");
    }

    /// <inheritdoc/>
    public void Line(double x1, double y1, double x2, double y2, string style)
        => Raw($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"{Class(style)}/>\n");

    /// <inheritdoc/>
    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null)
        => Raw($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"{Class(style)}{Opacity(opacity)}{Tip("rect", tip)}\n");

    /// <inheritdoc/>
    public void Circle(double x, double y, double radius, string style, double opacity = 1, string? tip = null)
        => Raw($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"{Class(style)}{Opacity(opacity)}{Tip("circle", tip)}\n");

    /// <inheritdoc/>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string style)
    {
        if (points.Count == 0) return;
        if (points.Count == 1)
        {
            Circle(points[0].X, points[0].Y, 3, $"f{style}");
            return;
        }

        Raw($"<polyline class=\"line {style}\" points=\"{string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"))}\"/>\n");
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<(double X, double Y)> points, double radius, string style, double opacity)
    {
        // One path, by a round pen that does not move.
        if (points.Count == 0) return;
        string moves = string.Concat(points.Select(point => $"M{N(point.X)} {N(point.Y)}h0"));
        Raw($"<path class=\"{style}\" fill=\"none\" stroke-width=\"{N(2 * radius)}\" stroke-linecap=\"round\" stroke-opacity=\"{N(opacity)}\" d=\"{moves}\"/>\n");
    }

    /// <inheritdoc/>
    public void Image(double x, double y, double width, double height, RgbImage image, string tip)
        => Raw($"<image x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" href=\"data:image/png;base64,{Convert.ToBase64String(image.ToPng())}\"><title>{Escape(tip)}</title></image>\n");

    /// <summary>Text that markup cannot come out of; characters that XML does not allow become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                < 0x20 and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    private static string Class(string style) => style.Length == 0 ? "" : $" class=\"{style}\"";

    private static string Opacity(double opacity) => opacity == 1 ? "" : $" fill-opacity=\"{N(opacity)}\"";

    private static string Tip(string element, string? tip) => tip is null ? "/>" : $"><title>{Escape(tip)}</title></{element}>";

    private static string N(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private void Raw(string text) => _svg.Append(text);
}
