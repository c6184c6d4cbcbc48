using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Html;

/// <summary>What a report says of the data, the options and the process.</summary>
internal static class RunFacts
{
    /// <summary>The report of a run that goes on, or has just begun.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="options">The options of the trainer.</param>
    /// <param name="history">The epochs so far; may be none.</param>
    /// <param name="start">What it began with; null before the data are read, for what the options say.</param>
    public static ReportData Report(string title, MlpOptions options, Networks.Training.TrainingHistory history, TrainingStart? start)
    {
        ReportTask task = options switch
        {
            MlpMulticlassOptions => ReportTask.Multiclass,
            MlpBinaryOptions => start is { Spec.Outputs: > 1 } ? ReportTask.MultiLabel : ReportTask.Binary,
            _ => ReportTask.Regression,
        };
        return new()
        {
            Title = title,
            Task = task,
            Facts = [.. start is null ? OfOptions(options) : OfStart(start, options, task), .. OfProcess()],
            Layers = start is null ? ReportLayer.Of(options) : ReportLayer.Of(start.Spec, null, Output(task, options.Loss is Poisson { LogInput: true })),
            Options = Of(options),
            History = ReportHistory.Of(history, options.MaxEpochs),
        };
    }

    /// <summary>How many rows train, validate and test.</summary>
    /// <param name="start">What training began with; null where that is not known.</param>
    /// <param name="tested">Rows that tested; null for no test.</param>
    public static IEnumerable<ReportFact> Rows(TrainingStart? start, long? tested)
    {
        string[] uses = [.. new (long? Count, string Use)[] { (start?.TrainingRows, "train"), (start is { ValidationRows: > 0 } ? start.ValidationRows : null, "validate"), (tested, "test") }
            .Where(rows => rows.Count is not null)
            .Select(rows => string.Create(CultureInfo.InvariantCulture, $"{rows.Count:#,0} to {rows.Use}"))];
        return uses.Length == 0 ? [] : [new("Rows", string.Join(", ", uses))];
    }

    /// <summary>The columns that the network learns from.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="features">The column of features.</param>
    /// <param name="images">What images they are, such as "256×256 RGB"; null for none.</param>
    /// <param name="label">The column of labels.</param>
    /// <param name="task">What is predicted.</param>
    public static IEnumerable<ReportFact> Columns(MlpSpec spec, string features, string? images, string label, ReportTask task) =>
    [
        new("Features", string.Create(CultureInfo.InvariantCulture, $"{spec.Inputs:#,0}{(images is null ? "" : $", {images} images")} from '{features}'")),
        new("Label", $"'{label}'{(task == ReportTask.Multiclass ? $", {spec.Outputs} classes" : "")}"),
    ];

    /// <summary>What made the model what it is beside options and data.</summary>
    /// <param name="start">What training began with.</param>
    public static IEnumerable<ReportFact> Origin(TrainingStart start) => [new("Device", start.Device), Seed(start.Seed)];

    /// <summary>What the outputs become.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="areLogarithms">Whether the network gives logarithms of what is predicted.</param>
    public static string Output(ReportTask task, bool areLogarithms) => task switch
    {
        ReportTask.Multiclass => "softmax",
        ReportTask.Binary or ReportTask.MultiLabel => "sigmoid",
        _ => areLogarithms ? "exponential" : "linear",
    };

    /// <summary>The options as texts.</summary>
    public static IReadOnlyList<ReportFact> Of(MlpOptions options)
        => [.. OptionTable.Of(options).Select(option => new ReportFact(option.Name, option switch
        {
            { Name: nameof(MlpOptions.HiddenLayers) } => string.Join(", ", options.HiddenLayers.Select(layer => layer.Units)), // the drawing has the rest
            { Value: double number } => Shortest(number).ToString(CultureInfo.InvariantCulture),
            { Value: { } value } => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        }))];

    /// <summary>The number as it was written: 0.01 where a Single made 0.009999999776 of it.</summary>
    public static double Shortest(double number)
        => (float)number == number ? double.Parse(((float)number).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : number;

    /// <summary>Memory, versions and the machine.</summary>
    public static IEnumerable<ReportFact> OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        long peak = Math.Max(process.PeakWorkingSet64, process.WorkingSet64);
        yield return new("Peak memory of the process", string.Create(CultureInfo.InvariantCulture, $"{peak >> 20:#,0} MiB"));
        yield return new("Versions", $"MLNetNeural {VersionOf(typeof(MlpOptions))}, Microsoft.ML {VersionOf(typeof(MLContext))}, {RuntimeInformation.FrameworkDescription}");
        yield return new("System", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}");
    }

    private static IEnumerable<ReportFact> OfStart(TrainingStart start, MlpOptions options, ReportTask task)
        => [.. Rows(start, tested: null), .. Columns(start.Spec, options.FeatureColumnName, null, options.LabelColumnName, task), .. Origin(start)];

    private static IEnumerable<ReportFact> OfOptions(MlpOptions options)
    {
        yield return new("Device", options.Device.Name);
        if (options.Seed is { } seed) yield return Seed(seed);
    }

    private static ReportFact Seed(int seed) => new("Seed", seed.ToString(CultureInfo.InvariantCulture));

    private static string VersionOf(Type type)
    {
        string version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? type.Assembly.GetName().Version?.ToString() ?? "";
        int commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..commit];
    }
}
