using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>The rows for people.</summary>
internal static class RowTable
{
    private static readonly string[] Header = ["job", "ours", "peer", "ratio", "goal", "met", "spread, ours / peer", "peer's setting, notes"];

    /// <summary>A table in Markdown, ready to paste.</summary>
    public static string Markdown(IEnumerable<Row> rows)
        => string.Join('\n', [Line(Header), Line(Header.Select(_ => "---")), .. rows.Select(row => Line(Cells(row)))]) + "\n";

    /// <summary>A row as one line of text.</summary>
    public static string Text(Row row)
    {
        string[] cells = Cells(row);
        string comparison = row.Other is null ? "" : $"; {row.OtherName} {cells[2]}, ratio {cells[3]}";
        string goal = row.Goal is null ? "" : $"; goal {cells[4]}: {cells[5]}";
        return $"{cells[0]}: {cells[1]}{comparison}{goal}; spread {cells[6]}{(row.Note.Length > 0 ? $"; {row.Note}" : "")}";
    }

    private static string[] Cells(Row row) =>
    [
        row.Name,
        Figure.Format(row.Ours.Median, row.Unit),
        row.Other is null ? "–" : Figure.Format(row.Other.Median, row.Unit),
        row.Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}×") : "–",
        row.Goal?.ToString() ?? "–",
        row.IsMet switch { true => "yes", false => "no", null => "–" },
        $"{Share(row.Ours)} / {(row.Other is null ? "–" : Share(row.Other))}",
        string.Join("; ", new[] { row.OtherName, row.Note }.Where(text => text.Length > 0)),
    ];

    private static string Share(Series series) => series.Values.Count < 2 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{series.Spread * 100:0} %");

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
