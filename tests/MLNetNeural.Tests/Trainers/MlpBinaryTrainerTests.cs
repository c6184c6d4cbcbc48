using Microsoft.ML;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

[TestClass]
public sealed class MlpBinaryTrainerTests
{
    private static MlpBinaryOptions Small => new()
    {
        LabelColumnName = "Truth",
        HiddenLayers = [8],
        Optimizer = new Sgd(0.3f),
        BatchSize = 16,
        MaxEpochs = 30,
        Seed = 3,
    };

    [TestMethod]
    public void Points_above_and_below_a_line_are_told_apart()
    {
        var ml = new MLContext(seed: 1);

        MlpBinaryTransformer model = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small).Fit(Points.View(ml, 300));

        List<Points.Row> test = Points.Rows(300, seed: 2);
        List<Points.Binary> predictions = Points.Predict<Points.Binary>(model, ml.Data.LoadFromEnumerable(test));
        Assert.IsGreaterThan(0.95, test.Zip(predictions).Average(pair => pair.First.Truth == pair.Second.PredictedLabel ? 1.0 : 0));
        foreach (Points.Binary prediction in predictions)
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-prediction.Score)), prediction.Probability, 1e-6);
            Assert.AreEqual(prediction.Score > 0, prediction.PredictedLabel);
        }
    }

    [TestMethod]
    public void The_short_overload_trains_with_its_arguments()
    {
        var ml = new MLContext(seed: 1);

        MlpBinaryTransformer model = ml.BinaryClassification.Trainers
            .MultilayerPerceptron("Truth", hiddenLayers: [5, 4], maxEpochs: 2, batchSize: 10, learningRate: 0.05f)
            .Fit(Points.View(ml, 30));

        Assert.AreEqual("2 → 5 → 4 → 1", model.Model.Spec.ToString());
        Assert.HasCount(2, model.Model.TrainingHistory.Epochs);
        Assert.AreEqual(0.05, model.Model.TrainingHistory.Last!.LearningRate, 1e-8);
    }

    [TestMethod]
    public void A_vector_of_labels_gives_vectors_with_an_answer_for_each()
    {
        var ml = new MLContext(seed: 1);

        MlpBinaryTransformer model = ml.BinaryClassification.Trainers
            .MultilayerPerceptron(Small with { LabelColumnName = "Truths", HiddenLayers = [16], MaxEpochs = 60 })
            .Fit(Points.View(ml, 300));

        List<Points.Row> test = Points.Rows(300, seed: 2);
        List<Points.Multilabel> predictions = Points.Predict<Points.Multilabel>(model, ml.Data.LoadFromEnumerable(test));
        for (int label = 0; label < 3; label++)
        {
            Assert.IsGreaterThan(0.9, test.Zip(predictions).Average(pair => pair.First.Truths[label] == pair.Second.PredictedLabel[label] ? 1.0 : 0), $"Label {label}.");
            Assert.AreEqual(1 / (1 + Math.Exp(-predictions[7].Score[label])), predictions[7].Probability[label], 1e-6);
        }
    }

    [TestMethod]
    public void Balanced_class_weights_are_the_positive_weight_of_as_much_in_sum()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> rows = Points.Rows(80);
        for (int i = 0; i < rows.Count; i++) rows[i].Truth = i % 4 == 0;
        IDataView data = ml.Data.LoadFromEnumerable(rows);

        MlpBinaryTransformer balanced = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { ClassWeights = ClassWeights.Balanced }).Fit(data);
        MlpBinaryTransformer given = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { ClassWeights = ClassWeights.Of(2, 6) }).Fit(data);
        MlpBinaryTransformer byLoss = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { Loss = new BinaryCrossEntropy { PositiveWeights = [3] } }).Fit(data);
        MlpBinaryTransformer none = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small).Fit(data);

        CollectionAssert.AreEqual(Losses(byLoss), Losses(given));
        CollectionAssert.AreEqual(Losses(byLoss), Losses(balanced));
        CollectionAssert.AreNotEqual(Losses(byLoss), Losses(none));
    }

    [TestMethod]
    public void The_validation_fraction_has_its_share_of_rare_truths()
    {
        var ml = new MLContext(seed: 1);
        List<Points.Row> rows = [.. Enumerable.Range(0, 100).Select(i => new Points.Row { Features = [0, 0], Truth = i < 10 })];

        for (int seed = 0; seed < 5; seed++)
        {
            MlpBinaryTransformer model = ml.BinaryClassification.Trainers
                .MultilayerPerceptron(Small with { Seed = seed, HiddenLayers = [], Optimizer = new Sgd(1e-30f), ValidationSetFraction = 0.2, MaxEpochs = 1 })
                .Fit(ml.Data.LoadFromEnumerable(rows));

            // All rows are alike and the weights stay as they are: the losses agree only if the shares do, 8 of 80 and 2 of 20.
            Networks.Training.EpochMetrics epoch = model.Model.TrainingHistory.Last!;
            Assert.AreEqual(epoch.TrainingLoss, epoch.ValidationLoss!.Value, 1e-6);
        }
    }

    [TestMethod]
    public void A_saved_model_gives_the_same_bits()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Points.View(ml, 60);
        MlpBinaryTransformer one = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { MaxEpochs = 3 }).Fit(data);
        MlpBinaryTransformer several = ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { MaxEpochs = 3, LabelColumnName = "Truths" }).Fit(data);

        ITransformer oneAgain = Points.RoundTrip(ml, one, data), severalAgain = Points.RoundTrip(ml, several, data);

        CollectionAssert.AreEqual(
            Points.Predict<Points.Binary>(one, data).Select(p => p.Probability).ToArray(),
            Points.Predict<Points.Binary>(oneAgain, data).Select(p => p.Probability).ToArray());
        CollectionAssert.AreEqual(
            Points.Predict<Points.Multilabel>(several, data).SelectMany(p => p.Score).ToArray(),
            Points.Predict<Points.Multilabel>(severalAgain, data).SelectMany(p => p.Score).ToArray());
    }

    [TestMethod]
    public void A_label_that_is_no_truth_says_what_to_do()
    {
        var ml = new MLContext();

        ArgumentException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { LabelColumnName = "Value" }).Fit(Points.View(ml, 10)));

        Assert.AreEqual(
            "The label column 'Value' must be Boolean, or a vector of Boolean of known size for several labels, got Single: convert it with ConvertType. (Parameter 'inputSchema')",
            error.Message);
    }

    [TestMethod]
    public void Class_weights_that_cannot_have_an_effect_are_errors()
    {
        var ml = new MLContext();

        ArgumentException twice = Assert.ThrowsExactly<ArgumentException>(() => ml.BinaryClassification.Trainers.MultilayerPerceptron(
            Small with { ClassWeights = ClassWeights.Balanced, Loss = new BinaryCrossEntropy { PositiveWeights = [2] } }));
        ArgumentException three = Assert.ThrowsExactly<ArgumentException>(() => ml.BinaryClassification.Trainers.MultilayerPerceptron(
            Small with { ClassWeights = ClassWeights.Of(1, 2, 3) }));
        ArgumentException several = Assert.ThrowsExactly<ArgumentException>(() => ml.BinaryClassification.Trainers.MultilayerPerceptron(
            Small with { LabelColumnName = "Truths", ClassWeights = ClassWeights.Of(1, 2) }).Fit(Points.View(ml, 10)));
        ArgumentException values = Assert.ThrowsExactly<ArgumentException>(() => ml.BinaryClassification.Trainers.MultilayerPerceptron(Small with { Loss = new Huber() }));

        Assert.AreEqual("MlpBinaryOptions.ClassWeights and the PositiveWeights of its Loss exclude each other: set one of them.", twice.Message);
        Assert.AreEqual("MlpBinaryOptions.ClassWeights must be Balanced or those of false and true, got [1, 2, 3].", three.Message);
        Assert.AreEqual(
            "MlpBinaryOptions.ClassWeights must be Balanced for a vector of labels, got [1, 2]: give the weights of true as PositiveWeights of the BinaryCrossEntropy.",
            several.Message);
        Assert.AreEqual("MlpBinaryOptions.Loss must be a loss of logits as BinaryCrossEntropy is, got Huber.", values.Message);
    }

    private static double[] Losses(MlpTransformer model) => [.. model.Model.TrainingHistory.Epochs.Select(epoch => epoch.TrainingLoss)];
}
