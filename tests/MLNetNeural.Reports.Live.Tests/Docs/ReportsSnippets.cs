using Microsoft.ML;
using MLNetNeural.Reports.Charts;
using MLNetNeural.Reports.Progress;
using MLNetNeural.Reports.TensorBoard;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Live.Tests.Docs;

/// <summary>The blocks of docs/reports.md.</summary>
internal static class ReportsSnippets
{
    public static void Report(ITransformer model, MlpMulticlassTransformer network, IDataView train, IDataView test)
    {
        // <docs>
        model.SaveReport("report.html", new ReportOptions { TrainingData = train, TestData = test });   // a fitted or loaded pipeline
        LearningCurves.Draw(network.Model.TrainingHistory).Save("curves.png");                          // .png or .svg, without a browser
        // </docs>
    }

    public static MlpMulticlassTransformer Watch(MLContext ml, MlpMulticlassOptions options, IDataView data)
    {
        // <docs>
        using var live = new LivePage();                                        // MLNetNeural.Reports.Live
        using var board = new TensorBoardWriter("runs/1") { HistogramInterval = 1 };
        using var progress = new ConsoleProgress();
        Console.WriteLine(live.Address);
        var model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options.ReportTo(live, board, progress)).Fit(data);
        // </docs>
        return model;
    }
}
