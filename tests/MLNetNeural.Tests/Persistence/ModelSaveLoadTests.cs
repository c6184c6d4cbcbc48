using Microsoft.ML;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Persistence;

[TestClass]
public sealed class ModelSaveLoadTests
{
    private static readonly MlpMulticlassOptions Small = new()
    {
        HiddenLayers = [8],
        Optimizer = new Sgd(0.1f),
        MaxEpochs = 5,
        ValidationSetFraction = 0.2,
        Seed = 3,
    };

    [TestMethod]
    public void A_model_loads_in_a_fresh_context_without_registration_and_gives_the_same_bits()
    {
        var ml = new MLContext(seed: 1);
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 90));

        ITransformer loaded = RoundTrip(ml, model, Blobs.View(ml, 1).Schema);

        MlpMulticlassTransformer again = loaded as MlpMulticlassTransformer ?? ((IEnumerable<ITransformer>)loaded).OfType<MlpMulticlassTransformer>().Single();
        CollectionAssert.AreEqual(Scores(model), Scores(again));
        Assert.AreEqual(model.Model.Spec, again.Model.Spec);
        Assert.AreEqual(model.Model.TrainingHistory, again.Model.TrainingHistory);
    }

    [TestMethod]
    public void A_loaded_model_saves_and_loads_again()
    {
        var ml = new MLContext(seed: 1);
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 90));
        DataViewSchema schema = Blobs.View(ml, 1).Schema;

        ITransformer twice = RoundTrip(ml, RoundTrip(ml, model, schema), schema);

        CollectionAssert.AreEqual(Scores(model), Scores(twice));
    }

    [TestMethod]
    public void A_pipeline_keeps_its_class_names()
    {
        var ml = new MLContext(seed: 1);
        string[] names = ["left", "right", "top"];
        IDataView data = ml.Data.LoadFromEnumerable(Blobs.Rows(90).Select(row => new Blobs.NamedRow { Label = names[row.Label], Features = row.Features }));
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        ITransformer loaded = RoundTrip(ml, pipeline.Fit(data), data.Schema);

        using PredictionEngine<Blobs.NamedRow, NamedPrediction> engine = new MLContext().Model.CreatePredictionEngine<Blobs.NamedRow, NamedPrediction>(loaded);
        Assert.AreEqual("top", engine.Predict(new Blobs.NamedRow { Features = [0, 2.5f] }).PredictedLabel);
        Assert.AreEqual("left", engine.Predict(new Blobs.NamedRow { Features = [-2.5f, -1] }).PredictedLabel);
    }

    [TestMethod]
    public void A_model_cut_short_anywhere_is_an_error_not_a_crash()
    {
        var ml = new MLContext(seed: 1);
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 90));
        using var stream = new MemoryStream();
        ml.Model.Save(model, Blobs.View(ml, 1).Schema, stream);
        byte[] whole = stream.ToArray();

        for (int length = 0; length < whole.Length; length += 97)
        {
            Exception? error = null;
            try
            {
                new MLContext().Model.Load(new MemoryStream(whole[..length]), out _);
            }
            catch (Exception e) when (e is not OutOfMemoryException and not NullReferenceException and not IndexOutOfRangeException)
            {
                error = e;
            }

            Assert.IsNotNull(error, $"A model of {length} of {whole.Length} bytes was loaded.");
        }
    }

    [TestMethod]
    public void A_checkpoint_of_another_network_is_refused_by_name()
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small with { HiddenLayers = [9], WorkspacePath = folder.Path }).Fit(Blobs.View(ml, 90));
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(Small).Fit(Blobs.View(ml, 90));
        string checkpoint = folder.File("last_checkpoint_epoch_5");

        InvalidDataException error = Assert.ThrowsExactly<InvalidDataException>(() => model.WithCheckpoint(checkpoint));

        Assert.AreEqual(
            $"The checkpoint '{checkpoint}' cannot be used: it is of the network 2 → 9 → 3, not of 2 → 8 → 3, or differs in an activation, a dropout or a bias.",
            error.Message);
    }

    private static ITransformer RoundTrip(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private static float[] Scores(ITransformer model)
    {
        var ml = new MLContext();
        return [.. ml.Data.CreateEnumerable<Blobs.Prediction>(model.Transform(Blobs.View(ml, 50, seed: 9)), false).SelectMany(p => p.Score)];
    }

    private sealed class NamedPrediction
    {
        public string PredictedLabel { get; set; } = "";
    }
}
