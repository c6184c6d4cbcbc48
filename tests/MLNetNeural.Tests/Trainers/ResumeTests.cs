using Microsoft.ML;
using MLNetNeural.ModelProcess;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Trainers;

/// <summary>A run that was stopped and is resumed gives, through ML.NET too, the bits of one that was not.</summary>
[TestClass]
public sealed class ResumeTests
{
    [TestMethod]
    public void A_cancelled_run_is_resumed_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        MlpRegressionOptions cancelled = ResumableRun.Options with
        {
            WorkspacePath = folder.Path,
            CancellationToken = cancellation.Token,
            MetricsCallback = epoch => Cancel(epoch, cancellation),
        };

        Assert.ThrowsExactly<OperationCanceledException>(() => Fit(cancelled));
        MlpRegressionTransformer resumed = Fit(ResumableRun.Options with { ResumeFrom = folder.Path });

        AssertSame(Fit(ResumableRun.Options), resumed);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(17)]
    public void A_killed_process_is_resumed_to_the_same_bits(int epochs)
    {
        using var folder = new TemporaryFolder();
        ModelProgram.KillAfter(epochs, "train-resumable", folder.Path);
        int atLeast = Directory.GetFiles(folder.Path, "last_checkpoint_epoch_*").Max(EpochOf), whole = atLeast + 10;

        MlpRegressionTransformer resumed = Fit(ResumableRun.Options with { ResumeFrom = folder.Path, MaxEpochs = whole });

        Assert.IsGreaterThanOrEqualTo(epochs, atLeast);
        AssertSame(Fit(ResumableRun.Options with { MaxEpochs = whole }), resumed);
    }

    [TestMethod]
    public void A_run_with_balanced_classes_is_resumed_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable(Blobs.Rows(90).Where((_, i) => i % 4 != 1));
        MlpMulticlassOptions options = new() { HiddenLayers = [8], Dropout = 0.2f, ClassWeights = ClassWeights.Balanced, ValidationSetFraction = 0.2, Optimizer = new Sgd(0.1f), MaxEpochs = 8, Seed = 2 };

        ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { MaxEpochs = 3, WorkspacePath = folder.Path }).Fit(data);
        MlpMulticlassTransformer resumed = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options with { ResumeFrom = folder.Path }).Fit(data);
        MlpMulticlassTransformer whole = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options).Fit(data);

        Assert.HasCount(8, resumed.Model.TrainingHistory.Epochs);
        float[][] Scores(MlpMulticlassTransformer model) => [.. Points.Predict<Blobs.Prediction>(model, data).Select(row => row.Score)];
        CollectionAssert.AreEqual(Scores(whole).SelectMany(row => row).ToArray(), Scores(resumed).SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void A_run_that_began_with_a_model_is_resumed_with_it()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        IDataView data = ResumableRun.Data(ml);
        MlpRegressionTransformer first = Fit(ResumableRun.Options with { MaxEpochs = 2 });
        MlpRegressionTransformer Further(MlpRegressionOptions options) => ml.Regression.Trainers.MultilayerPerceptron(options).Fit(data, first);

        Further(ResumableRun.Options with { MaxEpochs = 3, WorkspacePath = folder.Path, Seed = 6 });
        MlpRegressionTransformer resumed = Further(ResumableRun.Options with { MaxEpochs = 6, ResumeFrom = folder.Path, Seed = 6 });

        AssertSame(Further(ResumableRun.Options with { MaxEpochs = 6, Seed = 6 }), resumed);
    }

    [TestMethod]
    public void Labels_that_are_standardized_only_now_are_refused()
    {
        using var folder = new TemporaryFolder();
        Fit(ResumableRun.Options with { MaxEpochs = 2, StandardizeTargets = false, Optimizer = new Adam(1e-4f), WorkspacePath = folder.Path });

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => Fit(ResumableRun.Options with { Optimizer = new Adam(1e-4f), ResumeFrom = folder.Path }));

        StringAssert.Matches(error.Message, new("^TrainingSet.Targets is 400 with the checksum [0-9a-f]{8}, but 400 with the checksum [0-9a-f]{8} in the run of the checkpoint '[^']+': a run is resumed with what it began with[.]$"));
    }

    private static MlpRegressionTransformer Fit(MlpRegressionOptions options)
    {
        var ml = new MLContext();
        return ml.Regression.Trainers.MultilayerPerceptron(options).Fit(ResumableRun.Data(ml));
    }

    private static void Cancel(EpochMetrics epoch, CancellationTokenSource cancellation)
    {
        if (epoch.Epoch == 7) cancellation.Cancel();
    }

    /// <summary>0 for a file that was being written when the process was killed.</summary>
    private static int EpochOf(string checkpoint) => int.TryParse(checkpoint.Split('_')[^1], out int epoch) ? epoch : 0;

    private static void AssertSame(MlpRegressionTransformer expected, MlpRegressionTransformer actual)
    {
        IDataView data = ResumableRun.Data(new MLContext());
        float[] Scores(MlpRegressionTransformer model) => [.. Points.Predict<Points.Regression>(model, data).Select(row => row.Score)];
        CollectionAssert.AreEqual(Scores(expected), Scores(actual));
        double[] Losses(MlpRegressionTransformer model) => [.. model.Model.TrainingHistory.Epochs.Select(epoch => epoch.TrainingLoss)];
        CollectionAssert.AreEqual(Losses(expected), Losses(actual));
    }
}
