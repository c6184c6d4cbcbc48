using System.Globalization;
using System.Text;

namespace MLNetNeural.Reports.Charts;

/// <summary>Writes the elements of an SVG picture. All text is escaped, all numbers are finite and rounded.</summary>
internal sealed class SvgWriter
{
    /// <summary>Width of an average character of the smaller text; no font is known here.</summary>
    public const double CharWidth = 7;

    // Series colours keep a contrast of at least 3:1 with both backgrounds, text 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3).
    private const string Style =
        """
        .mlnn text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:12px;fill:#4b5563}
        .mlnn .title{font-size:16px;font-weight:600;fill:#111827}.mlnn .strong{font-weight:600;fill:#111827}.mlnn .small{font-size:11px}
        .mlnn .paper{fill:#fff}.mlnn .grid{stroke:#e5e7eb}.mlnn .axis{stroke:#9ca3af}.mlnn .mark{stroke:#6b7280;stroke-dasharray:4 3}
        .mlnn .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        .mlnn .a{stroke:#2563eb}.mlnn .b{stroke:#c2410c}.mlnn .c{stroke:#0f766e}
        .mlnn .fa{fill:#2563eb}.mlnn .fb{fill:#c2410c}.mlnn .fc{fill:#0f766e}.mlnn .ring{stroke:#fff;stroke-width:2}
        .mlnn .heat{fill:#1d4ed8}.mlnn .cell{fill:#0b1220}.mlnn .onLight{fill:#fff}.mlnn .frame{fill:none;stroke:#e5e7eb}
        @media (prefers-color-scheme:dark){
        .mlnn text{fill:#a8b3c4}.mlnn .title,.mlnn .strong{fill:#f1f5f9}
        .mlnn .paper{fill:#0f172a}.mlnn .grid{stroke:#293548}.mlnn .axis{stroke:#64748b}.mlnn .mark{stroke:#94a3b8}
        .mlnn .a{stroke:#60a5fa}.mlnn .b{stroke:#fb923c}.mlnn .c{stroke:#2dd4bf}
        .mlnn .fa{fill:#60a5fa}.mlnn .fb{fill:#fb923c}.mlnn .fc{fill:#2dd4bf}.mlnn .ring{stroke:#0f172a}
        .mlnn .heat{fill:#60a5fa}.mlnn .cell,.mlnn .onLight{fill:#f1f5f9}.mlnn .cell.onDark{fill:#0b1220}.mlnn .frame{stroke:#293548}
        }
        """;

    private readonly StringBuilder _svg = new();

    /// <summary>Begins a picture.</summary>
    /// <param name="width">Width in pixels; viewers may scale.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What is to be seen, in words.</param>
    public SvgWriter(double width, double height, string title, string description)
    {
        Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mlnn\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" role=\"img\" style=\"max-width:100%;height:auto\">\n");
        Raw($"<title>{Escape(title)}</title>\n<desc>{Escape(description)}</desc>\n<style>{Style}</style>\n");
        Raw($"<rect class=\"paper\" width=\"{N(width)}\" height=\"{N(height)}\" rx=\"8\"/>\n");
    }

    /// <summary>Ends the picture.</summary>
    public Chart Finish() => new(_svg.Append("</svg>\n").ToString());

    public void Text(double x, double y, string text, string style = "", string anchor = "start", double rotate = 0)
    {
        string turn = rotate == 0 ? "" : $" transform=\"rotate({N(rotate)} {N(x)} {N(y)})\"";
        Raw($"<text x=\"{N(x)}\" y=\"{N(y)}\"{Class(style)}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{turn}>{Escape(text)}</text>\n");
    }

    public void Line(double x1, double y1, double x2, double y2, string style)
        => Raw($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"{Class(style)}/>\n");

    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null)
        => Raw($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"{Class(style)}{Opacity(opacity)}{Tip("rect", tip)}\n");

    public void Circle(double x, double y, double radius, string style, double opacity = 1, string? tip = null)
        => Raw($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"{Class(style)}{Opacity(opacity)}{Tip("circle", tip)}\n");

    /// <summary>A line through points; one alone is a dot.</summary>
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

    /// <summary>Dots of one kind, as one path: a round pen that does not move.</summary>
    public void Dots(IReadOnlyList<(double X, double Y)> points, double radius, string style, double opacity)
    {
        if (points.Count == 0) return;
        string moves = string.Concat(points.Select(point => $"M{N(point.X)} {N(point.Y)}h0"));
        Raw($"<path class=\"{style}\" fill=\"none\" stroke-width=\"{N(2 * radius)}\" stroke-linecap=\"round\" stroke-opacity=\"{N(opacity)}\" d=\"{moves}\"/>\n");
    }

    public void Image(double x, double y, double width, double height, byte[] png, string tip)
        => Raw($"<image x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"><title>{Escape(tip)}</title></image>\n");

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
