using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Trainers;

/// <summary>Options of <see cref="MlpMulticlassTrainer"/>. The label is a key column; make it with MapValueToKey.</summary>
public sealed record MlpMulticlassOptions : MlpOptions
{
    /// <summary>Name of the output column with the most likely class. Default: "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    internal override OptionErrors Check() => base.Check()
        .Require(!string.IsNullOrWhiteSpace(PredictedLabelColumnName), PredictedLabelColumnName, "a name for the output column")
        .RequireThat(
            PredictedLabelColumnName != ScoreColumnName,
            $"MlpMulticlassOptions.PredictedLabelColumnName and ScoreColumnName must differ, both are '{ScoreColumnName}'.");
}
