using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Reports;

namespace Examples;

/// <summary>The options that all examples have, and what follows from them.</summary>
internal sealed record RunOptions
{
    /// <summary>The seed of all random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>Folder for everything that is written.</summary>
    public required string Output { get; init; }

    /// <summary>File of the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Port of the page that shows training while it runs, 0 for any; null for none.</summary>
    public int? LivePort { get; init; }

    /// <summary>Folder for the runs that TensorBoard shows; null for none.</summary>
    public string? TensorBoard { get; init; }

    /// <summary>A context with the seed, whose warnings go to the error output.</summary>
    public MLContext CreateContext()
    {
        var ml = new MLContext(Seed);
        ml.Log += (_, e) =>
        {
            if (e.Kind >= ChannelMessageKind.Warning) Console.Error.WriteLine(e.RawMessage);
        };
        return ml;
    }

    /// <summary>A file in the output folder.</summary>
    public string File(string name) => Path.Combine(Output, name);

    /// <summary>Writes the report, if one is asked for.</summary>
    public void WriteReport(ITransformer model, ReportOptions options)
    {
        if (Report is null) return;
        model.SaveReport(Report, options);
        Console.WriteLine($"The report is '{Report}'.");
    }
}
