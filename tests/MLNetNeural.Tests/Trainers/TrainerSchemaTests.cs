using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>The columns and annotations that trainers promise and give are those of ML.NET's own, recorded in trainer-schemas.json.</summary>
[TestClass]
[TestCategory("GoldenMLNet")]
public sealed class TrainerSchemaTests
{
    private static readonly JsonElement Golden = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Trainers", "Golden", "trainer-schemas.json")))
        .RootElement.GetProperty("cases");

    [TestMethod]
    [DataRow("SdcaMaximumEntropy, text key label")]
    [DataRow("LbfgsMaximumEntropy, text key label")]
    [DataRow("NaiveBayes, text key label")]
    [DataRow("SdcaMaximumEntropy, Single key label")]
    public void A_multiclass_trainer_promises_and_gives_what_those_of_ML_NET_do(string name)
    {
        JsonElement golden = Golden.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        var ml = new MLContext(seed: 1);
        IDataView data = name.Contains("Single") ? Keyed(ml, new[] { 0f, 10f, 20f }) : Keyed(ml, new[] { "dog", "cat", "bird" });
        MlpMulticlassTrainer trainer = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [4], MaxEpochs = 1 });

        SchemaShape promised = trainer.GetOutputSchema(ShapeOf(ml, data));
        MlpMulticlassTransformer model = trainer.Fit(data);
        DataViewSchema given = model.GetOutputSchema(data.Schema);

        string[] added = [.. golden.GetProperty("estimatorOutputSchema").EnumerateArray().Select(column => column.GetProperty("name").GetString()!)];
        CollectionAssert.AreEqual(
            golden.GetProperty("estimatorOutputSchema").EnumerateArray().Select(Describe).ToArray(),
            promised.Where(column => added.Contains(column.Name)).Select(Describe).ToArray());
        CollectionAssert.AreEqual(
            golden.GetProperty("transformerOutputSchema").EnumerateArray().Select(DescribeGiven).ToArray(),
            given.Where(column => added.Contains(column.Name)).Select(Describe).ToArray());
        CollectionAssert.AreEqual(
            golden.GetProperty("columnOrder").EnumerateArray().Select(column => column.GetString()).SkipWhile(column => column != "Features").Skip(1).ToArray(),
            given.Skip(data.Schema.Count).Select(column => column.Name).ToArray());
        Assert.AreEqual(golden.GetProperty("isRowToRowMapper").GetBoolean(), model.IsRowToRowMapper);
        Assert.IsTrue(trainer.Info.NeedNormalization);
    }

    [TestMethod]
    public void The_columns_that_are_given_are_those_that_were_promised()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Keyed(ml, new[] { "dog", "cat", "bird" });
        MlpMulticlassTrainer trainer = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [4], MaxEpochs = 1 });

        IDataView scored = trainer.Fit(data).Transform(data);

        CollectionAssert.AreEqual(
            ShapeOf(ml, scored).Select(Describe).Order(StringComparer.Ordinal).ToArray(),
            trainer.GetOutputSchema(ShapeOf(ml, data)).Select(Describe).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void A_second_set_of_scores_has_the_second_number()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Keyed(ml, new[] { "dog", "cat", "bird" });
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { HiddenLayers = [4], MaxEpochs = 1 }).Fit(data);

        DataViewSchema twice = model.GetOutputSchema(model.GetOutputSchema(data.Schema));

        uint id = 0;
        twice["Score"].Annotations.GetValue("ScoreColumnSetId", ref id);
        Assert.AreEqual(2u, id);
        Assert.AreEqual(2, twice.Count(column => column.Name == "Score"));
    }

    /// <summary>As in the golden: a label, two numbers, and their vector.</summary>
    private static IDataView Keyed<T>(MLContext ml, T[] values)
    {
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 12).Select(i => new Row<T> { Label = values[i % 3], A = i % 3, B = i % 2 }));
        return ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.Transforms.Concatenate("Features", "A", "B")).Fit(data).Transform(data);
    }

    /// <summary>The shape of data: what an estimator that changes nothing is told.</summary>
    private static SchemaShape ShapeOf(MLContext ml, IDataView data)
    {
        SchemaShape? shape = null;
        var spy = new Spy(seen => shape = seen);
        new EstimatorChain<ITransformer>().Append(spy).Append(ml.Transforms.CopyColumns("Copy", "Label")).Fit(data);
        return shape!;
    }

    private static string Describe(SchemaShape.Column column)
        => $"{column.Name}: {column.Kind} of {column.ItemType}, key {column.IsKey}; {Sorted(column.Annotations.Select(a => $"{a.Name}: {a.Kind} of {a.ItemType}, key {a.IsKey}"))}";

    private static string Describe(JsonElement column)
    {
        static string Head(JsonElement e) => $"{e.GetProperty("name")}: {e.GetProperty("kind")} of {e.GetProperty("itemType")}, key {e.GetProperty("isKey").GetBoolean()}";
        return $"{Head(column)}; {Sorted(column.GetProperty("annotations").EnumerateArray().Select(Head))}";
    }

    private static string Describe(DataViewSchema.Column column)
        => $"{column.Name}: {column.Type}; {Sorted(column.Annotations.Schema.Select(a => $"{a.Name}: {a.Type} = {ValueOf(column.Annotations, a)}"))}";

    private static string DescribeGiven(JsonElement column)
        => $"{column.GetProperty("name")}: {column.GetProperty("type")}; {Sorted(column.GetProperty("annotations").EnumerateObject().Select(a => $"{a.Name}: {a.Value.GetProperty("type")} = {a.Value.GetProperty("value").GetRawText()}"))}";

    private static string ValueOf(DataViewSchema.Annotations annotations, DataViewSchema.Column kind)
    {
        T Get<T>()
        {
            T value = default!;
            annotations.GetGetter<T>(kind)(ref value);
            return value;
        }

        return kind.Type switch
        {
            KeyDataViewType => Get<uint>().ToString(CultureInfo.InvariantCulture),
            TextDataViewType => $"\"{Get<ReadOnlyMemory<char>>()}\"",
            VectorDataViewType { ItemType: TextDataViewType } => $"[{string.Join(',', Get<VBuffer<ReadOnlyMemory<char>>>().DenseValues().Select(text => $"\"{text}\""))}]",
            VectorDataViewType => $"[{string.Join(", ", Get<VBuffer<float>>().DenseValues().Select(value => value.ToString(CultureInfo.InvariantCulture)))}]",
            _ => throw new NotSupportedException($"{kind.Name} of {kind.Type}"),
        };
    }

    private static string Sorted(IEnumerable<string> annotations) => string.Join("; ", annotations.Order(StringComparer.Ordinal)).Replace(", ", ",");

    private sealed class Row<T>
    {
        public T Label { get; set; } = default!;

        public float A { get; set; }

        public float B { get; set; }
    }

    /// <summary>Changes nothing, and tells what shape its data will have.</summary>
    private sealed class Spy(Action<SchemaShape> see) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            see(inputSchema);
            return inputSchema;
        }
    }
}
