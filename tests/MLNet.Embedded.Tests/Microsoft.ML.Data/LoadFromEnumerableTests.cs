using System.Text.Json;
using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public sealed class LoadFromEnumerableTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Members_become_the_recorded_columns()
    {
        JsonElement recorded = GoldenFile.Read("prediction-engine.json");
        SchemaDefinition read = SchemaDefinition.Create(typeof(Members), SchemaDefinition.Direction.Read);
        SchemaDefinition write = SchemaDefinition.Create(typeof(Members), SchemaDefinition.Direction.Write);

        GoldenFile.AssertSame(
            recorded.GetProperty("class members become columns"),
            read.Select(column => $"{column.ColumnName} <- {column.MemberName} : {column.ColumnType}"),
            "columns");
        GoldenFile.AssertSame(
            recorded.GetProperty("class members: Direction.Read / Write"),
            new { Read = read.Select(column => column.MemberName), Write = write.Select(column => column.MemberName) },
            "directions");
        GoldenFile.AssertSame(
            recorded.GetProperty("inheritance (order of columns)"),
            SchemaDefinition.Create(typeof(Derived), SchemaDefinition.Direction.Read).Select(column => column.ColumnName),
            "inheritance");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Member_types_become_the_recorded_column_types()
    {
        Dictionary<string, Type> types = new()
        {
            ["float"] = typeof(float),
            ["double"] = typeof(double),
            ["sbyte"] = typeof(sbyte),
            ["byte"] = typeof(byte),
            ["short"] = typeof(short),
            ["ushort"] = typeof(ushort),
            ["int"] = typeof(int),
            ["uint"] = typeof(uint),
            ["long"] = typeof(long),
            ["ulong"] = typeof(ulong),
            ["bool"] = typeof(bool),
            ["string"] = typeof(string),
            ["ReadOnlyMemory<char>"] = typeof(ReadOnlyMemory<char>),
            ["DateTime"] = typeof(DateTime),
            ["DateTimeOffset"] = typeof(DateTimeOffset),
            ["TimeSpan"] = typeof(TimeSpan),
            ["DataViewRowId"] = typeof(DataViewRowId),
            ["char"] = typeof(char),
            ["decimal"] = typeof(decimal),
            ["Half"] = typeof(Half),
            ["Guid"] = typeof(Guid),
            ["enum"] = typeof(DayOfWeek),
            ["int?"] = typeof(int?),
            ["float?"] = typeof(float?),
            ["object"] = typeof(object),
            ["float[]"] = typeof(float[]),
            ["string[]"] = typeof(string[]),
            ["double[]"] = typeof(double[]),
            ["float[,]"] = typeof(float[,]),
            ["float[][]"] = typeof(float[][]),
            ["List<float>"] = typeof(List<float>),
            ["IEnumerable<float>"] = typeof(IEnumerable<float>),
            ["VBuffer<float>"] = typeof(VBuffer<float>),
            ["VBuffer<ReadOnlyMemory<char>>"] = typeof(VBuffer<ReadOnlyMemory<char>>),
            ["ReadOnlyMemory<float>"] = typeof(ReadOnlyMemory<float>),
            ["another class"] = typeof(Derived),
        };
        JsonElement recorded = GoldenFile.Read("prediction-engine.json").GetProperty("member types");
        CollectionAssert.AreEquivalent(recorded.EnumerateObject().Select(type => type.Name).ToArray(), types.Keys);
        foreach (JsonProperty type in recorded.EnumerateObject())
        {
            GoldenFile.Check(type.Value, () => SchemaDefinition.Create(typeof(One<>).MakeGenericType(types[type.Name]))[0].ColumnType.ToString());
        }
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Attributes_give_columns_the_recorded_types()
        => GoldenFile.AssertSame(
            GoldenFile.Read("prediction-engine.json").GetProperty("attributes").GetProperty("result"),
            SchemaDefinition.Create(typeof(Attributed)).Select(column => $"{column.ColumnName} : {column.ColumnType}"),
            "attributes");

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Keys_count_from_zero_in_objects_and_from_one_in_columns()
    {
        JsonElement recorded = GoldenFile.Case("keys-onehot-concat.json", "KeyTypeAttribute-in-and-out").GetProperty("result");
        IDataView view = Ml.Data.LoadFromEnumerable(new[]
        {
            new KeyRow { K = 0, Kb = 3, Kv = [0, 1, 4] },
            new KeyRow { K = 3, Kb = 0, Kv = [2] },
            new KeyRow { K = 4, Kb = 200, Kv = [] },
        });

        GoldenFile.AssertSame(
            recorded.GetProperty("K"), new { type = view.Schema["K"].Type.ToString(), values = view.GetColumn<uint>("K") }, "K");
        GoldenFile.AssertSame(
            recorded.GetProperty("Kb"),
            new { type = view.Schema["Kb"].Type.ToString(), values = view.GetColumn<byte>("Kb").Select(key => (int)key) },
            "Kb");
        GoldenFile.AssertSame(
            recorded.GetProperty("Kv"), new { type = view.Schema["Kv"].Type.ToString(), values = view.GetColumn<uint[]>("Kv") }, "Kv");
        GoldenFile.AssertSame(
            recorded.GetProperty("CreateEnumerable<class with plain uint>").GetProperty("result"),
            Ml.Data.CreateEnumerable<PlainKeyRow>(view, reuseRowObject: false).Select(row => new { row.K, row.Kb, row.Kv }),
            "plain");
        GoldenFile.AssertSame(
            recorded.GetProperty("CreateEnumerable<class with [KeyType(4)]>").GetProperty("result"),
            Ml.Data.CreateEnumerable<KeyRow>(view, reuseRowObject: false).Select(row => new { row.K, row.Kb, row.Kv }),
            "attributed");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void The_view_keeps_the_objects_and_reads_them_late()
    {
        Derived[] rows = [new() { InBase = 1 }, new() { InBase = 2 }];
        IDataView view = Ml.Data.LoadFromEnumerable(rows);

        rows[0].InBase = 10;

        GoldenFile.AssertSame(
            GoldenFile.Read("prediction-engine.json").GetProperty("LoadFromEnumerable keeps the objects, not copies"),
            view.GetColumn<float>("InBase"),
            "objects");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Nothing_is_read_before_someone_asks()
    {
        int read = 0;
        IEnumerable<Derived> Rows()
        {
            for (int i = 0; i < 3; i++)
            {
                read++;
                yield return new Derived { InBase = i };
            }
        }

        IDataView view = new Support.ScaleTransformer("InBase", "Y", [2]).Transform(Ml.Data.LoadFromEnumerable(Rows()));

        Assert.AreEqual(0, read);
        Assert.IsNull(view.GetRowCount());
        Assert.AreEqual(3, view.GetColumn<float>("Y").Count());
        Assert.AreEqual(3, read);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Null_text_is_empty_text()
    {
        IDataView view = Ml.Data.LoadFromEnumerable(new[] { new TextRow { T = null, Ts = ["a", null] } });

        Assert.AreEqual("", view.GetColumn<string>("T").Single());
        CollectionAssert.AreEqual(new[] { "a", "" }, view.GetColumn<string[]>("Ts").Single());
        Assert.AreEqual("", Ml.Data.CreateEnumerable<TextRow>(view, false).Single().T);
    }

    [TestMethod]
    public void A_list_knows_its_number_of_rows()
    {
        Assert.AreEqual(3, Ml.Data.LoadFromEnumerable(new List<Derived> { new(), new(), new() }).GetRowCount());
        Assert.AreEqual(2, Ml.Data.LoadFromEnumerable(new Derived[2]).GetRowCount());
    }

    [TestMethod]
    public void A_schema_definition_changes_names_types_and_annotations()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(FloatsRow));
        definition["Values"].ColumnName = "Features";
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["Features"].AddAnnotation("IsNormalized", true, BooleanDataViewType.Instance);

        IDataView view = Ml.Data.LoadFromEnumerable(new[] { new FloatsRow { Values = [1, 2] } }, definition);

        Assert.AreEqual("Vector<Single, 2>", view.Schema["Features"].Type.ToString());
        Assert.IsTrue(view.Schema["Features"].IsNormalized());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, view.GetColumn<float[]>("Features").Single());
    }

    [TestMethod]
    public void A_schema_gives_columns_their_types()
    {
        DataViewSchema.Builder builder = new();
        builder.AddColumn("Values", new VectorDataViewType(NumberDataViewType.Single, 2));

        IDataView view = Ml.Data.LoadFromEnumerable(new[] { new FloatsRow { Values = [1, 2] } }, builder.ToSchema());

        Assert.AreEqual("Vector<Single, 2>", view.Schema["Values"].Type.ToString());
    }

    [TestMethod]
    public void A_definition_that_a_member_cannot_hold_is_refused()
    {
        SchemaDefinition scalar = SchemaDefinition.Create(typeof(FloatsRow));
        scalar["Values"].ColumnType = NumberDataViewType.Single;
        SchemaDefinition text = SchemaDefinition.Create(typeof(FloatsRow));
        text["Values"].ColumnType = new VectorDataViewType(TextDataViewType.Instance);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Ml.Data.LoadFromEnumerable(new FloatsRow[1], scalar));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Ml.Data.LoadFromEnumerable(new FloatsRow[1], text));
    }

    [TestMethod]
    public void Two_members_of_one_column_name_are_refused()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Ml.Data.LoadFromEnumerable(new TwoOfAName[1]));

    [TestMethod]
    public void Cursors_of_a_set_give_every_row_once_with_the_identity_of_a_single_pass()
    {
        Derived[] rows = [.. Enumerable.Range(0, 1000).Select(i => new Derived { InBase = i, InDerived = -i })];
        IDataView view = new Support.ScaleTransformer("InBase", "Y", [2]).Transform(Ml.Data.LoadFromEnumerable(rows));
        Dictionary<DataViewRowId, float> single = ReadAll(view.GetRowCursor([view.Schema["Y"]]));

        DataViewRowCursor[] cursors = view.GetRowCursorSet([view.Schema["Y"]], 4);
        Dictionary<DataViewRowId, float>[] parts = new Dictionary<DataViewRowId, float>[cursors.Length];
        Parallel.For(0, cursors.Length, i => parts[i] = ReadAll(cursors[i]));

        Dictionary<DataViewRowId, float> together = parts.SelectMany(part => part).ToDictionary();
        Assert.AreEqual(1000, together.Count);
        foreach ((DataViewRowId id, float value) in single)
        {
            Assert.AreEqual(value, together[id]);
        }
    }

    [TestMethod]
    public void A_cursor_of_a_set_moves_forwards_through_batches()
    {
        IDataView view = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 1000).Select(i => new Derived { InBase = i }).ToList());
        foreach (DataViewRowCursor cursor in view.GetRowCursorSet(view.Schema, 3))
        {
            using (cursor)
            {
                (long position, long batch) = (-1, -1);
                while (cursor.MoveNext())
                {
                    Assert.IsTrue(cursor.Position > position && cursor.Batch >= batch);
                    (position, batch) = (cursor.Position, cursor.Batch);
                }
            }
        }
    }

    private static Dictionary<DataViewRowId, float> ReadAll(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            Dictionary<DataViewRowId, float> values = [];
            ValueGetter<float> getter = cursor.GetGetter<float>(cursor.Schema["Y"]);
            ValueGetter<DataViewRowId> idGetter = cursor.GetIdGetter();
            (float value, DataViewRowId id) = (0, default);
            while (cursor.MoveNext())
            {
                getter(ref value);
                idGetter(ref id);
                values.Add(id, value);
            }
            return values;
        }
    }

#pragma warning disable CS0649 // Members exist for their types only.
    private sealed class Members
    {
        public const float Constant = 1;
        public static float Static;
        public float Field;
        public readonly float Read;
        [ColumnName("Renamed")]
        public float Name1;
        [NoColumn]
        public float Hidden;
        internal float Internal;

        public float Prop { get; set; }

        public float GetOnly => Field;

        public float PrivSet { get; private set; }

        public float this[int index] => index;
    }

    private class Base
    {
        public float InBase;
    }

    private sealed class Derived : Base
    {
        public float InDerived;
    }

    private sealed class One<T>
    {
        public T M = default!;
    }

    private sealed class Attributed
    {
        public float[]? NoSize;
        [VectorType(3)]
        public float[]? Size3;
        [VectorType(2, 2)]
        public float[]? Dim22;
        [VectorType]
        public float[]? Unknown;
        [VectorType(3)]
        public VBuffer<float> Buf3;
        public VBuffer<float> Buf;
        public string[]? Strings;
        [VectorType(2)]
        public int[]? Ints;
        public bool[]? Bools;
        [KeyType(5)]
        public uint Key;
        [KeyType(5)]
        [VectorType(2)]
        public uint[]? Keys;
    }

    private sealed class KeyRow
    {
        [KeyType(4)]
        public uint K;
        [KeyType(4)]
        public byte Kb;
        [KeyType(4)]
        public uint[]? Kv;
    }

    private sealed class PlainKeyRow
    {
        public uint K;
        public byte Kb;
        public uint[]? Kv;
    }

    private sealed class TextRow
    {
        public string? T;
        public string?[]? Ts;
    }

    private sealed class FloatsRow
    {
        public float[]? Values;
    }

    private sealed class TwoOfAName
    {
        public float A;
        [ColumnName("A")]
        public float B;
    }
#pragma warning restore CS0649
}
