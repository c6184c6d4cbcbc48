using System.Text.Json;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>The rows for programs.</summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>All figures of all rows.</summary>
    public static string Of(Machine machine, IEnumerable<Row> rows) => JsonSerializer.Serialize(
        new
        {
            machine,
            rows = rows.Select(row => new
            {
                row.Name,
                unit = row.Unit.ToString(),
                ours = row.Ours.Values,
                other = row.Other?.Values,
                row.OtherName,
                row.Ratio,
                goal = row.Goal?.ToString(),
                row.IsMet,
                row.Note,
            }),
        },
        Indented);
}
