
namespace MLNet.Embedded.Tests.Support;

internal static class Cursors
{
    /// <summary>What <paramref name="read"/> gives for each row, read by n cursors on n threads, and merged by batch.</summary>
    public static TRow[] ReadSet<TRow>(IDataView view, int n, Func<DataViewRow, TRow> read)
    {
        DataViewRowCursor[] cursors = n == 1 ? [view.GetRowCursor(view.Schema)] : view.GetRowCursorSet(view.Schema, n);
        Assert.IsLessThanOrEqualTo(n, cursors.Length);
        List<(long Batch, TRow Row)>[] parts = [.. cursors.Select(_ => new List<(long, TRow)>())];
        Parallel.For(0, cursors.Length, new ParallelOptions { MaxDegreeOfParallelism = n }, i =>
        {
            using DataViewRowCursor cursor = cursors[i];
            while (cursor.MoveNext())
                parts[i].Add((cursor.Batch, read(cursor)));
        });
        return [.. parts.SelectMany(p => p).OrderBy(r => r.Batch).Select(r => r.Row)];
    }
}
