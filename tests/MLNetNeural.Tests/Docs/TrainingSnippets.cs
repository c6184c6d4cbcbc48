using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Docs;

/// <summary>The blocks of docs/training.md.</summary>
internal static class TrainingSnippets
{
    public static void Overloads(MLContext ml)
    {
        // <docs>
        var first = ml.Regression.Trainers.MultilayerPerceptron("Price", "Features", hiddenLayers: [64, 32], maxEpochs: 50, learningRate: .001f);
        var full = ml.Regression.Trainers.MultilayerPerceptron(new MlpRegressionOptions
        {
            LabelColumnName = "Price",
            HiddenLayers = [64, new HiddenLayer(32) { Activation = Activation.Tanh, Dropout = .2f }],
            Normalization = Normalization.Batch,
            Optimizer = new AdamW(learningRate: .001f, weightDecay: .01f),
            MaxEpochs = 50,
        });
        // </docs>
        _ = (first, full);
    }

    public static void Losses()
    {
        // <docs>
        var smoothed = new MlpMulticlassOptions { Loss = new CrossEntropy { LabelSmoothing = .1f } };
        var interval = new MlpRegressionOptions { Loss = new Quantile(.1f, .5f, .9f) };             // Score has three slots
        var balanced = new MlpBinaryOptions { ClassWeights = ClassWeights.Balanced };               // few positives
        var custom = new MlpRegressionOptions
        {
            Loss = new CustomLoss((outputs, target, gradient) =>                                    // (y - t)^4 of one output
            {
                float difference = outputs[0] - target.Values[0];
                if (!gradient.IsEmpty) gradient[0] = 4 * difference * difference * difference;
                return Math.Pow(difference, 4);
            }),
        };
        // </docs>
        _ = (smoothed, interval, balanced, custom);
    }

    public static void Schedules()
    {
        // <docs>
        var oneCycle = new MlpMulticlassOptions { Optimizer = new Sgd(.1f), LearningRateSchedule = new OneCycleSchedule() };
        var warmUp = new MlpMulticlassOptions { LearningRateSchedule = new LinearWarmupSchedule(length: 5, then: new CosineSchedule()) };
        var plateau = new MlpMulticlassOptions { LearningRateSchedule = new ReduceOnPlateauSchedule(factor: .5, patience: 3) };
        var custom = new MlpMulticlassOptions { LearningRateSchedule = new CustomSchedule((epoch, rate) => rate / Math.Sqrt(1 + epoch)) };
        // </docs>
        _ = (oneCycle, warmUp, plateau, custom);
    }

    public static void Finder(MlpMulticlassTrainer trainer, IDataView data)
    {
        // <docs>
        LearningRateCurve curve = trainer.FindLearningRate(data);
        Console.WriteLine($"Try a learning rate of {curve.Suggestion}.");
        // </docs>
    }

    public static void Augmentations()
    {
        // <docs>
        var options = new MlpMulticlassOptions
        {
            Augmentation =
            [
                new RandomCrop(8) { PaddingMode = PaddingMode.Reflect },
                new RandomHorizontalFlip(),
                new ColorJitter(brightness: .2f, contrast: .2f),
                new Mixup(.2f),
            ],
        };
        // </docs>
        _ = options;
    }

    public static void Runs(MLContext ml, IDataView data, IDataView newData)
    {
        // <docs>
        var options = new MlpMulticlassOptions
        {
            MaxEpochs = 200,
            ValidationSetFraction = .1,
            EarlyStoppingCriteria = new EarlyStoppingCriteria { Patience = 10 },
            MaxTrainingTime = TimeSpan.FromHours(1),
            WorkspacePath = "run",                                                                  // folder for checkpoints
        };
        MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(data);
        foreach (EpochMetrics epoch in model.Model.TrainingHistory.Epochs) Console.WriteLine($"{epoch.Epoch}: {epoch.ValidationLoss}");

        // After a crash: go on from the last checkpoint, to the same bits.
        var resumed = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { ResumeFrom = "run" }).Fit(data);

        // On new data: start from the weights of a trained model.
        var finetuned = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { WorkspacePath = null }).Fit(newData, model);
        // </docs>
        _ = (resumed, finetuned);
    }
}
