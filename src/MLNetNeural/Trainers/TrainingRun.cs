using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>How a model was trained; it lives as long as the model in memory and is not saved.</summary>
/// <param name="Options">The options, without what would keep others alive: callbacks, tokens and data.</param>
/// <param name="Seed">Where all random numbers came from.</param>
/// <param name="Device">What it was trained on.</param>
/// <param name="TrainingRows">Rows that trained.</param>
/// <param name="ValidationRows">Rows that validated.</param>
internal sealed record TrainingRun(MlpOptions Options, int Seed, string Device, int TrainingRows, int ValidationRows)
{
    /// <summary>Notes how a model is trained.</summary>
    public static TrainingRun Of(MlpOptions options, int seed, IEngine engine, TrainingSet set) => new(
        options with { MetricsCallback = null, BatchCallback = null, EndCallback = null, ParametersCallback = null, ValidationSet = null, CancellationToken = default },
        seed,
        engine.Description,
        set.TrainingRows.Length,
        set.ValidationRows.IsDefault ? 0 : set.ValidationRows.Length);
}
