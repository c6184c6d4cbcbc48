using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Trainers;

/// <summary>The rows of views that have a label: features in a store, targets and weights beside them.</summary>
internal sealed class TrainingData : IDisposable
{
    private readonly MissingValueHandling _missing;
    private readonly LabelColumn _label;
    private readonly TargetRows _targets;
    private readonly List<float>? _weights;
    private readonly string? _weightName;
    private int? _firstOfValidationSet;

    /// <summary>Nothing yet.</summary>
    /// <param name="columns">The columns of the first view to come.</param>
    /// <param name="missing">What to do with missing feature values; kept until <see cref="ReplaceMissing"/> when they are to be replaced.</param>
    /// <param name="isSparse">See <see cref="FeatureColumn.IsSparse"/>.</param>
    /// <param name="memory">How much memory the features may take.</param>
    public TrainingData(MlpColumns columns, MissingValueHandling missing, bool isSparse, FeatureMemory memory)
    {
        _missing = missing;
        _label = columns.Label;
        Features = isSparse ? new SparseFeatures(columns.Features.Size) : columns.Features.CreateStore(memory);
        _targets = new TargetRows(columns.Label.AreClasses, columns.Label.Outputs);
        if (columns.Weight is not { } weight) return;
        _weights = [];
        _weightName = weight.Name;
    }

    /// <summary>The features of all rows.</summary>
    public FeatureStore Features { get; }

    /// <summary>Rows that were left out because their label is missing.</summary>
    public long Unlabeled { get; private set; }

    /// <summary>Reads the training rows, in the order of the view.</summary>
    /// <exception cref="InvalidOperationException">No row has a label, or a value cannot be used.</exception>
    public void ReadTraining(MlpColumns columns, IDataView view, CancellationToken cancellationToken)
    {
        Read(columns, view, cancellationToken);
        if (_targets.Count == 0) throw new InvalidOperationException("Training set has 0 instances, aborting training.");
    }

    /// <summary>Reads rows to validate on behind those to train on.</summary>
    /// <exception cref="InvalidOperationException">No row has a label, or a value cannot be used.</exception>
    public void ReadValidation(MlpColumns columns, IDataView view, CancellationToken cancellationToken)
    {
        _firstOfValidationSet = _targets.Count;
        Read(columns, view, cancellationToken);
        if (_targets.Count == _firstOfValidationSet) throw new InvalidOperationException("The ValidationSet has no row with a label: give rows, or leave it out.");
    }

    /// <summary>Which rows train and which validate.</summary>
    /// <param name="validationFraction">Share that validates, the same of each class; null for none but those of a validation set.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <exception cref="InvalidOperationException">There are too few rows, or those of one kind all have weight 0.</exception>
    public TrainingSet Split(double? validationFraction, int seed)
    {
        Targets targets = _targets.ToTargets();
        TrainingSet set = _firstOfValidationSet is { } first
                ? new TrainingSet(Features, targets, [.. Enumerable.Range(0, first)], [.. Enumerable.Range(first, targets.Count - first)])
            : validationFraction is { } fraction ? TrainingSet.Split(Features, _label.Strata(targets), fraction, seed) with { Targets = targets }
            : TrainingSet.WithoutValidation(Features, targets);
        RequireWeight(set.TrainingRows, "training");
        RequireWeight(set.ValidationRows, "validation");
        return set with { Targets = Weighted(targets) };
    }

    /// <summary>Targets of the rows with the weights that they have.</summary>
    public Targets Weighted(Targets targets) => _weights is null ? targets : targets.WithWeights(CollectionsMarshal.AsSpan(_weights));

    private void RequireWeight(ImmutableArray<int> rows, string kind)
    {
        if (_weights is null || rows.IsEmpty) return;
        foreach (int row in rows)
        {
            if (_weights[row] > 0) return;
        }

        throw new InvalidOperationException($"The weight column '{_weightName}' is 0 in all {kind} rows: at least one must count.");
    }

    /// <summary>Puts means in place of missing values, if they are to be replaced.</summary>
    /// <param name="set">The rows; means are taken of those that train.</param>
    /// <param name="known">Means of an earlier training, used instead; null for none.</param>
    /// <returns>The means; null when missing values are not replaced.</returns>
    public ImmutableArray<float>? ReplaceMissing(TrainingSet set, ImmutableArray<float>? known)
    {
        if (_missing == MissingValueHandling.Error) return null;
        if (Features is SparseFeatures sparse)
        {
            ImmutableArray<float> ofSparse = known ?? FeatureMeans.Of(sparse, set.Targets, set.TrainingRows);
            FeatureMeans.Replace(sparse, ofSparse);
            return ofSparse;
        }

        var features = (SingleFeatures)Features;
        ImmutableArray<float> means = known ?? FeatureMeans.Of(features, set.Targets, set.TrainingRows);
        FeatureMeans.Replace(features, means);
        return means;
    }

    /// <inheritdoc/>
    public void Dispose() => Features.Dispose();

    private void Read(MlpColumns columns, IDataView view, CancellationToken cancellationToken)
    {
        DataViewSchema.Column[] needed = columns.Weight is { } column
            ? [columns.Features.Column, columns.Label.Column, column]
            : [columns.Features.Column, columns.Label.Column];
        using DataViewRowCursor cursor = view.GetRowCursor(needed);
        Action appendFeatures = columns.Features.TrainingAppender(cursor, Features, _missing);
        Func<bool> appendLabel = columns.Label.Appender(cursor, _targets);
        Action appendWeight = columns.Weight is { } weight ? WeightAppender(cursor, weight, _weights!) : () => { };
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!appendLabel())
            {
                Unlabeled++;
                continue;
            }

            appendWeight();
            appendFeatures();
        }
    }

    private static Action WeightAppender(DataViewRow row, DataViewSchema.Column column, List<float> weights)
    {
        ValueGetter<float> getter = row.GetGetter<float>(column);
        float weight = 0;
        return () =>
        {
            getter(ref weight);
            if (weight is not (>= 0 and < float.PositiveInfinity))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"The weight column '{column.Name}' must be at least 0 and finite, but row {row.Position} has {weight}: correct or leave out the row."));
            }

            weights.Add(weight);
        };
    }
}
