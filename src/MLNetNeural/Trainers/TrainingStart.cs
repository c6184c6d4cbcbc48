using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>The start of a training run, when the data are read.</summary>
/// <param name="Spec">The shape of the network.</param>
/// <param name="Device">The device, as the log describes it.</param>
/// <param name="Seed">The seed of all random numbers.</param>
/// <param name="TrainingRows">Rows that train.</param>
/// <param name="ValidationRows">Rows that validate.</param>
public sealed record TrainingStart(MlpSpec Spec, string Device, int Seed, int TrainingRows, int ValidationRows)
{
    internal static TrainingStart Of(MlpSpec spec, IEngine engine, int seed, TrainingSet set)
        => new(spec, engine.Description, seed, set.TrainingRows.Length, set.ValidationRows.IsDefault ? 0 : set.ValidationRows.Length);
}
