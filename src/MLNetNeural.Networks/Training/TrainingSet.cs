using System.Collections.Immutable;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training;

/// <summary>Rows with targets, and which of them train and which validate.</summary>
/// <param name="Features">The features of all rows.</param>
/// <param name="Targets">The targets of all rows; as many.</param>
/// <param name="TrainingRows">Zero-based rows to train on; at least one.</param>
/// <param name="ValidationRows">Zero-based rows to validate on; may be empty.</param>
public sealed record TrainingSet(FeatureStore Features, Targets Targets, ImmutableArray<int> TrainingRows, ImmutableArray<int> ValidationRows)
{
    /// <summary>All rows train.</summary>
    public static TrainingSet WithoutValidation(FeatureStore features, Targets targets)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new TrainingSet(features, targets, [.. Enumerable.Range(0, features.Count)], []);
    }

    /// <summary>A random share of the rows validates; with classes, the same share of each class.</summary>
    /// <param name="features">The features of all rows.</param>
    /// <param name="targets">The targets of all rows.</param>
    /// <param name="validationFraction">Share that validates; in (0, 1).</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <exception cref="InvalidOperationException">So few rows that none would be left for one of the two.</exception>
    public static TrainingSet Split(FeatureStore features, Targets targets, double validationFraction, int seed)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        (int[] training, int[] validation) = ValidationSplit.Draw(targets, validationFraction, seed);
        return new TrainingSet(features, targets, [.. training], [.. validation]);
    }

    internal OptionErrors Check() => CheckRows("training", TrainingRows).Include(CheckRows("validation", ValidationRows));

    private OptionErrors CheckRows(string kind, ImmutableArray<int> rows)
    {
        var errors = new OptionErrors(nameof(TrainingSet));
        if (rows.IsDefault) return errors;
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Features.Count) return errors.RequireThat(false, $"The {kind} rows must be in [0, {Features.Count}), the rows of features, got {row}.");
        }

        return errors;
    }
}
