using System.Text;
using Microsoft.ML;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports;

/// <summary>Writes a report of a trained model.</summary>
public static class ModelReport
{
    /// <summary>
    /// Writes a report: the network, its training and, where data are given, how well it does on them. It is one HTML file that opens
    /// offline in any browser, light or dark, and loads nothing.
    /// </summary>
    /// <remarks>
    /// <code>
    /// ITransformer model = pipeline.Fit(train);
    /// model.SaveReport("report.html", new ReportOptions { TrainingData = train, TestData = test });
    /// </code>
    /// </remarks>
    /// <param name="model">A model with a multilayer perceptron: a whole pipeline or the network alone, from Fit or Load. Of several networks, the last is shown.</param>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="options">What else to show; null for the training alone.</param>
    /// <exception cref="ArgumentException">The model has no network of this library, an option is out of range, or data do not have the columns that they need.</exception>
    /// <exception cref="InvalidOperationException">The test data have no row that can be scored and compared.</exception>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public static void SaveReport(this ITransformer model, string path, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ReportOptions();
        options.Validate();
        string page = ReportPage.Render(new ReportBuilder(model, options).Build());
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)), flushToDisk: false);
    }
}
