using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Transforms;

[TestClass]
public class CustomMappingTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    public void The_action_makes_columns_of_every_row()
    {
        IDataView result = Mapping(null).Fit(Data()).Transform(Data());

        CollectionAssert.AreEqual(new float[] { 3, 7, 11 }, Columns.Read<float>(result, "Sum"));
        CollectionAssert.AreEqual(new[] { "a!", "!", "c!" }, Columns.Read<string>(result, "Loud"));
        CollectionAssert.AreEqual(
            new float[] { 1, 2, 3, 4, 5, 6 }, Columns.Read<VBuffer<float>>(result, "Pair").SelectMany(pair => pair.DenseValues()).ToArray());
        CollectionAssert.AreEqual(
            new[] { "A", "B", "Text", "Unused", "Sum", "Loud", "Pair" }, result.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual("Vector<Single, 2>", result.Schema["Pair"].Type.ToString());
    }

    [TestMethod]
    public void The_action_runs_once_a_row_however_many_columns_are_read()
    {
        int calls = 0;
        ColumnsView data = Data();
        IDataView result = Context.Transforms.CustomMapping<Input, Output>(
            (input, output) =>
            {
                calls++;
                Map(input, output);
            },
            null).Fit(data).Transform(data);

        using (DataViewRowCursor cursor = result.GetRowCursor(result.Schema))
        {
            Func<object>[] readers = [.. new[] { "Sum", "Loud", "Pair" }.Select(name => Columns.Reader(cursor, result.Schema[name]))];
            while (cursor.MoveNext())
                Array.ForEach(readers, read => read());
        }

        Assert.AreEqual(3, calls);
    }

    [TestMethod]
    public void Columns_that_are_not_read_cost_nothing()
    {
        ColumnsView data = Data();
        IDataView result = Context.Transforms.CustomMapping<Input, Output>((_, _) => throw new AssertFailedException("Called."), null).Fit(data).Transform(data);

        CollectionAssert.AreEqual(new float[] { 1, 3, 5 }, Columns.Read<float>(result, "A"));
    }

    [TestMethod]
    public void Cursors_in_parallel_have_objects_of_their_own()
    {
        const int Rows = 500;
        float[] numbers = [.. Enumerable.Range(0, Rows).Select(i => (float)i)];
        ColumnsView data = new ColumnsView { IsParallel = true }.AddSingles("A", numbers).AddSingles("B", numbers).AddText("Text", new string?[Rows]);
        IDataView result = Mapping(null).Fit(data).Transform(data);

        float[] sums = Cursors.ReadSet(result, 4, row => (float)Columns.Reader(row, result.Schema["Sum"])());

        CollectionAssert.AreEquivalent(numbers.Select(number => 2 * number).ToArray(), sums);
    }

    [TestMethod]
    public void It_works_for_single_objects()
    {
        ITransformer model = Mapping(null).Fit(Data());

        using PredictionEngine<Input, Output> engine = Context.Model.CreatePredictionEngine<Input, Output>(model);

        Assert.AreEqual(5, engine.Predict(new Input { A = 2, B = 3, Text = "" }).Sum);
        Assert.AreEqual(9, engine.Predict(new Input { A = 4, B = 5, Text = "" }).Sum);
    }

    [TestMethod]
    public void Definitions_rename_columns()
    {
        SchemaDefinition output = SchemaDefinition.Create(typeof(Total));
        output["Value"].ColumnName = "Total";
        SchemaDefinition input = SchemaDefinition.Create(typeof(Total));
        input["Value"].ColumnName = "A";

        IDataView result = Context.Transforms.CustomMapping<Total, Total>((from, to) => to.Value = from.Value + 1, null, input, output).Fit(Data()).Transform(Data());

        CollectionAssert.AreEqual(new float[] { 2, 4, 6 }, Columns.Read<float>(result, "Total"));
    }

    [TestMethod]
    public void A_missing_or_wrong_column_is_named()
    {
        ColumnsView missing = new ColumnsView().AddSingles("A", 1).AddText("Text", "a");
        ColumnsView wrong = new ColumnsView().AddSingles("A", 1).AddText("B", "b").AddText("Text", "a");

        Assert.Contains("'B'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Mapping(null).Fit(missing)).Message);
        Assert.Contains("'B'", Assert.ThrowsExactly<InvalidOperationException>(() => Mapping(null).Fit(wrong)).Message);
    }

    [TestMethod]
    public void In_a_chain_wrong_columns_are_found_before_anything_is_read()
    {
        ColumnsView data = new ColumnsView().AddSingles("A", 1).AddText("B", "b").AddText("Text", "a");

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Transforms.NormalizeMinMax("A").Append(Mapping(null)).Fit(data));

        Assert.AreEqual(0, data.RowsRead);
    }

    [TestMethod]
    public void The_shape_promised_is_the_schema_given()
        => SchemaShapes.AreEqual(Mapping(null).Append(Context.Transforms.Concatenate("F", "Sum", "Pair")), Data());

    [TestMethod]
    public void A_mapping_with_a_contract_is_saved_and_loaded()
    {
        using MemoryStream stream = new();
        Context.Model.Save(Mapping(Contract).Append(Context.Transforms.Concatenate("F", "Sum", "Pair")).Fit(Data()), Data().Schema, stream);
        stream.Position = 0;
        MLContext other = new();
        other.ComponentCatalog.RegisterAssembly(typeof(CustomMappingTests).Assembly);

        IDataView result = other.Model.Load(stream, out _).Transform(Data());

        CollectionAssert.AreEqual(new float[] { 3, 7, 11 }, Columns.Read<float>(result, "Sum"));
        CollectionAssert.AreEqual(new float[] { 3, 1, 2 }, Columns.Read<VBuffer<float>>(result, "F")[0].DenseValues().ToArray());
    }

    [TestMethod]
    public void The_assembly_that_the_action_lies_in_need_not_be_registered()
        => CollectionAssert.AreEqual(
            new float[] { 3, 7, 11 }, Columns.Read<float>(Models.SaveAndLoad(Mapping(Contract).Fit(Data()), Data().Schema).Transform(Data()), "Sum"));

    [TestMethod]
    public void A_loaded_mapping_can_be_saved_again()
    {
        ITransformer loaded = Models.SaveAndLoad(Mapping(Contract).Fit(Data()), Data().Schema);

        CollectionAssert.AreEqual(new float[] { 3, 7, 11 }, Columns.Read<float>(Models.SaveAndLoad(loaded, Data().Schema).Transform(Data()), "Sum"));
    }

    [TestMethod]
    public void A_contract_of_another_kind_of_class_is_named()
    {
        Exception error = Assert.Throws<InvalidOperationException>(() => Models.SaveAndLoad(Mapping(NoFactory).Fit(Data()), Data().Schema));

        Assert.Contains($"The class with contract '{NoFactory}' must derive from", error.ToString());
    }

    private const string Contract = "sum and shout";
    private const string NoFactory = "no factory";

    private static CustomMappingEstimator<Input, Output> Mapping(string? contract) => Context.Transforms.CustomMapping<Input, Output>(Map, contract);

    private static ColumnsView Data() => new ColumnsView()
        .AddSingles("A", 1, 3, 5).AddSingles("B", 2, 4, 6).AddText("Text", "a", "", "c").AddSingles("Unused", 0, 0, 0);

    private static void Map(Input input, Output output)
    {
        output.Sum = input.A + input.B;
        output.Loud = input.Text + "!";
        output.Pair = [input.A, input.B];
    }

    private sealed class Input
    {
        public float A { get; set; }

        public float B { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class Output
    {
        public float Sum { get; set; }

        public string Loud { get; set; } = "";

        [VectorType(2)]
        public float[] Pair { get; set; } = [];
    }

    private sealed class Total
    {
        public float Value { get; set; }
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class SumAndShout : CustomMappingFactory<Input, Output>
    {
        public override Action<Input, Output> GetMapping() => Map;
    }

    [CustomMappingFactoryAttribute(NoFactory)]
    private sealed class NotAFactory;
}
