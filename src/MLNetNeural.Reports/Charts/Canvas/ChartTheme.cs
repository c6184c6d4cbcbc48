namespace MLNetNeural.Reports.Charts.Canvas;

/// <summary>The colors of charts, as #rrggbb. Those of series keep a contrast of at least 3:1 with the paper, text 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3).</summary>
internal sealed record ChartTheme
{
    public static ChartTheme Light { get; } = new()
    {
        Paper = "#ffffff",
        Text = "#4b5563",
        Strong = "#111827",
        Grid = "#e5e7eb",
        Axis = "#9ca3af",
        Mark = "#6b7280",
        A = "#2563eb",
        B = "#c2410c",
        C = "#0f766e",
        Heat = "#1d4ed8",
        Cell = "#000000",
        CellOnLight = "#ffffff",
        CellOnDark = "#000000",
    };

    public static ChartTheme Dark { get; } = new()
    {
        Paper = "#0f172a",
        Text = "#a8b3c4",
        Strong = "#f1f5f9",
        Grid = "#293548",
        Axis = "#64748b",
        Mark = "#94a3b8",
        A = "#60a5fa",
        B = "#fb923c",
        C = "#2dd4bf",
        Heat = "#60a5fa",
        Cell = "#ffffff",
        CellOnLight = "#ffffff",
        CellOnDark = "#000000",
    };

    public required string Paper { get; init; }

    public required string Text { get; init; }

    /// <summary>Titles.</summary>
    public required string Strong { get; init; }

    /// <summary>Grid lines and the frames of cells.</summary>
    public required string Grid { get; init; }

    public required string Axis { get; init; }

    public required string Mark { get; init; }

    /// <summary>The first series.</summary>
    public required string A { get; init; }

    /// <summary>The second series.</summary>
    public required string B { get; init; }

    /// <summary>The third series.</summary>
    public required string C { get; init; }

    /// <summary>A cell of share 1; less is more transparent.</summary>
    public required string Heat { get; init; }

    /// <summary>Text on a cell.</summary>
    public required string Cell { get; init; }

    /// <summary>Text on a cell whose share is too strong for dark text in the light theme.</summary>
    public required string CellOnLight { get; init; }

    /// <summary>Text on a cell whose share is too strong for light text in the dark theme.</summary>
    public required string CellOnDark { get; init; }

    /// <summary>The color of what has such a style.</summary>
    /// <param name="style">Words of a style.</param>
    /// <param name="isDark">Whether the theme is dark.</param>
    public string ColorOf(string style, bool isDark)
    {
        string[] words = style.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Contains("cell")) return isDark && words.Contains("onDark") ? CellOnDark : !isDark && words.Contains("onLight") ? CellOnLight : Cell;
        foreach (string word in words)
        {
            string? color = word switch
            {
                "a" or "fa" => A,
                "b" or "fb" => B,
                "c" or "fc" => C,
                "paper" => Paper,
                "grid" or "frame" => Grid,
                "axis" => Axis,
                "mark" => Mark,
                "heat" => Heat,
                "title" or "strong" => Strong,
                _ => null,
            };
            if (color is not null) return color;
        }

        return Text;
    }

    /// <summary>The rules of a style sheet.</summary>
    public string Rules() =>
        $$"""
        .mlnn text{fill:{{Text}}}.mlnn .title,.mlnn .strong{fill:{{Strong}}}
        .mlnn .paper{fill:{{Paper}}}.mlnn .grid{stroke:{{Grid}}}.mlnn .axis{stroke:{{Axis}}}.mlnn .mark{stroke:{{Mark}}}
        .mlnn .a{stroke:{{A}}}.mlnn .b{stroke:{{B}}}.mlnn .c{stroke:{{C}}}
        .mlnn .fa{fill:{{A}}}.mlnn .fb{fill:{{B}}}.mlnn .fc{fill:{{C}}}.mlnn .ring{stroke:{{Paper}}}
        .mlnn .heat{fill:{{Heat}}}.mlnn .cell{fill:{{Cell}}}.mlnn .frame{stroke:{{Grid}}}
        """;
}
