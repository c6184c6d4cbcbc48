using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>The columns that trainers promise and models add, against those recorded from ML.NET's own trainers.</summary>
[TestClass]
public sealed class TaskSchemaTests
{
    private static readonly string[] Labels = ["dog", "cat", "bird"];

    [TestMethod]
    public void Multiclass_columns_are_those_of_SdcaMaximumEntropy()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Blobs.Rows(12).Select(row => new Blobs.NamedRow { Label = Labels[row.Label], Features = row.Features }));
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        Check("SdcaMaximumEntropy, text key label", keyed, ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { MaxEpochs = 1 }));
    }

    [TestMethod]
    public void Binary_columns_are_those_of_SdcaLogisticRegression()
    {
        var ml = new MLContext(seed: 1);
        Check("SdcaLogisticRegression", Points.View(ml, 12), ml.BinaryClassification.Trainers.MultilayerPerceptron("Truth", maxEpochs: 1));
    }

    [TestMethod]
    public void Regression_columns_are_those_of_Sdca()
    {
        var ml = new MLContext(seed: 1);
        Check("Sdca regression", Points.View(ml, 12), ml.Regression.Trainers.MultilayerPerceptron("Value", maxEpochs: 1));
    }

    [TestMethod]
    public void Vectors_of_labels_promise_vectors()
    {
        var ml = new MLContext(seed: 1);
        SchemaShape shape = Shape(Points.View(ml, 1));

        SchemaShape several = ml.BinaryClassification.Trainers.MultilayerPerceptron("Truths").GetOutputSchema(shape);
        SchemaShape outputs = ml.Regression.Trainers.MultilayerPerceptron("Values").GetOutputSchema(shape);

        foreach (string name in new[] { "Score", "Probability", "PredictedLabel" }) Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, several.Single(column => column.Name == name).Kind);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, outputs.Single(column => column.Name == "Score").Kind);
    }

    [TestMethod]
    [DataRow("Truths", "MultiLabelClassification", "Vector<Single, 3>")]
    [DataRow("Values", "MultiOutputRegression", "Vector<Single, 2>")]
    public void Scores_of_vectors_have_a_kind_of_their_own(string label, string kind, string type)
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 12);
        IEstimator<ITransformer> trainer = label == "Truths"
            ? ml.BinaryClassification.Trainers.MultilayerPerceptron(label, maxEpochs: 1)
            : ml.Regression.Trainers.MultilayerPerceptron(label, maxEpochs: 1);

        DataViewSchema.Column score = trainer.Fit(data).GetOutputSchema(data.Schema)["Score"];

        ReadOnlyMemory<char> actual = default;
        score.Annotations.GetValue("ScoreColumnKind", ref actual);
        Assert.AreEqual(kind, actual.ToString());
        Assert.AreEqual(type, score.Type.ToString());
    }

    [TestMethod]
    public void A_second_model_in_a_chain_has_the_next_number()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 12);
        IDataView once = ml.Regression.Trainers.MultilayerPerceptron("Value", maxEpochs: 1).Fit(data).Transform(data);

        IDataView twice = ml.BinaryClassification.Trainers.MultilayerPerceptron("Truth", maxEpochs: 1).Fit(once).Transform(once);

        uint id = 0;
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref id);
        Assert.AreEqual(2u, id);
    }

    private static void Check<TTransformer>(string recorded, IDataView data, IEstimator<TTransformer> trainer)
        where TTransformer : class, ITransformer
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Trainers", "Golden", "trainer-schemas.json")));
        JsonElement expected = file.RootElement.GetProperty("cases").EnumerateArray().Single(known => known.GetProperty("name").GetString() == recorded);
        SchemaShape before = Shape(data);

        CollectionAssert.AreEqual(
            expected.GetProperty("estimatorOutputSchema").EnumerateArray().Select(Describe).ToArray(),
            trainer.GetOutputSchema(before).Skip(before.Count).Select(Describe).ToArray());
        CollectionAssert.AreEqual(
            expected.GetProperty("transformerOutputSchema").EnumerateArray().Select(DescribeRecorded).ToArray(),
            trainer.Fit(data).GetOutputSchema(data.Schema).Skip(data.Schema.Count).Select(Describe).ToArray());
    }

    /// <summary>The shape of a view, as a chain passes it to its trainer.</summary>
    private static SchemaShape Shape(IDataView data)
    {
        var catcher = new ShapeCatcher();
        new EstimatorChain<ITransformer>().Append(catcher).Fit(data);
        return catcher.Caught!;
    }

    private static string Describe(JsonElement column)
        => $"{column.GetProperty("name")}: {column.GetProperty("kind")} of {column.GetProperty("itemType")}{(column.GetProperty("isKey").GetBoolean() ? " key" : "")} ["
            + string.Join("; ", column.TryGetProperty("annotations", out JsonElement annotations) ? annotations.EnumerateArray().Select(Describe).Order(StringComparer.Ordinal) : []) + "]";

    private static string Describe(SchemaShape.Column column)
        => $"{column.Name}: {column.Kind} of {column.ItemType}{(column.IsKey ? " key" : "")} ["
            + string.Join("; ", column.Annotations.Select(Describe).Order(StringComparer.Ordinal)) + "]";

    private static string DescribeRecorded(JsonElement column)
        => $"{column.GetProperty("name")}: {column.GetProperty("type")} ["
            + string.Join("; ", column.GetProperty("annotations").EnumerateObject()
                .Select(annotation => $"{annotation.Name}: {annotation.Value.GetProperty("type")} {annotation.Value.GetProperty("value")}").Order(StringComparer.Ordinal)) + "]";

    private static string Describe(DataViewSchema.Column column) => $"{column.Name}: {column.Type} ["
        + string.Join("; ", column.Annotations.Schema.Select(annotation => $"{annotation.Name}: {annotation.Type} {Value(column.Annotations, annotation)}").Order(StringComparer.Ordinal)) + "]";

    private static object Value(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation) => annotation.Type switch
    {
        KeyDataViewType => Get<uint>(annotations, annotation),
        BooleanDataViewType => Get<bool>(annotations, annotation),
        TextDataViewType => Get<ReadOnlyMemory<char>>(annotations, annotation),
        _ => JsonSerializer.Serialize(Get<VBuffer<ReadOnlyMemory<char>>>(annotations, annotation).DenseValues().Select(text => text.ToString())),
    };

    private static T Get<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default!;
        annotations.GetGetter<T>(annotation)(ref value);
        return value;
    }

    private sealed class ShapeCatcher : IEstimator<ITransformer>
    {
        public SchemaShape? Caught { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Caught = inputSchema;
    }
}
