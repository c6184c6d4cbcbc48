using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public sealed class PredictionEngineTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Predictions_are_new_objects_unless_one_is_given()
    {
        using PredictionEngine<Input, Output> engine = Ml.Model.CreatePredictionEngine<Input, Output>(new ScaleTransformer("X", "Y", [2]));

        Output first = engine.Predict(new Input { X = 1, Features = [1, 2], T = "x" });
        Output second = engine.Predict(new Input { X = 3, Features = [3, 4], T = "y" });
        Output given = new() { Features = [0, 0] };
        (Output reference, float[] array) = (given, given.Features);
        engine.Predict(new Input { X = 4, Features = [5, 6], T = "z" }, ref given);

        Assert.AreNotSame(first, second);
        Assert.AreNotSame(first.Features, second.Features);
        Assert.AreEqual((2f, 6f, 8f), (first.Y, second.Y, given.Y));
        CollectionAssert.AreEqual(new float[] { 1, 2 }, first.Features);
        Assert.AreSame(reference, given);
        Assert.AreSame(array, given.Features);
        CollectionAssert.AreEqual(new float[] { 5, 6 }, array);
        Assert.AreEqual("y", second.T);
        Assert.AreEqual("y", second.Tm.ToString());
        Assert.AreEqual(3f, second.AA);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Disposing_an_engine_disposes_the_transformer_it_owns()
    {
        JsonElement recorded = GoldenFile.Read("prediction-engine.json").GetProperty("PredictionEngine.Dispose");
        bool DisposedAfter(Func<ScaleTransformer, IDisposable> create)
        {
            ScaleTransformer transformer = new("X", "Y", [2]);
            create(transformer).Dispose();
            return transformer.IsDisposed;
        }
        DataViewSchema schema = Ml.Data.LoadFromEnumerable(Array.Empty<XOnly>()).Schema;
        PredictionEngineOptions defaults = new();

        GoldenFile.AssertSame(
            recorded,
            new Dictionary<string, object>
            {
                ["disposes the transformer (default OwnsTransformer = true)"]
                    = DisposedAfter(transformer => Ml.Model.CreatePredictionEngine<Input, Output>(transformer)),
                ["OwnsTransformer = false: not disposed"] = !DisposedAfter(transformer =>
                    Ml.Model.CreatePredictionEngine<Input, Output>(transformer, new PredictionEngineOptions { OwnsTransformer = false })),
                ["CreatePredictionEngine(transformer, inputSchema).Dispose(): disposed"]
                    = DisposedAfter(transformer => Ml.Model.CreatePredictionEngine<XOnly, XOnly>(transformer, schema)),
                ["through a TransformerChain: disposed"] = DisposedAfter(transformer =>
                    Ml.Model.CreatePredictionEngine<Input, Output>(new TransformerChain<ITransformer>(transformer))),
                ["PredictionEngineOptions defaults"] = new { defaults.IgnoreMissingColumns, defaults.OwnsTransformer },
            },
            "dispose");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Enumerated_objects_are_new_unless_one_is_reused()
    {
        IDataView view = Ml.Data.LoadFromEnumerable(new[] { new Input { Features = [1, 2] }, new Input { Features = [3, 4] } });

        List<FeaturesOnly> reused = [.. Ml.Data.CreateEnumerable<FeaturesOnly>(view, reuseRowObject: true)];
        IEnumerable<FeaturesOnly> fresh = Ml.Data.CreateEnumerable<FeaturesOnly>(view, reuseRowObject: false);
        List<BufferOnly> buffers = [.. Ml.Data.CreateEnumerable<BufferOnly>(view, reuseRowObject: false)];

        Assert.AreSame(reused[0], reused[1]);
        CollectionAssert.AreEqual(new float[] { 3, 4 }, reused[0].Features);
        CollectionAssert.AreEqual(new float[] { 1, 2 }, fresh.First().Features);
        Assert.AreEqual(2, fresh.Select(row => row.Features).Distinct().Count());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, buffers[0].Features.DenseValues().ToArray());
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_read_only_field_is_filled_and_a_get_only_property_is_not()
    {
        IDataView view = Ml.Data.LoadFromEnumerable(new[] { new Input { X = 3 } });

        ReadOnlyOutput row = Ml.Data.CreateEnumerable<ReadOnlyOutput>(view, false, ignoreMissingColumns: true).Single();

        Assert.AreEqual(
            GoldenFile.Read("prediction-engine.json").GetProperty("readonly field and get-only property as output").GetProperty("result").GetString(),
            $"{row.X} {row.Y}");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void A_chain_that_maps_the_label_needs_it_except_for_scoring()
    {
        JsonElement recorded = GoldenFile.Read("prediction-engine.json").GetProperty("label mapping inside the chain");
        IDataView labelled = Ml.Data.LoadFromEnumerable(new[] { new Labelled { Label = "a", X = 1 } });
        IDataView unlabelled = Ml.Data.LoadFromEnumerable(new[] { new XOnly { X = 1 }, new XOnly(), new XOnly() });
        IEstimator<ITransformer> label = Ml.Transforms.Conversion.MapValueToKey("Key", "Label"), copy = Ml.Transforms.CopyColumns("Y", "X");
        ITransformer always = label.Append(copy).Fit(labelled);
        TransformerChain<ITransformer> inTraining
            = new EstimatorChain<ITransformer>().Append(label, TransformerScope.TrainTest).Append(copy).Fit(labelled);

        GoldenFile.Check(recorded.GetProperty("input class without Label"), () => Ml.Model.CreatePredictionEngine<XOnly, XOnly>(always));
        JsonElement scoped = recorded.GetProperty("label mapping appended with TransformerScope.TrainTest").GetProperty("result");
        GoldenFile.Check(scoped.GetProperty("Transform(view without Label)"), () => inTraining.Transform(unlabelled).GetColumn<float>("Y").Count());
        GoldenFile.Check(
            scoped.GetProperty("CreatePredictionEngine(chain)"), () => Ml.Model.CreatePredictionEngine<XOnly, XOnly>(inTraining));
        using PredictionEngine<XOnly, Output> engine
            = Ml.Model.CreatePredictionEngine<XOnly, Output>(inTraining.GetModelFor(TransformerScope.Scoring));
        Assert.AreEqual(5, engine.Predict(new XOnly { X = 5 }).Y);
        GoldenFile.Check(
            recorded.GetProperty("Transform with Label null gives key"),
            () => always.Transform(Ml.Data.LoadFromEnumerable(new[] { new Labelled() })).GetColumn<uint>("Key").Single());
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_fact_is_tested_or_left_out_by_name()
    {
        string[] here = ["PredictionEngine", "PredictionEngine.Dispose", "CreateEnumerable", "readonly field and get-only property as output", "label mapping inside the chain"];
        string[] inLoadFromEnumerableTests =
        [
            "laziness", "LoadFromEnumerable keeps the objects, not copies", "class members become columns", "class members: Direction.Read / Write",
            "inheritance (order of columns)", "member types", "attributes", "text values",
        ];
        // A constructor that is obsolete and only throws.
        string[] leftOut = ["[KeyType] without a count"];

        CollectionAssert.AreEquivalent(
            GoldenFile.Read("prediction-engine.json").EnumerateObject().Select(fact => fact.Name).Where(name => name != "what").ToArray(),
            here.Concat(inLoadFromEnumerableTests).Concat(leftOut).ToArray());
    }

    [TestMethod]
    public void Schema_definitions_rename_what_goes_in_and_what_comes_out()
    {
        SchemaDefinition input = SchemaDefinition.Create(typeof(XOnly)), output = SchemaDefinition.Create(typeof(XOnly));
        input["X"].ColumnName = "In";
        output["X"].ColumnName = "Out";
        ITransformer model = Ml.Transforms.CopyColumns("Out", "In").Fit(Ml.Data.LoadFromEnumerable(new[] { new XOnly() }, input));
        PredictionEngineOptions options = new() { InputSchemaDefinition = input, OutputSchemaDefinition = output, IgnoreMissingColumns = false };

        using PredictionEngine<XOnly, XOnly> engine = Ml.Model.CreatePredictionEngine<XOnly, XOnly>(model, options);

        Assert.AreEqual(3, engine.Predict(new XOnly { X = 3 }).X);
        CollectionAssert.AreEqual(new[] { "In", "Out" }, engine.OutputSchema.Select(column => column.Name).ToArray());
        IDataView rows = model.Transform(Ml.Data.LoadFromEnumerable(new[] { new XOnly { X = 4 } }, input));
        Assert.AreEqual(4, Ml.Data.CreateEnumerable<XOnly>(rows, reuseRowObject: false, schemaDefinition: output).Single().X);
    }

    [TestMethod]
    public void Columns_that_no_member_asks_for_are_not_computed()
    {
        ScaleTransformer transformer = new("X", "Y", [2]);
        using PredictionEngine<Input, FeaturesOnly> engine = Ml.Model.CreatePredictionEngine<Input, FeaturesOnly>(transformer);

        engine.Predict(new Input { Features = [1] });

        Assert.AreEqual(0, transformer.Computed);
    }

    [TestMethod]
    public void A_prediction_into_a_given_object_allocates_nothing()
    {
        using PredictionEngine<Input, Numbers> engine = Ml.Model.CreatePredictionEngine<Input, Numbers>(new ScaleTransformer("X", "Y", [2]));
        Input input = new() { X = 1, Features = [1, 2] };
        Numbers output = new();
        engine.Predict(input, ref output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            engine.Predict(input, ref output);
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.AreEqual(2f, output.Y);
    }

#pragma warning disable CS0649
    private sealed class Input
    {
        [ColumnName("A")]
        public float A => X;

        public float X;
        public string T = "";
        public float[] Features = [];
    }

    private sealed class Labelled
    {
        public string? Label;
        public float X;
    }

    private sealed class XOnly
    {
        public float X;
    }

    private sealed class Output
    {
        public float Y;
        public string T = "";
        [ColumnName("T2")]
        public string? Missing;
        public float[] Features = [];

        [ColumnName("A")]
        public float AA { get; set; }

        [NoColumn]
        public ReadOnlyMemory<char> Tm => T.AsMemory();
    }

    private sealed class Numbers
    {
        public float Y;
        public float[] Features = [];
        public VBuffer<float> Unused;
    }

    private sealed class FeaturesOnly
    {
        public float[] Features = [];
    }

    private sealed class BufferOnly
    {
        public VBuffer<float> Features;
    }

    private sealed class ReadOnlyOutput
    {
        public readonly float X;

        public float Y { get; }
    }
#pragma warning restore CS0649
}
