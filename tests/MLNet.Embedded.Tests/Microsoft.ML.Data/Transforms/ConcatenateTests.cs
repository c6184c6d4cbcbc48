using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class ConcatenateTests
{
    private const string File = "keys-onehot-concat";
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("A,V,B", "A", "V", "B")]
    [DataRow("A", "A")]
    [DataRow("V", "V")]
    [DataRow("A,B", "A", "B")]
    [DataRow("Z,Z,A", "Z", "Z", "A")]
    [DataRow("text T,T", "T", "T")]
    public void Values_stand_one_after_another_with_the_slot_names_of_ML_NET(string name, params string[] inputs)
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-scalars-and-vector");

        IDataView result = Concatenate("C", inputs);

        Columns.AreEqual(recorded.GetProperty("result").GetProperty(name), result, "C");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Slots_of_a_concatenated_vector_keep_their_names_behind_its_own()
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-scalars-and-vector");

        IDataView nested = Context.Transforms.Concatenate("P", "A", "B").Append(Context.Transforms.Concatenate("C", "P", "V")).Fit(Data()).Transform(Data());

        Columns.AreEqual(recorded.GetProperty("result").GetProperty("nested"), nested, "C");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void The_output_may_take_the_place_of_an_input()
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-scalars-and-vector");

        Columns.AreEqual(recorded.GetProperty("result").GetProperty("in place A: A,B"), Concatenate("A", "A", "B"), "A");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DataRow("A,D", "A", "D")]
    [DataRow("A,T", "A", "T")]
    [DataRow("A,missing", "A", "Nope")]
    public void Inputs_that_do_not_fit_are_named(string name, params string[] inputs)
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-mixed-types").GetProperty("result").GetProperty(name);

        Exception error = Golden.Throws(recorded, () => Concatenate("C", inputs));

        Assert.Contains($"'{inputs[1]}'", error.Message);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_vector_of_varying_size_makes_the_result_vary()
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-mixed-types").GetProperty("result");

        Columns.AreEqual(recorded.GetProperty("A,W (variable)").GetProperty("result"), Concatenate("C", "A", "W"), "C");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void At_least_one_input_must_be_named()
    {
        JsonElement recorded = Golden.Case(File, "Concatenate-mixed-types").GetProperty("result");

        Golden.Throws(recorded.GetProperty("no inputs: output name is the input"), () => Concatenate("A"));
    }

    [TestMethod]
    public void Mostly_empty_vectors_stay_sparse()
    {
        ColumnsView data = new ColumnsView()
            .AddVectors("S", NumberDataViewType.Single, 4, [new VBuffer<float>(4, 1, [7], [2])])
            .AddSingleVectors("V", 2, [5, 0]).AddSingles("A", 9);

        var result = (VBuffer<float>)Columns.Read(Context.Transforms.Concatenate("C", "A", "S", "S", "V").Fit(data).Transform(data), "C")[0];

        Assert.IsFalse(result.IsDense);
        CollectionAssert.AreEqual(new float[] { 9, 0, 0, 7, 0, 0, 0, 7, 0, 5, 0 }, result.DenseValues().ToArray());
        CollectionAssert.AreEqual(new[] { 0, 3, 7, 9, 10 }, result.GetIndices().ToArray());
    }

    [TestMethod]
    public void Categories_and_normalisation_are_annotated()
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        annotations.Add("CategoricalSlotRanges", new VectorDataViewType(NumberDataViewType.Int32, 1, 2), (ref VBuffer<int> v) => v = new(2, [0, 1]));
        ColumnsView data = new ColumnsView().AddVectors("H", NumberDataViewType.Single, 2, [ColumnsView.Dense([1f, 0])], annotations.ToAnnotations());

        DataViewSchema.Column column = Context.Transforms.Concatenate("C", "H", "H").Fit(data).GetOutputSchema(data.Schema)["C"];

        Assert.IsTrue(column.IsNormalized());
        Assert.AreEqual("Vector<Int32, 2, 2>", column.Annotations.Schema["CategoricalSlotRanges"].Type.ToString());
        CollectionAssert.AreEqual(
            new[] { 0, 1, 2, 3 }, ((VBuffer<int>)Columns.AnnotationValue(column, "CategoricalSlotRanges")).DenseValues().ToArray());
    }

    [TestMethod]
    public void Only_the_inputs_are_read()
    {
        ColumnsView data = Data();

        Columns.Read(Context.Transforms.Concatenate("C", "A", "B").Fit(data).Transform(data), "C");

        Assert.AreEqual(4, data.ValuesRead);
    }

    [TestMethod]
    public void Keys_are_refused_before_anything_is_read()
    {
        ColumnsView data = new ColumnsView().AddKeys("K", 3, 1).AddKeys("L", 3, 1);

        Assert.ThrowsExactly<InvalidOperationException>(
            () => Context.Transforms.Concatenate("C", "K", "L").Append(Context.Transforms.Concatenate("D", "C")).Fit(data));
    }

    [TestMethod]
    public void The_shape_promised_is_the_schema_given()
        => SchemaShapes.AreEqual(
            Context.Transforms.Concatenate("C", "A", "V").Append(Context.Transforms.Concatenate("D", "C", "Z")).Append(Context.Transforms.Concatenate("E", "V", "W")), Data());

    [TestMethod]
    public void A_saved_and_loaded_transformer_does_the_same()
    {
        ITransformer model = Context.Transforms.Concatenate("C", "A", "V").Fit(Data());

        IDataView result = Models.SaveAndLoad(model, Data().Schema).Transform(Data());

        Columns.AreEqual(
            Golden.Case(File, "Concatenate-scalars-and-vector").GetProperty("result").GetProperty("A,V,B"),
            Context.Transforms.Concatenate("C", "A", "V", "B").Fit(result).Transform(result), "C");
        Assert.AreEqual("Vector<Single, 4>", result.Schema["C"].Type.ToString());
    }

    private static IDataView Concatenate(string output, params string[] inputs)
        => Context.Transforms.Concatenate(output, inputs).Fit(Data()).Transform(Data());

    // The rows of the recorded cases.
    private static ColumnsView Data() => new ColumnsView()
        .AddSingles("A", 1, 0).AddSingleVectors("V", 3, [2, 0, 3], [0, 0, 0]).AddSingles("B", 4, 0)
        .Add("D", NumberDataViewType.Double, [5d, 0]).AddText("T", "t", "").AddSingleVectors("W", 0, [1, 2], [])
        .AddSingleVectors("Z", 2, [0, 0], [0, 0]).Add("Flag", BooleanDataViewType.Instance, [true, false]);
}
