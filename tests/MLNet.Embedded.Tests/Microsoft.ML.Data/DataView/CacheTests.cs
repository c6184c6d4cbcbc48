using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class CacheTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_column_is_read_once_and_then_kept()
    {
        JsonElement recorded = Golden.Case("split-shuffle-filter", "Cache").GetProperty("result");
        ColumnsView data = new() { HidesRowCount = true };
        data.AddSingles("X", 1, 2, 3, 4, 5).AddSingles("Y", 6, 7, 8, 9, 10);

        IDataView cache = Context.Data.Cache(data);

        Assert.AreEqual(0, data.RowsRead, "Nothing is read before the first cursor.");
        CollectionAssert.AreEqual(Columns.Read(data, "X"), Columns.Read(cache, "X"));
        int read = data.ValuesRead - 5;
        Columns.Read(cache, "X");
        Assert.AreEqual(recorded.GetProperty("readsAfterTwoEnumerationsOfOneColumn").GetInt32(), read);
        Assert.AreEqual(read + 5, data.ValuesRead);
        Assert.IsNull(data.GetRowCount());
        Assert.AreEqual(recorded.GetProperty("rowCountOfCache").GetInt64(), cache.GetRowCount());
        Assert.AreEqual(recorded.GetProperty("canShuffleCache").GetBoolean(), cache.CanShuffle);
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void Columns_to_prefetch_are_read_together_with_the_first()
    {
        ColumnsView data = new ColumnsView().AddSingles("X", 1, 2).AddSingles("Y", 3, 4).AddSingles("Z", 5, 6);
        IDataView cache = Context.Data.Cache(data, "Y", "Z");

        Columns.Read(cache, "X");
        Assert.AreEqual(6, data.ValuesRead);
        Assert.AreEqual(2, data.RowsRead);
        CollectionAssert.AreEqual(new float[] { 5, 6 }, Columns.Read<float>(cache, "Z"));
        Assert.AreEqual(2, data.RowsRead);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Data.Cache(data, "Nope"));
    }

    [TestMethod]
    public void What_several_cursors_have_read_comes_back_in_the_order_of_the_data()
    {
        int[] ids = [.. Enumerable.Range(0, 1000)];
        ColumnsView data = new ColumnsView { IsParallel = true }.Add("Id", NumberDataViewType.Int32, ids)
            .AddVectors("V", NumberDataViewType.Int32, 2, ids.Select(i => ColumnsView.Dense([i, -i])).ToArray());
        IDataView cache = Context.Data.Cache(data);

        CollectionAssert.AreEqual(ids, Columns.Read<int>(cache, "Id"));
        CollectionAssert.AreEqual(ids, Columns.Read<VBuffer<int>>(cache, "V").Select(v => -v.GetItemOrDefault(1)).ToArray());
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void Data_that_can_be_read_by_several_cursors_are()
    {
        ColumnsView data = new ColumnsView { IsParallel = true }.AddSingles("X", 1, 2, 3);

        Columns.Read(Context.Data.Cache(data), "X");

        CollectionAssert.AreEqual(new[] { Environment.ProcessorCount }, data.CursorSets);
    }

    [TestMethod]
    public void Vectors_come_back_as_they_were()
    {
        VBuffer<float>[] vectors =
        [
            new(4, [1, 2, 3, 4]), new(4, [5, 6, 7, 8]), new(4, 1, [9], [2]), new(4, 0, null, null), new(4, [0, 0, 0, 0]), new(4, 2, [1, 2], [0, 3]),
        ];
        VBuffer<float>[] uneven = [new(0, []), new(2, [1, 2]), new(5, 1, [3], [4]), new(1, [4]), new(100, 1, [5], [99]), new(3, [6, 7, 8])];
        IDataView cache = Context.Data.Cache(new ColumnsView()
            .AddVectors("Fixed", NumberDataViewType.Single, 4, vectors).AddVectors("Varying", NumberDataViewType.Single, 0, uneven));

        AreSame(vectors, Columns.Read<VBuffer<float>>(cache, "Fixed"));
        AreSame(uneven, Columns.Read<VBuffer<float>>(cache, "Varying"));
    }

    [TestMethod]
    public void Many_rows_and_large_vectors_fill_many_blocks()
    {
        const int Rows = 5_000;
        string[] texts = [.. Enumerable.Range(0, Rows).Select(i => $"{i}")];
        VBuffer<double>[] vectors = [.. Enumerable.Range(0, Rows).Select(i => i % 1000 == 7
            ? new VBuffer<double>(300, 1, [i], [i % 300])
            : ColumnsView.Dense(Enumerable.Repeat((double)i, 300).ToArray()))];
        IDataView cache = Context.Data.Cache(new ColumnsView().AddText("T", texts).AddVectors("V", NumberDataViewType.Double, 300, vectors));

        CollectionAssert.AreEqual(texts, Columns.Read<string>(cache, "T"));
        AreSame(vectors, Columns.Read<VBuffer<double>>(cache, "V"));
    }

    [TestMethod]
    public void What_a_reader_does_to_its_buffer_does_not_reach_the_cache()
    {
        IDataView cache = Context.Data.Cache(new ColumnsView().AddSingleVectors("V", 2, [1, 2]));
        using (DataViewRowCursor cursor = cache.GetRowCursor(cache.Schema))
        {
            VBuffer<float> vector = default;
            cursor.MoveNext();
            cursor.GetGetter<VBuffer<float>>(cache.Schema["V"])(ref vector);
            VBufferEditor.CreateFromBuffer(ref vector).Values.Fill(9);
        }

        CollectionAssert.AreEqual(new float[] { 1, 2 }, Columns.Read<VBuffer<float>>(cache, "V")[0].DenseValues().ToArray());
    }

    [TestMethod]
    public void A_shuffled_pass_gives_all_rows_whatever_the_number_of_cursors()
    {
        int[] ids = [.. Enumerable.Range(0, 300)];
        IDataView cache = Context.Data.Cache(new ColumnsView().Add("Id", NumberDataViewType.Int32, ids));

        List<int> shuffled = [];
        foreach (DataViewRowCursor cursor in cache.GetRowCursorSet(cache.Schema, 2, new Random(1)))
        {
            using (cursor)
            {
                ValueGetter<int> read = cursor.GetGetter<int>(cache.Schema["Id"]);
                for (int id = 0; cursor.MoveNext();)
                {
                    read(ref id);
                    shuffled.Add(id);
                }
            }
        }

        CollectionAssert.AreNotEqual(ids, shuffled);
        CollectionAssert.AreEquivalent(ids, shuffled);
    }

    [TestMethod]
    public void Threads_that_ask_at_once_read_the_data_once()
    {
        ColumnsView data = new ColumnsView { IsParallel = true }.AddSingles("X", [.. Enumerable.Range(0, 2000).Select(i => (float)i)]);
        IDataView cache = Context.Data.Cache(data);

        Parallel.For(0, 8, _ => Assert.HasCount(2000, Columns.Read(cache, "X")));

        Assert.AreEqual(2000, data.RowsRead);
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_failure_while_reading_reaches_the_user_and_leaves_the_cache_usable()
    {
        bool fails = true;
        IDataView data = Context.Data.LoadFromEnumerable(Objects());
        IDataView cache = Context.Data.Cache(data);

        Assert.ThrowsExactly<InvalidDataException>(() => Columns.Read(cache, "X"));
        fails = false;
        CollectionAssert.AreEqual(new float[] { 1, 2 }, Columns.Read<float>(cache, "X"));

        IEnumerable<Example> Objects()
        {
            yield return new() { X = 1 };
            if (fails)
                throw new InvalidDataException("The file broke off.");
            yield return new() { X = 2 };
        }
    }

    [TestMethod]
    public void Getters_check_column_and_type()
    {
        IDataView cache = Context.Data.Cache(new ColumnsView().AddSingles("X", 1).AddSingles("Y", 1));
        using DataViewRowCursor cursor = cache.GetRowCursor([cache.Schema["X"]]);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(cache.Schema["Y"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<int>(cache.Schema["X"]));
    }

    [TestMethod]
    public void A_cache_checkpoint_spares_later_estimators_the_work_before_it()
    {
        ColumnsView data = new ColumnsView().AddText("A", "x", "y", "x").AddText("B", "p", "q", "r");
        TransformsCatalog.ConversionTransforms conversion = Context.Transforms.Conversion;
        EstimatorChain<ITransformer> Pipeline(bool isCached)
        {
            EstimatorChain<ITransformer> start = new EstimatorChain<ITransformer>().Append(conversion.MapValueToKey("K", "A")).Append<ITransformer>(conversion.MapKeyToValue("V", "K"));
            return (isCached ? start.AppendCacheCheckpoint(Context) : start)
                .Append(conversion.MapValueToKey("L", "V")).Append<ITransformer>(conversion.MapValueToKey("M", "V"));
        }

        Pipeline(isCached: false).Fit(data);
        int without = data.ValuesRead;
        ITransformer model = Pipeline(isCached: true).Fit(data);

        Assert.AreEqual(9, without);
        Assert.AreEqual(6, data.ValuesRead - without);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1 }, Columns.Read<uint>(model.Transform(data), "M"));
    }

    [TestMethod]
    public void The_first_estimator_of_a_chain_can_be_followed_by_a_checkpoint()
    {
        ColumnsView data = new ColumnsView().AddText("A", "x", "y");
        TransformsCatalog.ConversionTransforms conversion = Context.Transforms.Conversion;

        ITransformer model = conversion.MapValueToKey("K", "A").AppendCacheCheckpoint(Context).Append(conversion.MapKeyToValue("V", "K")).Fit(data);

        CollectionAssert.AreEqual(new[] { "x", "y" }, Columns.Read<string>(model.Transform(data), "V"));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_chain_of_nothing_cannot_be_cached()
        => StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidOperationException>(() => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(Context)).Message,
            "Current estimator chain has no estimator, can't append cache checkpoint");

    private static void AreSame<T>(VBuffer<T>[] expected, VBuffer<T>[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i].IsDense, actual[i].IsDense, $"row {i}");
            Assert.AreEqual(expected[i].Length, actual[i].Length, $"row {i}");
            CollectionAssert.AreEqual(expected[i].GetIndices().ToArray(), actual[i].GetIndices().ToArray(), $"row {i}");
            CollectionAssert.AreEqual(expected[i].GetValues().ToArray(), actual[i].GetValues().ToArray(), $"row {i}");
        }
    }

    private sealed class Example
    {
        public float X { get; set; }
    }
}
