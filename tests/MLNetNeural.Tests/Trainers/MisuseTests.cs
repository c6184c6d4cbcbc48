using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>Misuse throws what it throws with ML.NET's own trainers, recorded in fit-errors.json.</summary>
[TestClass]
[TestCategory("GoldenMLNet")]
public sealed class MisuseTests
{
    private static readonly JsonElement Golden = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Trainers", "Golden", "fit-errors.json")))
        .RootElement.GetProperty("cases");

    /// <summary>What differs on purpose: the type here, or null where there is no error.</summary>
    private static readonly Dictionary<string, Type?> OnPurpose = new()
    {
        ["fit: null data"] = typeof(ArgumentNullException), // it names the argument; a NullReferenceException is a fault of ML.NET
        ["fit: features a scalar Single"] = null, // a single feature needs no vector
    };

    private static readonly Dictionary<string, Action<MLContext>> Misuses = new()
    {
        ["fit: features column missing"] = ml => Fit(Multiclass(ml, feature: "Nope"), Keyed(ml)),
        ["fit: label column missing"] = ml => Fit(Multiclass(ml, label: "Lab"), Keyed(ml)),
        ["fit: label not a key (text)"] = ml => Fit(Multiclass(ml), Rows(ml)),
        ["fit: features not Single vector (text)"] = ml => Fit(Multiclass(ml, feature: "Label2"), Keyed(ml)),
        ["fit: features a scalar Single"] = ml => Fit(Multiclass(ml, feature: "A"), Keyed(ml)),
        ["fit: variable-size features"] = ml => Fit(Multiclass(ml, feature: "Variable"), Keyed(ml)),
        ["fit: no rows"] = ml => Fit(Multiclass(ml), ml.Data.LoadFromEnumerable(Array.Empty<Blobs.Row>())),
        ["fit: all labels missing"] = ml => Fit(Multiclass(ml), Keyed(ml, row => row with { Label = "" }, "a", "b")),
        ["fit: all features NaN"] = ml => Fit(Multiclass(ml), Keyed(ml, row => row with { Features = [float.NaN, float.NaN] })),
        ["fit: one class only"] = ml => Fit(Multiclass(ml), Keyed(ml, row => row with { Label = "a" })),
        ["fit: null data"] = ml => Multiclass(ml).Fit(null!),
        ["regression fit: no rows"] = ml => Fit(Regression(ml, "Value"), ml.Data.LoadFromEnumerable(Array.Empty<Points.Row>())),
        ["regression fit: label missing column"] = ml => Fit(Regression(ml, "Nope"), Rows(ml)),
        ["regression fit: text label"] = ml => Fit(Regression(ml, "Label"), Rows(ml)),
        ["binary fit: text label"] = ml => Fit(ml.BinaryClassification.Trainers.MultilayerPerceptron(maxEpochs: 1), Rows(ml)),
        ["regression fit: all labels NaN"] = ml => Fit(Regression(ml, "A"), Rows(ml, row => row with { A = float.NaN })),
    };

    public static IEnumerable<object[]> Names => Golden.EnumerateArray().Select(entry => new object[] { entry.GetProperty("name").GetString()! });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Misuse_throws_what_it_does_with_trainers_of_ML_NET(string name)
    {
        JsonElement golden = Golden.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        string? expected = OnPurpose.TryGetValue(name, out Type? here) ? here?.FullName : golden.GetProperty("exception")[0].GetProperty("type").GetString();

        Exception? thrown = null;
        try
        {
            Misuses[name](new MLContext(seed: 1));
        }
        catch (Exception e)
        {
            thrown = e;
        }

        Assert.AreEqual(expected, thrown?.GetType().FullName, thrown?.Message);
    }

    /// <summary>Fits as a pipeline does, which asks for the schema first, and as a caller of the trainer alone does: both must throw the same.</summary>
    private static void Fit<TTransformer>(IEstimator<TTransformer> trainer, IDataView data)
        where TTransformer : class, ITransformer
    {
        Exception? alone = null;
        try
        {
            trainer.Fit(data);
        }
        catch (Exception e)
        {
            alone = e;
        }

        try
        {
            new EstimatorChain<ITransformer>().Append(trainer).Fit(data);
        }
        catch (Exception e)
        {
            Assert.AreEqual(alone?.GetType(), e.GetType());
            throw;
        }

        Assert.IsNull(alone);
    }

    private static MlpMulticlassTrainer Multiclass(MLContext ml, string label = "Label", string feature = "Features")
        => ml.MulticlassClassification.Trainers.MultilayerPerceptron(label, feature, maxEpochs: 1);

    private static MlpRegressionTrainer Regression(MLContext ml, string label) => ml.Regression.Trainers.MultilayerPerceptron(label, maxEpochs: 1);

    private static IDataView Rows(MLContext ml, Func<Row, Row>? change = null)
        => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 6)
            .Select(i => new Row { Label = i % 2 == 0 ? "a" : "b", Label2 = "text", A = i, Features = [i, -i], Variable = [i] })
            .Select(row => change is null ? row : change(row))
            .ToArray());

    private static IDataView Keyed(MLContext ml, Func<Row, Row>? change = null, params string[] keys)
    {
        IDataView rows = Rows(ml, change);
        IDataView keyed = keys.Length == 0 ? rows : ml.Data.LoadFromEnumerable(keys.Select(key => new Row { Label = key, Features = [0, 0] }));
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(keyed).Transform(rows);
    }

    private sealed record Row
    {
        public string Label { get; set; } = "";

        public string Label2 { get; set; } = "";

        public float A { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float[] Variable { get; set; } = [];
    }
}
