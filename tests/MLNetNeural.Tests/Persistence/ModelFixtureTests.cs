using Microsoft.ML;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;

namespace MLNetNeural.Tests.Persistence;

[TestClass]
public sealed class ModelFixtureTests
{
    /// <summary>Of the scores: products may be summed in another order where vectors have another width.</summary>
    private const float Tolerance = 1e-6f;

    private static readonly float[][] Scores =
    [
        [0.203647897f, 0.393811285f, 0.402540803f],
        [0.153238833f, 0.614484012f, 0.23227717f],
        [0.219676882f, 0.367099941f, 0.413223207f],
        [0.212626889f, 0.390686721f, 0.396686405f],
        [0.107328646f, 0.707177997f, 0.185493365f],
    ];

    [TestMethod]
    public void A_model_saved_in_version_1_loads_and_scores_as_it_did()
    {
        var ml = new MLContext();

        var model = (MlpMulticlassTransformer)ModelFixture.Load(ml, ModelFixture.Read(ModelFixture.Multiclass1));

        float[][] scores = ModelFixture.Scores(ml, model);
        for (int i = 0; i < Scores.Length; i++)
        {
            for (int c = 0; c < 3; c++) Assert.AreEqual(Scores[i][c], scores[i][c], Tolerance, $"probe {i}, class {c}");
        }

        Assert.AreEqual("2 → 8 → 5 → 3", model.Model.Spec.ToString());
        Assert.AreEqual("LeakyRelu(0.125)", model.Model.Spec.Layers[1].Activation.ToString());
        Assert.IsFalse(model.Model.Spec.Layers[1].UseBias);
        Assert.HasCount(3, model.Model.TrainingHistory.Epochs);
        EpochMetrics last = model.Model.TrainingHistory.Last!;
        Assert.AreEqual((3, 0.1f), (last.Epoch, (float)last.LearningRate));
        Assert.IsNotNull(last.ValidationAccuracy);
        CollectionAssert.AreEqual(new[] { "left", "right", "top" }, ClassNames(model));
    }

    [TestMethod]
    public void A_fixture_saved_again_is_of_the_present_version_with_the_same_weights()
    {
        var ml = new MLContext();
        ModelArchive fixture = new(ModelFixture.Read(ModelFixture.Multiclass1)), again = Again(ml, fixture.ToFile()), third = Again(ml, again.ToFile());

        Assert.AreEqual(1, BitConverter.ToInt32(fixture.Body));
        Assert.AreEqual(2, BitConverter.ToInt32(again.Body));
        CollectionAssert.AreEqual(again.Body, third.Body);
        CollectionAssert.AreEqual(fixture[ModelArchive.Weights], again[ModelArchive.Weights]);
        Assert.IsNull(((MlpMulticlassTransformer)ModelFixture.Load(ml, again.ToFile())).Model.TrainingHistory.StopReason);
    }

    private static ModelArchive Again(MLContext ml, byte[] model)
    {
        using var file = new MemoryStream();
        ml.Model.Save(ModelFixture.Load(ml, model), null, file);
        return new ModelArchive(file.ToArray());
    }

    private static string[] ClassNames(MlpMulticlassTransformer model)
    {
        IDataView scored = model.Transform(new MLContext().Data.LoadFromEnumerable(ModelProcess.Point.Probes));
        Microsoft.ML.Data.VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].Annotations.GetValue("SlotNames", ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
