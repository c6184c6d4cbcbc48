using System.Net;
using System.Text;

namespace MLNetNeural.Reports.Html;

/// <summary>
/// The page of a report: one file with data, styles, scripts and the chart library in it. It asks no network for anything, and its
/// content security policy allows nothing but what is in it.
/// </summary>
/// <remarks>
/// A live page is the same page. It opens an event source at "events" + location.search; each message is a report as JSON
/// (<see cref="ReportJson"/>), which replaces what is shown; an event "end" says that training is over. The button "stop" posts to "stop" + location.search.
/// </remarks>
internal static class ReportPage
{
    private static readonly string[] Scripts = ["dom.js", "head.js", "charts.js", "training.js", "evaluation.js", "regression.js", "images.js", "page.js"];

    private static readonly Lazy<string> Style = new(() => Asset.Text("uplot/uPlot.min.css") + "\n" + Asset.Text("report.css"));
    private static readonly Lazy<string> Library = new(() => $"/*!\nuPlot {UPlotVersion}\n{Asset.Text("uplot/LICENSE").Trim()}\n*/\n{Asset.Text("uplot/uPlot.iife.min.js")}");
    private static readonly Lazy<string> Script = new(() => $"(() => {{\n\"use strict\";\n{string.Concat(Scripts.Select(name => Asset.Text(name)))}}})();");

    /// <summary>The version of the chart library that is part of the assembly.</summary>
    public const string UPlotVersion = "1.6.32";

    /// <summary>The whole page.</summary>
    /// <param name="data">What it shows, at first where it is live.</param>
    /// <param name="isLive">Whether it listens for fresh data and can stop training.</param>
    public static string Render(ReportData data, bool isLive = false)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(isLive)}\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Append($"<title>{WebUtility.HtmlEncode(data.Title)}</title>\n<link rel=\"icon\" href=\"data:,\">\n");
        page.Append($"<style>{Style.Value}</style>\n</head>\n<body{(isLive ? " data-live" : "")}>\n");
        page.Append(Asset.Text("report.html"));
        page.Append("<script type=\"application/json\" id=\"report-data\">").Append(ReportJson.Write(data)).Append("</script>\n");
        page.Append($"<script>{Library.Value}</script>\n<script>{Script.Value}</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>Nothing is allowed but our own styles and scripts, by their hashes, images within the page, and for a live page its own server.</summary>
    public static string Policy(bool isLive)
        => $"default-src 'none'; script-src {Asset.Hash(Library.Value)} {Asset.Hash(Script.Value)}; style-src {Asset.Hash(Style.Value)}; img-src data:; "
            + $"{(isLive ? "connect-src 'self'; " : "")}base-uri 'none'; form-action 'none'";
}
