using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

/// <summary>CopyColumns, DropColumns and SelectColumns.</summary>
[TestClass]
public class ColumnSelectionTests
{
    private static readonly TransformsCatalog Transforms = new MLContext(seed: 1).Transforms;

    private static JsonElement Recorded => Golden.Case("keys-onehot-concat", "Copy-Drop-Select").GetProperty("result");

    public static IEnumerable<object[]> Estimators =>
    [
        ["CopyColumns(C<-A)", Transforms.CopyColumns("C", "A")],
        ["DropColumns(A,V)", Transforms.DropColumns("A", "V")],
        ["SelectColumns(B,A)", Transforms.SelectColumns("B", "A")],
    ];

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(Estimators))]
    public void The_schema_left_is_that_of_ML_NET(string name, IEstimator<ITransformer> estimator)
    {
        DataViewSchema schema = estimator.Fit(Data()).GetOutputSchema(Data().Schema);

        CollectionAssert.AreEqual(
            Recorded.GetProperty(name).EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()}: {c.GetProperty("type").GetString()}").ToArray(),
            schema.Select(c => $"{c.Name}: {c.Type}").ToArray());
        SchemaShapes.AreEqual(estimator, Data());
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_column_that_is_not_there_is_named()
    {
        foreach (IEstimator<ITransformer> estimator in new IEstimator<ITransformer>[]
        {
            Transforms.DropColumns("Nope"), Transforms.SelectColumns("Nope"), Transforms.CopyColumns("C", "Nope"),
        })
        {
            Exception error = Golden.Throws(Recorded.GetProperty("DropColumns(missing)"), () => estimator.Fit(Data()));

            StringAssert.StartsWith(error.Message, "Could not find input column 'Nope'");
        }
    }

    [TestMethod]
    public void Values_follow_their_columns()
    {
        IEstimator<ITransformer> pipeline = Transforms.CopyColumns("W2", "W").Append(Transforms.DropColumns("A")).Append(Transforms.SelectColumns("T", "W2", "B"));

        foreach (ITransformer model in new[] { pipeline.Fit(Data()), Models.SaveAndLoad(pipeline.Fit(Data()), Data().Schema) })
        {
            IDataView result = model.Transform(Data());
            CollectionAssert.AreEqual(new[] { "T", "W2", "B" }, result.Schema.Select(c => c.Name).ToArray());
            CollectionAssert.AreEqual(new[] { "t", "" }, Columns.Read<string>(result, "T"));
            CollectionAssert.AreEqual(new float[] { 4, 0 }, Columns.Read<float>(result, "B"));
            CollectionAssert.AreEqual(new float[] { 1, 2 }, Columns.Read<VBuffer<float>>(result, "W2")[0].DenseValues().ToArray());
        }
    }

    [TestMethod]
    public void Only_what_is_asked_for_is_read()
    {
        ColumnsView data = Data();
        IDataView result = Transforms.CopyColumns("C", "A").Append(Transforms.SelectColumns("B", "C")).Fit(data).Transform(data);

        Columns.Read(result, "C");

        Assert.AreEqual(2, data.ValuesRead);
        using DataViewRowCursor cursor = result.GetRowCursor([result.Schema["B"]]);
        Assert.Throws<Exception>(() => cursor.GetGetter<float>(result.Schema["C"]));
    }

    [TestMethod]
    public void Hidden_columns_are_kept_on_demand()
    {
        IDataView hidden = Transforms.CopyColumns("A", "B").Fit(Data()).Transform(Data());

        Assert.HasCount(1, Transforms.SelectColumns("A").Fit(hidden).GetOutputSchema(hidden.Schema));
        DataViewSchema both = Transforms.SelectColumns(["A"], keepHidden: true).Fit(hidden).GetOutputSchema(hidden.Schema);
        CollectionAssert.AreEqual(new[] { true, false }, both.Select(c => c.IsHidden).ToArray());
        Assert.IsFalse(Transforms.DropColumns("A").Fit(hidden).GetOutputSchema(hidden.Schema).Any(c => c.Name == "A"));
    }

    private static ColumnsView Data() => new ColumnsView()
        .AddSingles("A", 1, 0).AddSingleVectors("V", 3, [2, 0, 3], [0, 0, 0]).AddSingles("B", 4, 0)
        .Add("D", NumberDataViewType.Double, [5d, 0]).AddText("T", "t", "").AddSingleVectors("W", 0, [1, 2], [])
        .AddSingleVectors("Z", 2, [0, 0], [0, 0]).Add("Flag", BooleanDataViewType.Instance, [true, false]);
}
