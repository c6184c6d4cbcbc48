using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Tests.Html;

/// <summary>A report with something of everything.</summary>
internal static class SampleReport
{
    public static ReportData Data(int epochs = 20) => new()
    {
        Title = "Skies",
        Task = ReportTask.Multiclass,
        Facts = [new("Data", "skies, 840 rows"), new("Seed", "1"), new("Device", "2 threads")],
        Layers =
        [
            new("Input", 196608) { Details = ["256×256 RGB"] },
            new("Hidden 1", 128) { Details = ["Relu", "dropout 0.5"], Parameters = 25165952 },
            new("Hidden 2", 64) { Details = ["Relu", "dropout 0.5"], Parameters = 8256 },
            new("Hidden 3", 32) { Details = ["Relu", "dropout 0.5"], Parameters = 2080 },
            new("Output", 4) { Details = ["softmax"], Parameters = 132 },
        ],
        Options = [new("BatchSize", "64"), new("Optimizer", "Sgd { LearningRate = 0.01, Momentum = 0.9 }")],
        History = ReportHistory.Of(History(epochs), epochs),
        Evaluation = new ReportEvaluation(281, [new("Accuracy", "86.1 %"), new("Log-loss", "0.4012")])
        {
            Confusion = new(["Cloudy", "Rain", "Shine", "Sunrise"], [[60, 8, 5, 2], [9, 44, 0, 1], [6, 0, 55, 2], [0, 1, 3, 85]]),
            Classes = [new("Cloudy", .8, .8, .8, 75), new("Rain", .83, .815, .822, 54), new("Shine", .873, .873, .873, 63), new("Sunrise", .944, .955, .95, 89)],
            Calibration = new("the predicted class", [.35, .46, .55, .65, .75, .86, .97], [.3, .5, .52, .7, .71, .88, .96], [4, 10, 15, 22, 30, 50, 150], .021),
        },
    };

    public static TrainingHistory History(int epochs) => new(
        [.. Enumerable.Range(0, epochs).Select(e => new EpochMetrics(
            e, e < 3 ? .01 : e < 7 ? .001 : .0001, 1.3 / (1 + (.2 * e)), 1 - (.6 / (1 + (.2 * e))), .5 + (.8 / (1 + (.4 * e))), .85 - (.4 / (1 + (.4 * e))), e == epochs * 3 / 4, TimeSpan.FromSeconds(.9)))])
    {
        StopReason = StopReason.MaxEpochs,
    };
}
