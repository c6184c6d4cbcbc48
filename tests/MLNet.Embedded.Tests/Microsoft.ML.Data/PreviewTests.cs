using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public sealed class PreviewTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static IDataView Rows => Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Row { X = i, V = [i, i] }));

    [TestMethod]
    public void A_preview_holds_the_first_rows_by_row_and_by_column()
    {
        DataDebuggerPreview preview = Rows.Preview(maxRows: 3);

        Assert.AreEqual(3, preview.RowView.Length);
        Assert.AreEqual(2, preview.ColumnView.Length);
        Assert.AreEqual("X", preview.RowView[2].Values[0].Key);
        Assert.AreEqual(2f, preview.RowView[2].Values[0].Value);
        CollectionAssert.AreEqual(new object[] { 0f, 1f, 2f }, preview.ColumnView[0].Values);
        CollectionAssert.AreEqual(new float[] { 1, 1 }, ((VBuffer<float>)preview.ColumnView[1].Values[1]).DenseValues().ToArray());
    }

    [TestMethod]
    public void A_preview_of_a_transformer_shows_what_it_makes()
        => Assert.AreEqual(20f, new ScaleTransformer("X", "Y", [2]).Preview(Rows).RowView[10].Values[^1].Value);

    [TestMethod]
    public void A_preview_ends_with_the_data()
        => Assert.AreEqual(100, Rows.Preview().RowView.Length);

    [TestMethod]
    public void A_preview_of_an_estimator_learns_from_the_first_rows_only()
    {
        MLContext context = new();
        ColumnsView data = new ColumnsView().AddText("X", "a", "b", "c");

        DataDebuggerPreview preview = context.Transforms.Conversion.MapValueToKey("K", "X").Preview(data, maxRows: 3, maxTrainingRows: 2);

        CollectionAssert.AreEqual(new object[] { 1u, 2u, 0u }, preview.ColumnView[1].Values);
    }

    private sealed class Row
    {
        public float X;
        public float[] V = [];
    }
}
