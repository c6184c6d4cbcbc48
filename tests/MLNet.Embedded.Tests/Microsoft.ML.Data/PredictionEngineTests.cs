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
