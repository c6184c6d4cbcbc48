using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;
using static MLNet.Embedded.Tests.Data.RowOperationsTests;

namespace MLNet.Embedded.Tests.Data;

/// <summary>The filters, on the rows of <see cref="RowOperationsTests"/>.</summary>
[TestClass]
public class FilterTests
{
    private const string File = "split-shuffle-filter";

    private static readonly DataOperationsCatalog Catalog = new MLContext(seed: 1).Data;

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Rows_are_kept_by_their_value()
    {
        JsonElement recorded = Golden.Case(File, "FilterRowsByColumn").GetProperty("result");
        ColumnsView data = Rows(10);

        Are(recorded, "X in [1, 3)", Catalog.FilterRowsByColumn(data, "X", 1, 3));
        Are(recorded, "X default bounds", Catalog.FilterRowsByColumn(data, "X"));
        Are(recorded, "X lower 2.5", Catalog.FilterRowsByColumn(data, "X", lowerBound: 2.5));
        Are(recorded, "X upper 1", Catalog.FilterRowsByColumn(data, "X", upperBound: 1));
        Golden.Throws(recorded.GetProperty("lower >= upper"), () => Catalog.FilterRowsByColumn(data, "X", 1, 1));
        Golden.Throws(recorded.GetProperty("Int32 column"), () => Catalog.FilterRowsByColumn(data, "Id"));
        Golden.Throws(recorded.GetProperty("text column"), () => Catalog.FilterRowsByColumn(data, "Group"));
        Assert.IsNull(Catalog.FilterRowsByColumn(data, "X").GetRowCount());
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Rows_are_kept_by_their_share_of_keys()
    {
        JsonElement recorded = Golden.Case(File, "FilterRowsByKeyColumnFraction").GetProperty("result");
        ColumnsView data = Rows(10);

        Are(recorded, "[0,0.5)", Catalog.FilterRowsByKeyColumnFraction(data, "K", 0, .5));
        Are(recorded, "[0.5,1)", Catalog.FilterRowsByKeyColumnFraction(data, "K", .5, 1));
        Are(recorded, "[0.05,0.2)", Catalog.FilterRowsByKeyColumnFraction(data, "K", .05, .2));
    }

    [TestMethod]
    [DataRow("X", 0, 1, "columnName")]
    [DataRow("K", -.1, 1, "lowerBound")]
    [DataRow("K", 0, 1.1, "upperBound")]
    [DataRow("K", .6, .5, "upperBound")]
    [DataRow("K", double.NaN, 1, "lowerBound")]
    public void A_share_of_keys_needs_keys_and_bounds_in_order(string column, double lower, double upper, string parameter)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Catalog.FilterRowsByKeyColumnFraction(Rows(3), column, lower, upper));

        Assert.AreEqual(parameter, error.ParamName);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Rows_with_missing_values_are_dropped()
        => Are(Golden.Case(File, "FilterRowsByMissingValues").GetProperty("result"), "X", Catalog.FilterRowsByMissingValues(Rows(10), "X"));

    [TestMethod]
    public void A_missing_item_of_a_vector_and_a_missing_key_count_too()
    {
        ColumnsView data = new ColumnsView()
            .Add("Id", NumberDataViewType.Int32, [0, 1, 2, 3])
            .AddVectors<float>("V", NumberDataViewType.Single, 3, [ColumnsView.Dense([1f, 2, 3]), ColumnsView.Dense([1f, float.NaN, 3]), new(3, 1, [1f], [2]), new(3, 1, [float.NaN], [2])])
            .AddKeys("K", 3, 0, 1, 2, 3)
            .Add("D", NumberDataViewType.Double, [1d, 1, 1, double.NaN]);

        CollectionAssert.AreEqual(new[] { 0, 2 }, Ids(Catalog.FilterRowsByMissingValues(data, "V")));
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, Ids(Catalog.FilterRowsByMissingValues(data, "K")));
        CollectionAssert.AreEqual(new[] { 2 }, Ids(Catalog.FilterRowsByMissingValues(data, "V", "K")));
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, Ids(Catalog.FilterRowsByMissingValues(data, "D")));
    }

    [TestMethod]
    [DataRow("Nope")]
    [DataRow("Id")]
    [DataRow("Group")]
    [DataRow("X", "X")]
    [DataRow]
    public void Only_columns_that_can_miss_values_are_searched_for_them(params string[] columns)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Catalog.FilterRowsByMissingValues(Rows(3), columns));

    [TestMethod]
    public void A_filter_reads_its_column_and_what_is_asked_for_and_gives_only_that()
    {
        IDataView kept = Catalog.FilterRowsByColumn(Rows(10), "X", 1, 3);

        using DataViewRowCursor cursor = kept.GetRowCursor([kept.Schema["Id"]]);

        Assert.IsFalse(cursor.IsColumnActive(kept.Schema["X"]));
        Assert.IsFalse(cursor.IsColumnActive(kept.Schema["K"]));
    }
}
