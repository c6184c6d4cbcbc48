using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring.Heads;

/// <summary>Values in the units of the label: one, or several.</summary>
internal sealed class RegressionHead : OutputHead
{
    /// <summary>Number of values of a row; null for a single one that is no vector.</summary>
    public required int? Values { get; init; }

    /// <summary>Names of the values; null when they have none.</summary>
    public required KeyValues? ValueNames { get; init; }

    /// <summary>How targets were standardised in training; null when they were not.</summary>
    public required TargetScaling? Scaling { get; init; }

    /// <summary>What a trainer promises.</summary>
    public static SchemaShape.Column[] Promise(SchemaShape.Column label, string scoreName)
        => [ScoreSet.Promise(scoreName, label.Kind, NumberDataViewType.Single, annotations: PromiseNames(label))];

    /// <inheritdoc/>
    public override IEnumerable<DataViewSchema.DetachedColumn> Columns(DataViewSchema input)
    {
        var set = new ScoreSet(input, Values is null ? "Regression" : "MultiOutputRegression");
        yield return set.Column(ScoreColumnName, TypeOf(NumberDataViewType.Single, Values), "Score", annotations => ValueNames?.AddTo(annotations, SlotNames));
    }

    /// <inheritdoc/>
    public override void Apply(Span<float> outputs) => Scaling?.ToUnits(outputs);

    /// <inheritdoc/>
    public override Delegate GetGetter(int column, RowOutputs outputs) => Getter(outputs, Values is not null, value => value);

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        writer.Write(ScoreColumnName);
        writer.Write(Values is not null);
        writer.Write(ValueNames is not null);
        ValueNames?.Write(writer);
        writer.Write(Scaling is not null);
        Scaling?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RegressionHead Read(BinaryReader reader, int outputs) => new()
    {
        ScoreColumnName = MlpPayload.ReadColumnName(reader),
        Values = reader.ReadBoolean() ? outputs : null,
        ValueNames = reader.ReadBoolean() ? KeyValues.Read(reader, outputs) : null,
        Scaling = reader.ReadBoolean() ? TargetScaling.Read(reader, outputs) : null,
    };
}
