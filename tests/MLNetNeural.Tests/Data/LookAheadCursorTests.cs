using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Data;

namespace MLNetNeural.Tests.Data;

[TestClass]
public sealed class LookAheadCursorTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    [DataRow(0, 1, 10)]
    [DataRow(0, 4, 10)]
    [DataRow(0, 100, 10)]
    [DataRow(1, 3, 10)]
    [DataRow(2, 4, 0)]
    [DataRow(2, 4, 1)]
    [DataRow(2, 4, 4)]
    [DataRow(2, 4, 12)]
    [DataRow(2, 4, 13)]
    [DataRow(3, 1, 50)]
    public void Rows_come_in_order_with_their_own_values_whatever_the_blocks(int blocksAhead, int rowsPerBlock, int rows)
    {
        IDataView input = View(rows);
        var computation = new Doubling(rowsPerBlock, blocksAhead);
        using DataViewRowCursor expected = input.GetRowCursor(input.Schema);
        ValueGetter<DataViewRowId> expectedId = expected.GetIdGetter();
        using LookAheadCursor cursor = Cursor(input, computation);
        ValueGetter<float> number = cursor.GetGetter<float>(cursor.Schema["Number"]);
        ValueGetter<float> twice = cursor.GetGetter<float>(cursor.Schema["Twice"]);
        ValueGetter<ReadOnlyMemory<char>> text = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema["Text"]);
        ValueGetter<VBuffer<float>> vector = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Vector"]);
        ValueGetter<bool> flag = cursor.GetGetter<bool>(cursor.Schema["Flag"]);
        ValueGetter<DateTime> time = cursor.GetGetter<DateTime>(cursor.Schema["Time"]);
        ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
        List<ReadOnlyMemory<char>> kept = [];
        VBuffer<float> items = default;

        for (int i = 0; i < rows; i++)
        {
            Assert.IsTrue(cursor.MoveNext() & expected.MoveNext());
            Assert.AreEqual(i, cursor.Position);
            Assert.AreEqual(expected.Batch, cursor.Batch);
            Assert.AreEqual(Value(expectedId), Value(id));
            Assert.AreEqual((float)i, Value(number));
            Assert.AreEqual(2f * i, Value(twice));
            Assert.AreEqual(i % 3 == 0, Value(flag));
            Assert.AreEqual(new DateTime(2020, 1, 1).AddDays(i), Value(time));
            kept.Add(Value(text));
            vector(ref items);
            CollectionAssert.AreEqual(new float[] { i, -i }, items.DenseValues().ToArray());
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(1, computation.Completions);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, rows).Select(i => $"row {i / 2}").ToArray(), kept.Select(memory => memory.ToString()).ToArray());
    }

    [TestMethod]
    public void Blocks_grow_so_that_a_consumer_of_few_rows_waits_for_few()
    {
        var computation = new Doubling(rowsPerBlock: 8) { RowsAtFirst = 3 };
        using LookAheadCursor cursor = Cursor(View(100), computation);

        List<int> computed = [];
        while (cursor.MoveNext()) computed.Add(computation.Computed);

        CollectionAssert.AreEqual(new int[] { 3, 3, 3, 9, 9, 9, 9, 9, 9, 17 }, computed[..10]);
        Assert.AreEqual(25, computed[17]);
        Assert.AreEqual(100, computed.Count);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    public void Rows_come_in_order_while_blocks_grow(int blocksAhead)
    {
        using LookAheadCursor cursor = Cursor(View(50), new Doubling(rowsPerBlock: 8, blocksAhead) { RowsAtFirst = 1 });
        ValueGetter<float> twice = cursor.GetGetter<float>(cursor.Schema["Twice"]);

        List<float> values = [];
        while (cursor.MoveNext()) values.Add(Value(twice));

        CollectionAssert.AreEqual(Enumerable.Range(0, 50).Select(i => 2f * i).ToArray(), values);
    }

    [TestMethod]
    public void Only_active_columns_have_values()
    {
        IDataView input = View(3);
        using LookAheadCursor cursor = Cursor(input, new Doubling(2), "Flag", "Twice");

        Assert.IsTrue(cursor.IsColumnActive(cursor.Schema["Flag"]) && cursor.IsColumnActive(cursor.Schema["Twice"]));
        Assert.IsFalse(cursor.IsColumnActive(cursor.Schema["Text"]));
        string message = Assert.ThrowsExactly<InvalidOperationException>(
            () => cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema["Text"])).Message;
        Assert.AreEqual("The column 'Text' was not asked for when the cursor was made, so it has no values.", message);
    }

    [TestMethod]
    public void A_getter_of_another_type_is_refused_with_both_types()
    {
        using LookAheadCursor cursor = Cursor(View(1), new Doubling(2));

        Assert.AreEqual("The column 'Twice' has values of type System.Single, not of System.Double.",
            Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<double>(cursor.Schema["Twice"])).Message);
        Assert.AreEqual("The column 'Flag' has values of type System.Boolean, not of System.Byte.",
            Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<byte>(cursor.Schema["Flag"])).Message);
    }

    [TestMethod]
    public void Values_before_the_first_and_behind_the_last_row_are_refused()
    {
        using LookAheadCursor cursor = Cursor(View(1), new Doubling(2));
        ValueGetter<float> number = cursor.GetGetter<float>(cursor.Schema["Number"]);

        Assert.ThrowsExactly<InvalidOperationException>(() => Value(number));
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(0f, Value(number));
        Assert.IsFalse(cursor.MoveNext());
        Assert.ThrowsExactly<InvalidOperationException>(() => Value(number));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(2)]
    public void Dropped_rows_are_left_out_and_positions_close_up(int blocksAhead)
    {
        using LookAheadCursor cursor = Cursor(View(23), new Doubling(4, blocksAhead) { Keeps = i => i is > 5 and < 22 && i % 2 == 1 });
        ValueGetter<float> number = cursor.GetGetter<float>(cursor.Schema["Number"]);
        List<(long, float)> served = [];

        while (cursor.MoveNext())
        {
            served.Add((cursor.Position, Value(number)));
        }

        CollectionAssert.AreEqual(Enumerable.Range(0, 8).Select(i => ((long)i, 7f + (2 * i))).ToArray(), served);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(2)]
    public void A_failure_of_the_input_surfaces_at_its_row(int blocksAhead)
    {
        IDataView input = Context.Data.LoadFromEnumerable(FailingAfter(9));
        using LookAheadCursor cursor = Cursor(input, new Doubling(4, blocksAhead));

        for (int i = 0; i < 9; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
        }

        Assert.AreEqual("no more", Assert.ThrowsExactly<TimeoutException>(() => cursor.MoveNext()).Message);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(2)]
    public void A_failure_of_a_block_surfaces_behind_the_block_before(int blocksAhead)
    {
        using LookAheadCursor cursor = Cursor(View(20), new Doubling(4, blocksAhead) { FailsAt = 9 });

        for (int i = 0; i < 8; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
        }

        Assert.AreEqual("row 9", Assert.ThrowsExactly<ArithmeticException>(() => cursor.MoveNext()).Message);
    }

    [TestMethod]
    public void A_disposed_cursor_has_stopped_reading_and_computing()
    {
        var computation = new Doubling(1, 2);
        LookAheadCursor cursor = Cursor(View(100_000), computation);
        Assert.IsTrue(cursor.MoveNext());

        cursor.Dispose();
        cursor.Dispose();
        int computed = computation.Computed;
        Thread.Sleep(50);

        Assert.AreEqual(computed, computation.Computed);
        Assert.IsLessThan(10, computed);
        Assert.IsTrue(computation.IsDisposed);
        Assert.ThrowsExactly<ObjectDisposedException>(() => cursor.MoveNext());
    }

    [TestMethod]
    public void A_cursor_disposed_before_the_first_row_has_read_nothing()
    {
        var computation = new Doubling(4, 2);

        Cursor(View(10), computation).Dispose();

        Assert.AreEqual(0, computation.Computed);
        Assert.IsTrue(computation.IsDisposed);
    }

    private static IEnumerable<Row> FailingAfter(int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            yield return new Row { Number = i, Vector = [i, -i] };
        }

        throw new TimeoutException("no more");
    }

    private static IDataView View(int rows) => Context.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => new Row
    {
        Number = i,
        Text = $"row {i / 2}",
        Vector = [i, -i],
        Flag = i % 3 == 0,
        Time = new DateTime(2020, 1, 1).AddDays(i),
    }).ToArray());

    private static LookAheadCursor Cursor(IDataView input, BlockComputation computation, params string[] names)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input.Schema);
        builder.AddColumn("Twice", NumberDataViewType.Single);
        DataViewSchema schema = builder.ToSchema();
        bool[] active = [.. schema.Select(column => names.Length == 0 || names.Contains(column.Name))];
        return new LookAheadCursor(schema, input.GetRowCursor(input.Schema), active, computation);
    }

    private static T Value<T>(ValueGetter<T> getter)
    {
        T value = default!;
        getter(ref value);
        return value;
    }

    private sealed class Row
    {
        public float Number { get; set; }

        public string Text { get; set; } = "";

        [VectorType(2)]
        public float[] Vector { get; set; } = [];

        public bool Flag { get; set; }

        public DateTime Time { get; set; }
    }

    private sealed class Doubling(int rowsPerBlock, int blocksAhead = 0) : BlockComputation
    {
        private ValueGetter<float> _number = null!;
        private float[] _values = [];
        private float[] _twice = [];
        private int _computed;

        public override int RowsPerBlock => rowsPerBlock;

        public override int RowsOfFirstBlock => RowsAtFirst ?? rowsPerBlock;

        public override int BlocksAhead => blocksAhead;

        public int? RowsAtFirst { get; init; }

        public Func<int, bool> Keeps { get; init; } = _ => true;

        public int? FailsAt { get; init; }

        public int Completions { get; private set; }

        public int Computed => Volatile.Read(ref _computed);

        public bool IsDisposed { get; private set; }

        public override void Start(DataViewRow input, int slots)
        {
            _number = input.GetGetter<float>(input.Schema["Number"]);
            _values = new float[slots];
            _twice = new float[slots];
        }

        public override void Read(int slot) => _number(ref _values[slot]);

        public override void Compute(int first, int count, CancellationToken stop)
        {
            for (int slot = first; slot < first + count; slot++)
            {
                Interlocked.Increment(ref _computed);
                _twice[slot] = 2 * _values[slot];
                if (_values[slot] == FailsAt)
                {
                    throw new ArithmeticException($"row {FailsAt}");
                }
            }
        }

        public override bool IsKept(int slot) => Keeps((int)_values[slot]);

        public override Delegate GetGetter(int computedColumn, ISlotRow row)
        {
            Assert.AreEqual(0, computedColumn);
            return (ValueGetter<float>)((ref float value) => value = _twice[row.Slot]);
        }

        public override void Complete() => Completions++;

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }
}
