using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Html;

/// <summary>What a report says of the options and of the process.</summary>
internal static class RunFacts
{
    /// <summary>The report of a run that goes on, or has just begun.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="options">The options of the trainer.</param>
    /// <param name="history">The epochs so far; may be none.</param>
    /// <param name="layers">The network, where it is known; null for what the options say of it.</param>
    public static ReportData Report(string title, MlpOptions options, Networks.Training.TrainingHistory history, IReadOnlyList<ReportLayer>? layers = null) => new()
    {
        Title = title,
        Task = options switch
        {
            MlpMulticlassOptions => ReportTask.Multiclass,
            MlpBinaryOptions => ReportTask.Binary,
            _ => ReportTask.Regression,
        },
        Facts = [new("Device", options.Device.Name), .. options.Seed is { } seed ? [new ReportFact("Seed", seed.ToString(CultureInfo.InvariantCulture))] : Array.Empty<ReportFact>(), .. OfProcess()],
        Layers = layers ?? ReportLayer.Of(options),
        Options = Of(options),
        History = ReportHistory.Of(history, options.MaxEpochs),
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
        yield return new("Versions", $"MLNetNeural {VersionOf(typeof(MlpOptions))}, {typeof(MLContext).Assembly.GetName().Name} {VersionOf(typeof(MLContext))}, {RuntimeInformation.FrameworkDescription}");
        yield return new("System", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}");
    }

    private static string VersionOf(Type type)
    {
        string version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? type.Assembly.GetName().Version?.ToString() ?? "";
        int commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..commit];
    }
}
