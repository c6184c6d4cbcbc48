using System.Text.Json;
using MLNet.Embedded.Tests.Support;
using static MLNet.Embedded.Tests.Data.RowOperationsTests;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class CrossValidationSplitTests
{
    private const string File = "split-shuffle-filter";

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Each_row_is_in_one_test_set_and_in_all_other_train_sets()
    {
        JsonElement recorded = Golden.Case(File, "CrossValidationSplit folds=4 n=100").GetProperty("result");
        ColumnsView data = Rows(100);
        int[] all = [.. Enumerable.Range(0, 100)];

        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = new MLContext(seed: 1).Data.CrossValidationSplit(data, 4);

        Assert.HasCount(recorded.GetProperty("folds").GetInt32(), folds);
        Is(recorded, "testSetsPartitionTheData", folds.SelectMany(fold => Ids(fold.TestSet)).Order().SequenceEqual(all));
        Is(recorded, "trainIsComplement", folds.All(fold => Ids(fold.TrainSet).SequenceEqual(all.Except(Ids(fold.TestSet)))));
        Is(recorded, "repeatsInNewContextSameSeed", new MLContext(seed: 1).Data.CrossValidationSplit(data, 4)
            .Zip(folds, (again, fold) => Ids(again.TestSet).SequenceEqual(Ids(fold.TestSet))).All(same => same));
        CollectionAssert.AreEqual(Golden.Strings(recorded.GetProperty("schemaOfSets")), folds[0].TestSet.Schema.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("Group")]
    [DataRow("K")]
    [DataRow("Id")]
    public void Rows_of_one_sampling_key_are_in_one_fold(string key)
    {
        ColumnsView data = Rows(70);

        var folds = new MLContext().Data.CrossValidationSplit(data, 3, key, seed: 2);

        foreach (DataOperationsCatalog.TrainTestData fold in folds)
            Assert.IsFalse(Columns.Read(fold.TrainSet, key).Intersect(Columns.Read(fold.TestSet, key)).Any());
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 70).ToArray(), folds.SelectMany(fold => Ids(fold.TestSet)).ToArray());
    }

    [TestMethod]
    public void Numbers_share_their_range_out_evenly_and_a_boundary_belongs_to_both_sides()
    {
        ColumnsView data = new ColumnsView()
            .Add("Id", Microsoft.ML.Data.NumberDataViewType.Int32, [0, 1, 2, 3, 4]).AddSingles("X", 0, 1, 2, 3, 4);

        var folds = new MLContext().Data.CrossValidationSplit(data, 2, "X");

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, Ids(folds[0].TestSet));
        CollectionAssert.AreEqual(new[] { 3, 4 }, Ids(folds[0].TrainSet));
        CollectionAssert.AreEqual(new[] { 2, 3, 4 }, Ids(folds[1].TestSet));
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Folds_may_be_more_than_rows_but_not_fewer_than_two()
    {
        MLContext context = new(seed: 1);

        var folds = context.Data.CrossValidationSplit(Rows(3), Golden.Case(File, "CrossValidationSplit more folds than rows").GetProperty("result").GetArrayLength());

        Assert.AreEqual(3, folds.Sum(fold => Ids(fold.TestSet).Length));
        Golden.Throws(Golden.Case(File, "CrossValidationSplit numberOfFolds=1"), () => context.Data.CrossValidationSplit(Rows(3), 1));
    }
}
