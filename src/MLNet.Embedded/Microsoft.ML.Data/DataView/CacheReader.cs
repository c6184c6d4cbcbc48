using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Data;

/// <summary>Reads columns into stores with as many cursors as there are processors, and puts the rows in order.</summary>
internal sealed class CacheReader
{
    private readonly DataViewRowCursor _cursor;
    private readonly List<(long Batch, int First, int Count)> _runs = [];

    private CacheReader(DataViewRowCursor cursor, DataViewSchema.Column[] columns)
    {
        _cursor = cursor;
        Stores = Array.ConvertAll(columns, column => ColumnStore.Create(cursor, column));
    }

    private ColumnStore[] Stores { get; }

    public static (CachedColumn[] Columns, long Rows) Read(IDataView input, DataViewSchema.Column[] columns)
    {
        DataViewRowCursor[] cursors = input.GetRowCursorSet(columns, Environment.ProcessorCount);
        try
        {
            CacheReader[] readers = Array.ConvertAll(cursors, cursor => new CacheReader(cursor, columns));
            Run(readers);
            long rows = readers.Sum(reader => reader._runs.Sum(run => (long)run.Count));
            long[]? order = Order(readers, rows);
            var cached = new CachedColumn[columns.Length];
            for (int i = 0; i < cached.Length; i++)
                cached[i] = new(Array.ConvertAll(readers, reader => reader.Stores[i]), order);
            return (cached, rows);
        }
        finally
        {
            foreach (DataViewRowCursor cursor in cursors)
                cursor.Dispose();
        }
    }

    private static void Run(CacheReader[] readers)
    {
        if (readers.Length == 1)
        {
            readers[0].ReadAll();
            return;
        }
        Task[] tasks = Array.ConvertAll(readers, reader => Task.Factory.StartNew(reader.ReadAll, TaskCreationOptions.LongRunning));
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException ex)
        {
            // As one cursor would have failed.
            ExceptionDispatchInfo.Throw(ex.InnerExceptions[0]);
        }
    }

    // Where row i of the table lies: reader in the upper half, row of its stores in the lower. Null: one reader, in order.
    private static long[]? Order(CacheReader[] readers, long rows)
    {
        if (readers.Length == 1)
            return null;
        var order = new long[rows];
        int next = 0;
        foreach ((int reader, (long _, int first, int count)) in readers.Index().SelectMany(r => r.Item._runs.Select(run => (r.Index, run)))
            .OrderBy(run => run.run.Batch))
        {
            for (int i = 0; i < count; i++)
                order[next++] = ((long)reader << 32) | (uint)(first + i);
        }
        return order;
    }

    private void ReadAll()
    {
        for (int row = 0; _cursor.MoveNext(); row++)
        {
            foreach (ColumnStore store in Stores)
                store.Append();
            long batch = _cursor.Batch;
            if (_runs.Count > 0 && _runs[^1].Batch == batch)
                _runs[^1] = _runs[^1] with { Count = _runs[^1].Count + 1 };
            else
                _runs.Add((batch, row, 1));
        }
    }
}
