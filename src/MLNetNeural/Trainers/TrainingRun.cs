namespace MLNetNeural.Trainers;

/// <summary>How a model was trained; it lives as long as the model in memory and is not saved.</summary>
/// <param name="Options">The options, without what would keep others alive: callbacks, tokens and data.</param>
/// <param name="Start">What training began with.</param>
internal sealed record TrainingRun(MlpOptions Options, TrainingStart Start)
{
    /// <summary>Notes how a model is trained.</summary>
    public static TrainingRun Of(MlpOptions options, TrainingStart start) => new(
        options with
        {
            MetricsCallback = null,
            BatchCallback = null,
            StartCallback = null,
            EndCallback = null,
            ParametersCallback = null,
            ValidationSet = null,
            CancellationToken = default,
        },
        start);
}
