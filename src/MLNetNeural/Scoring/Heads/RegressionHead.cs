using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring.Heads;

/// <summary>Values in the units of the label: one, or several, or quantiles of each.</summary>
internal sealed class RegressionHead : OutputHead
{
    private const string QuantileRegression = "QuantileRegression";

    /// <summary>Number of values of a label; null for a single one that is no vector.</summary>
    public required int? Values { get; init; }

    /// <summary>Names of a label's values; null when they have none.</summary>
    public required KeyValues? ValueNames { get; init; }

    /// <summary>The quantiles of each value that are scores beside each other; empty for one score a value.</summary>
    public ImmutableArray<float> Quantiles { get; init; } = [];

    /// <summary>Whether outputs are the logarithms of scores, as with Poisson's loss.</summary>
    public bool AreLogarithms { get; init; }

    /// <summary>How targets were standardized in training; null when they were not.</summary>
    public required TargetScaling? Scaling { get; init; }

    /// <summary>Number of scores of a row; null for a single one that is no vector.</summary>
    private int? Scores => Quantiles.IsEmpty ? Values : Quantiles.Length * (Values ?? 1);

    /// <summary>What a trainer promises.</summary>
    /// <param name="label">The label.</param>
    /// <param name="scoreName">Name of the score.</param>
    /// <param name="areQuantiles">Whether there are several quantiles of each value.</param>
    public static SchemaShape.Column[] Promise(SchemaShape.Column label, string scoreName, bool areQuantiles) => areQuantiles
        ? [ScoreSet.Promise(scoreName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, annotations: ScoreSet.Annotation(SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance))]
        : [ScoreSet.Promise(scoreName, label.Kind, NumberDataViewType.Single, annotations: PromiseNames(label))];

    /// <inheritdoc/>
    public override IEnumerable<DataViewSchema.DetachedColumn> Columns(DataViewSchema input)
    {
        var set = new ScoreSet(input, !Quantiles.IsEmpty ? QuantileRegression : Values is null ? "Regression" : "MultiOutputRegression");
        KeyValues? names = Quantiles.IsEmpty ? ValueNames : KeyValues.OfTexts(QuantileNames());
        yield return set.Column(ScoreColumnName, TypeOf(NumberDataViewType.Single, Scores), "Score", annotations => names?.AddTo(annotations, SlotNames));
    }

    /// <inheritdoc/>
    public override void Apply(Span<float> outputs)
    {
        if (AreLogarithms) TensorPrimitives.Exp(outputs, outputs);
        Scaling?.ToUnits(outputs);
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(int column, RowOutputs outputs) => Getter(outputs, Scores is not null, value => value);

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        writer.Write(ScoreColumnName);
        writer.Write(AreLogarithms);
        writer.Write(Quantiles.Length);
        foreach (float quantile in Quantiles) writer.Write(quantile);
        writer.Write(Values is not null);
        writer.Write(ValueNames is not null);
        ValueNames?.Write(writer);
        writer.Write(Scaling is not null);
        Scaling?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="version">Version of the model; the first knew neither logarithms nor quantiles.</param>
    /// <exception cref="InvalidDataException">The outputs cannot be so many quantiles of each value.</exception>
    public static RegressionHead Read(BinaryReader reader, int outputs, int version)
    {
        string scoreColumnName = MlpPayload.ReadColumnName(reader);
        bool areLogarithms = version >= 2 && reader.ReadBoolean();
        ImmutableArray<float> quantiles = version >= 2 ? ReadQuantiles(reader, outputs) : [];
        int values = outputs / Math.Max(1, quantiles.Length);
        return new RegressionHead
        {
            ScoreColumnName = scoreColumnName,
            AreLogarithms = areLogarithms,
            Quantiles = quantiles,
            Values = reader.ReadBoolean() ? values : null,
            ValueNames = reader.ReadBoolean() ? KeyValues.Read(reader, values) : null,
            Scaling = reader.ReadBoolean() ? TargetScaling.Read(reader, values) : null,
        };
    }

    private static ImmutableArray<float> ReadQuantiles(BinaryReader reader, int outputs)
    {
        int count = reader.ReadInt32();
        if (count < 0 || (count > 0 && outputs % count != 0)) throw new InvalidDataException($"The model has {count} quantiles, which {outputs} outputs cannot be.");
        return [.. MlpPayload.ReadSingles(reader, count)];
    }

    /// <summary>"0.1", "0.5", …; after the name or the number of the value where there are several.</summary>
    private IEnumerable<string> QuantileNames()
    {
        IEnumerable<string> quantiles = Quantiles.Select(quantile => quantile.ToString(CultureInfo.InvariantCulture));
        if (Values is not { } count) return quantiles;
        IReadOnlyList<string> values = ValueNames?.ToTexts() ?? [.. Enumerable.Range(0, count).Select(value => value.ToString(CultureInfo.InvariantCulture))];
        return values.SelectMany(value => quantiles.Select(quantile => $"{value} {quantile}"));
    }
}
