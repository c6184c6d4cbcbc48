using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>Connects reporters with the options of a trainer.</summary>
public static class ReporterOptions
{
    /// <summary>A copy of the options that also reports every batch and epoch. Callbacks that are set stay, and come first.</summary>
    /// <typeparam name="TOptions">The options of a trainer.</typeparam>
    /// <param name="options">How to train.</param>
    /// <param name="reporters">Who receives the metrics, in this order.</param>
    public static TOptions ReportTo<TOptions>(this TOptions options, params IReadOnlyList<ITrainingReporter> reporters)
        where TOptions : MlpOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reporters);
        MlpOptions reporting = options;
        foreach (ITrainingReporter reporter in reporters)
        {
            ArgumentNullException.ThrowIfNull(reporter, nameof(reporters));
            reporter.Begin(options);
            reporting = reporting with
            {
                StartCallback = reporting.StartCallback + reporter.Start,
                MetricsCallback = reporting.MetricsCallback + reporter.Epoch,
                BatchCallback = reporting.BatchCallback + reporter.Batch,
                EndCallback = reporting.EndCallback + reporter.End,
            };
            if (reporter is IParameterReporter { WantsParameters: true } looking)
            {
                reporting = reporting with { ParametersCallback = reporting.ParametersCallback + looking.Parameters };
            }
        }

        return (TOptions)reporting;
    }
}
