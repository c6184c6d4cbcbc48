using System.Text;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

/// <summary>Where columns stand that transformers add: in files written, that order is what readers go by.</summary>
[TestClass]
public class ColumnOrderTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static ColumnsView Data => new ColumnsView().AddSingles("A", 1, 2).AddText("S", "x", "y").AddSingles("B", 4, 8);

    [TestMethod]
    public void A_column_of_a_known_name_stands_behind_the_one_it_hides_and_others_at_the_end()
    {
        IDataView view = Context.Transforms.NormalizeMinMax([new("N", "A"), new("B"), new("A", "B")]).Fit(Data).Transform(Data);

        CollectionAssert.AreEqual(
            new[] { "A hidden", "A", "S", "B hidden", "B", "N" },
            view.Schema.Select(column => column.IsHidden ? $"{column.Name} hidden" : column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 0.5f, 1 }, Columns.Read<float>(view, "N"));
        CollectionAssert.AreEqual(new[] { 0.5f, 1 }, Columns.Read<float>(view, "A"));
        CollectionAssert.AreEqual(new[] { "x", "y" }, Columns.Read<string>(view, "S"));
    }

    [TestMethod]
    public void Hidden_twice_the_last_stands_last_of_its_name()
    {
        IDataView view = Context.Transforms.Conversion.MapValueToKey("S").Append(Context.Transforms.Conversion.MapKeyToVector("S"))
            .Append(Context.Transforms.Concatenate("A", "S", "A")).Fit(Data).Transform(Data);

        CollectionAssert.AreEqual(new[] { "A", "A", "S", "S", "S", "B" }, view.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 4, 5 }, view.Schema.Where(column => !column.IsHidden).Select(column => column.Index).ToArray());
        CollectionAssert.AreEqual(new float[] { 0, 1, 2 }, Columns.Read<VBuffer<float>>(view, "A")[1].DenseValues().ToArray());
    }

    [TestMethod]
    public void Saved_text_keeps_the_order_of_columns_made_in_place()
    {
        IDataView view = Context.Transforms.NormalizeMinMax("A").Append(Context.Transforms.Conversion.MapValueToKey("S")).Fit(Data).Transform(Data);

        using MemoryStream saved = new();
        Context.Data.SaveAsText(view, saved, ',', headerRow: false, schema: false);

        Assert.AreEqual("0.5,0,4\n1,1,8\n", Encoding.UTF8.GetString(saved.ToArray()).ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void A_prediction_engine_finds_columns_made_in_place()
    {
        ITransformer model = Context.Transforms.NormalizeMinMax("A").Append(Context.Transforms.CopyColumns("B", "A")).Fit(Data);

        Numbers predicted = Context.Model.CreatePredictionEngine<Numbers, Numbers>(model).Predict(new() { A = 1, B = 7 });

        Assert.AreEqual(0.5f, predicted.A);
        Assert.AreEqual(0.5f, predicted.B);
    }

    [TestMethod]
    public void Two_columns_of_one_name_are_refused()
    {
        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Transforms.NormalizeMinMax([new("N", "A"), new("N", "B")]).Fit(Data));

        Assert.Contains("Name of the result column 'N' specified multiple times", error.Message);
    }

    [TestMethod]
    public void Selected_columns_are_promised_in_the_order_of_the_input()
    {
        SchemaShape shape = SchemaShapes.Promised(Context.Transforms.SelectColumns("B", "A"), Data);

        CollectionAssert.AreEqual(new[] { "A", "B" }, shape.Select(column => column.Name).ToArray());
    }

    private sealed class Numbers
    {
        public float A { get; set; }

        public string S { get; set; } = "";

        public float B { get; set; }
    }
}
