using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

/// <summary>TrainTestSplit, ShuffleRows, TakeRows and SkipRows on the recorded rows: Id = i, Group = "g" + i mod 7, X = i / 2, K = key i mod 10.</summary>
[TestClass]
public class RowOperationsTests
{
    private const string File = "split-shuffle-filter";

    public static IEnumerable<object[]> SplitCases =>
        from n in new[] { 10, 100, 1000 }
        from fraction in new[] { 0.1, 0.2, 0.5 }
        select new object[] { n, fraction };

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(SplitCases))]
    public void A_split_shares_all_rows_out_in_order_and_repeatably(int n, double fraction)
    {
        JsonElement recorded = Golden.Case(File, FormattableString.Invariant($"TrainTestSplit n={n} testFraction={fraction}")).GetProperty("result");
        MLContext context = new(seed: 1);
        ColumnsView data = Rows(n);

        DataOperationsCatalog.TrainTestData split = context.Data.TrainTestSplit(data, fraction);

        int[] train = Ids(split.TrainSet), test = Ids(split.TestSet);
        Is(recorded, "disjoint", !train.Intersect(test).Any());
        Is(recorded, "complete", train.Concat(test).Order().SequenceEqual(Enumerable.Range(0, n)));
        Is(recorded, "trainInOrder", train.SequenceEqual(train.Order()));
        Is(recorded, "secondEnumerationSame", test.SequenceEqual(Ids(split.TestSet)));
        Is(recorded, "secondCallSameContextGivesSameSplit", test.SequenceEqual(Test(context, data, fraction)));
        Is(recorded, "newContextSameSeedGivesSameSplit", test.SequenceEqual(Test(new(seed: 1), data, fraction)));
        int[] seeded = Test(context, data, fraction, seed: 5);
        Is(recorded, "explicitSeedRepeats", seeded.SequenceEqual(Test(context, data, fraction, seed: 5)));
        Is(recorded, "explicitSeedIndependentOfContextSeed", seeded.SequenceEqual(Test(new(seed: 3), data, fraction, seed: 5)));
        string[] columns = Golden.Strings(recorded.GetProperty("schemaOfSets"));
        CollectionAssert.AreEqual(columns, split.TrainSet.Schema.Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(columns, split.TestSet.Schema.Select(c => c.Name).ToArray());
        // Within four standard deviations: a row is drawn for itself.
        Assert.AreEqual(n * fraction, test.Length, 4 * Math.Sqrt(n * fraction * (1 - fraction)));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Without_a_seed_the_split_is_fixed_too()
    {
        JsonElement recorded = Golden.Case(File, "TrainTestSplit without context seed").GetProperty("result");
        ColumnsView data = Rows(100);
        MLContext context = new();
        int[] test = Test(context, data, .2), ofSeed1 = Test(new(seed: 1), data, .2);

        Is(recorded, "twoContextsSame", test.SequenceEqual(Test(new(), data, .2)));
        Is(recorded, "twoCallsSame", test.SequenceEqual(Test(context, data, .2)));
        Is(recorded, "sameAsContextSeed1", test.SequenceEqual(ofSeed1));
        Is(recorded, "contextSeed1SameAsContextSeed2", ofSeed1.SequenceEqual(Test(new(seed: 2), data, .2)));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("Group")]
    [DataRow("K")]
    [DataRow("Id")]
    [DataRow("X")]
    public void Rows_of_one_sampling_key_are_never_separated(string key)
    {
        ColumnsView data = Rows(70);
        for (int seed = 1; seed <= 5; seed++)
        {
            DataOperationsCatalog.TrainTestData split = new MLContext().Data.TrainTestSplit(data, .3, key, seed);

            Assert.IsFalse(Columns.Read(split.TrainSet, key).Intersect(Columns.Read(split.TestSet, key)).Any());
            // Where X is NaN the row has no key, and comes into neither set.
            int[] expected = [.. Enumerable.Range(0, 70).Where(i => key != "X" || i % 5 != 4)];
            CollectionAssert.AreEquivalent(expected, Ids(split.TrainSet).Concat(Ids(split.TestSet)).ToArray());
        }
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("K", "Key")]
    [DataRow("X", "Single")]
    public void Keys_and_numbers_are_not_drawn_but_give_the_test_set_the_lowest(string key, string kind)
    {
        JsonElement recorded = Golden.Case(File, "TrainTestSplit samplingKeyColumnName int / key / float").GetProperty("result").GetProperty(kind);

        DataOperationsCatalog.TrainTestData split = new MLContext(seed: 1).Data.TrainTestSplit(Rows(50), .3, key);

        Assert.AreEqual(recorded.GetProperty("result").GetProperty("train").GetInt32(), Ids(split.TrainSet).Length);
        Assert.AreEqual(recorded.GetProperty("result").GetProperty("test").GetInt32(), Ids(split.TestSet).Length);
        int[] expected = [.. Enumerable.Range(0, 50).Where(i => kind == "Key" ? i % 10 < 3 : i % 5 != 4 && i / 48f < .3f)];
        CollectionAssert.AreEqual(expected, Ids(split.TestSet));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_missing_sampling_key_is_named()
    {
        JsonElement recorded = Golden.Case(File, "TrainTestSplit samplingKeyColumnName int / key / float").GetProperty("result");

        Exception error = Golden.Throws(recorded.GetProperty("missing column"), () => new MLContext().Data.TrainTestSplit(Rows(10), .1, "Nope"));

        Assert.Contains("'Nope'", error.Message);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("0", 0)]
    [DataRow("1", 1)]
    [DataRow("-0.1", -.1)]
    [DataRow("1.5", 1.5)]
    [DataRow("NaN", double.NaN)]
    public void The_test_fraction_lies_between_0_and_1(string name, double fraction)
    {
        JsonElement recorded = Golden.Case(File, "TrainTestSplit bad testFraction").GetProperty("result").GetProperty(name);

        Golden.Throws(recorded, () => new MLContext().Data.TrainTestSplit(Rows(10), fraction));
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void The_sampling_key_need_not_be_read_and_other_columns_are_not()
    {
        ColumnsView data = Rows(10);
        IDataView test = new MLContext().Data.TrainTestSplit(data, .5, "Group").TestSet;

        using DataViewRowCursor cursor = test.GetRowCursor([test.Schema["Id"]]);

        Assert.IsTrue(cursor.IsColumnActive(test.Schema["Id"]));
        Assert.IsFalse(cursor.IsColumnActive(test.Schema["Group"]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(test.Schema["Group"]));
        while (cursor.MoveNext())
        {
        }
        Assert.AreEqual(10, data.ValuesRead, "Only the key of each row.");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Shuffled_rows_are_a_permutation_that_the_seed_determines()
    {
        JsonElement recorded = Golden.Case(File, "ShuffleRows n=30").GetProperty("result");
        MLContext context = new(seed: 1);
        ColumnsView data = Rows(30);

        IDataView view = context.Data.ShuffleRows(data);

        int[] ids = Ids(view);
        Is(recorded, "isPermutation", ids.Order().SequenceEqual(Enumerable.Range(0, 30)) && !ids.SequenceEqual(ids.Order()));
        Is(recorded, "secondEnumerationOfSameViewSame", ids.SequenceEqual(Ids(view)));
        Is(recorded, "newViewSameContextSame", ids.SequenceEqual(Ids(context.Data.ShuffleRows(data))));
        Is(recorded, "newContextSameSeedSameCallSequenceSame", ids.SequenceEqual(Ids(new MLContext(seed: 1).Data.ShuffleRows(data))));
        Is(recorded, "newContextOtherSeedSame", ids.SequenceEqual(Ids(new MLContext(seed: 2).Data.ShuffleRows(data))));
        int[] seeded = Ids(context.Data.ShuffleRows(data, seed: 5));
        Is(recorded, "seed5RepeatsInAnotherContext", seeded.SequenceEqual(Ids(new MLContext().Data.ShuffleRows(data, seed: 5))));
        Assert.AreEqual(recorded.GetProperty("rowCountKnown").GetInt64(), view.GetRowCount());
        Is(recorded, "canShuffle", view.CanShuffle);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Each_shuffle_of_a_context_is_another()
    {
        JsonElement recorded = Golden.Case(File, "ShuffleRows n=30").GetProperty("result");
        MLContext context = new(seed: 1);
        context.Data.ShuffleRows(Rows(30));

        int[] second = Ids(context.Data.ShuffleRows(Rows(30)));

        Is(recorded, "newContextSameSeedFewerCallsBeforeSame", second.SequenceEqual(Ids(new MLContext(seed: 1).Data.ShuffleRows(Rows(30)))));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_pool_of_one_row_shuffles_nothing()
    {
        JsonElement recorded = Golden.Case(File, "ShuffleRows shufflePoolSize=1").GetProperty("result");
        int[] expected = [.. recorded.GetProperty("noShuffleSource").EnumerateArray().Select(e => e.GetInt32())];

        CollectionAssert.AreEqual(expected, Ids(new MLContext().Data.ShuffleRows(Rows(20), shufflePoolSize: 1, shuffleSource: false)));
        CollectionAssert.AreEqual(expected, Ids(new MLContext().Data.ShuffleRows(Rows(20), shufflePoolSize: 1)));
    }

    [TestMethod]
    public void A_small_pool_moves_rows_forward_by_less_than_its_size()
    {
        int[] ids = Ids(new MLContext().Data.ShuffleRows(Rows(200), seed: 1, shufflePoolSize: 4, shuffleSource: false));

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 200).ToArray(), ids);
        for (int i = 0; i < ids.Length; i++)
            Assert.IsLessThan(i + 4, ids[i]);
    }

    [TestMethod]
    public void Every_order_of_a_small_set_is_about_equally_likely()
    {
        ColumnsView data = Rows(3);
        Dictionary<string, int> orders = [];
        for (int seed = 0; seed < 600; seed++)
        {
            string order = string.Join(",", Ids(new MLContext().Data.ShuffleRows(data, seed)));
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.HasCount(6, orders);
        foreach (int count in orders.Values)
            Assert.AreEqual(100, count, 45, "600 draws of 6 orders: four and a half standard deviations.");
    }

    [TestMethod]
    public void Values_of_shuffled_rows_stay_together()
    {
        IDataView view = new MLContext().Data.ShuffleRows(Vectors(50), seed: 1, shufflePoolSize: 7);

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 50).Select(VectorRow).ToArray(), VectorRows(view));
    }

    [TestMethod]
    public void Only_shuffled_rows_with_a_pool_exist()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new MLContext().Data.ShuffleRows(Rows(3), shufflePoolSize: 0));

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Rows_are_taken_and_skipped()
    {
        JsonElement recorded = Golden.Case(File, "TakeRows / SkipRows").GetProperty("result");
        DataOperationsCatalog catalog = new MLContext().Data;
        ColumnsView data = Rows(6);

        Are(recorded, "Take2", catalog.TakeRows(data, 2));
        Are(recorded, "Take100", catalog.TakeRows(data, 100));
        Are(recorded, "Skip4", catalog.SkipRows(data, 4));
        Are(recorded, "Skip100", catalog.SkipRows(data, 100));
        Are(recorded, "SkipThenTake", catalog.TakeRows(catalog.SkipRows(data, 2), 2));
        Assert.AreEqual(recorded.GetProperty("Take2.GetRowCount").GetInt64(), catalog.TakeRows(data, 2).GetRowCount());
        Assert.AreEqual(recorded.GetProperty("Skip4.GetRowCount").GetInt64(), catalog.SkipRows(data, 4).GetRowCount());
        Golden.Throws(recorded.GetProperty("Take0"), () => catalog.TakeRows(data, 0));
        Golden.Throws(recorded.GetProperty("Take-1"), () => catalog.TakeRows(data, -1));
        Golden.Throws(recorded.GetProperty("Skip0"), () => catalog.SkipRows(data, 0));
        Golden.Throws(recorded.GetProperty("Skip-1"), () => catalog.SkipRows(data, -1));
    }

    [TestMethod]
    public void Taking_reads_no_row_more_than_it_gives()
    {
        ColumnsView data = Rows(100);

        Ids(new MLContext().Data.TakeRows(data, 3));

        Assert.AreEqual(3, data.RowsRead);
    }

    [TestMethod]
    public void Sets_of_cursors_share_all_rows_out_between_them()
    {
        DataOperationsCatalog catalog = new MLContext(seed: 1).Data;
        ColumnsView data = Vectors(500);
        foreach (IDataView view in new[]
        {
            catalog.TrainTestSplit(data, .3).TrainSet, catalog.ShuffleRows(data), catalog.SkipRows(data, 10), catalog.TakeRows(data, 400), catalog.Cache(data),
            catalog.CrossValidationSplit(data, 3)[1].TrainSet, catalog.FilterRowsByMissingValues(data, "V"),
        })
        {
            string[] one = VectorRows(view);

            foreach (int n in new[] { 1, 2, 3 })
                CollectionAssert.AreEqual(one, Cursors.ReadSet(view, n, VectorRow), $"{view.GetType().Name}, {n} cursors, merged by batch");
        }
    }

    private static int[] Test(MLContext context, IDataView data, double fraction, int? seed = null)
        => Ids(context.Data.TrainTestSplit(data, fraction, seed: seed).TestSet);

    internal static int[] Ids(IDataView view) => Columns.Read<int>(view, "Id");

    internal static void Is(JsonElement recorded, string name, bool actual) => Assert.AreEqual(recorded.GetProperty(name).GetBoolean(), actual, name);

    internal static void Are(JsonElement recorded, string name, IDataView view)
        => CollectionAssert.AreEqual(recorded.GetProperty(name).EnumerateArray().Select(e => e.GetInt32()).ToArray(), Ids(view), name);

    internal static ColumnsView Rows(int n) => new ColumnsView()
        .Add("Id", NumberDataViewType.Int32, Enumerable.Range(0, n).ToArray())
        .AddText("Group", [.. Enumerable.Range(0, n).Select(i => $"g{i % 7}")])
        .AddSingles("X", [.. Enumerable.Range(0, n).Select(i => i % 5 == 4 ? float.NaN : i / 2f)])
        .AddKeys("K", 10, [.. Enumerable.Range(0, n).Select(i => (uint)(i % 10) + 1)]);

    // A column of vectors, dense and sparse, and one of text.
    private static ColumnsView Vectors(int n) => new ColumnsView()
        .AddText("T", [.. Enumerable.Range(0, n).Select(i => $"t{i}")])
        .AddVectors("V", NumberDataViewType.Single, 3, Enumerable.Range(0, n).Select(
            i => i % 2 == 0 ? new VBuffer<float>(3, [i, i + 1, i + 2]) : new VBuffer<float>(3, 1, [i], [1])).ToArray());

    private static string VectorRow(int i) => i % 2 == 0 ? $"t{i}: {i} {i + 1} {i + 2} dense" : $"t{i}: 0 {i} 0 sparse";

    private static string VectorRow(DataViewRow row)
    {
        ReadOnlyMemory<char> text = default;
        row.GetGetter<ReadOnlyMemory<char>>(row.Schema["T"])(ref text);
        VBuffer<float> vector = default;
        row.GetGetter<VBuffer<float>>(row.Schema["V"])(ref vector);
        return $"{text}: {string.Join(' ', vector.DenseValues())} {(vector.IsDense ? "dense" : "sparse")}";
    }

    private static string[] VectorRows(IDataView view) => Cursors.ReadSet(view, 1, VectorRow);
}
