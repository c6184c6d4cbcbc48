using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>The options and rows that decide what weights a run ends with, as texts that can be compared.</summary>
internal static class RunFingerprint
{
    private const string Rows = nameof(TrainingSet) + ".";
    private const string Options = nameof(TrainingOptions) + ".";
    private const int MaxDepth = 4;

    /// <summary>Options that only say when training ends, where files go and who listens.</summary>
    private static readonly string[] WithoutInfluence =
    [
        nameof(TrainingOptions.MaxEpochs), nameof(TrainingOptions.EarlyStoppingCriteria), nameof(TrainingOptions.MaxTrainingTime),
        nameof(TrainingOptions.RestoreBestWeights), nameof(TrainingOptions.CheckpointFolder), nameof(TrainingOptions.CheckpointInterval),
        nameof(TrainingOptions.ResumeFrom), nameof(TrainingOptions.TemporaryFolder), nameof(TrainingOptions.EpochCompleted), nameof(TrainingOptions.BatchCompleted),
    ];

    /// <summary>The fingerprint of a run.</summary>
    /// <param name="set">Its rows: their number and which of them train and validate, their targets and weights; features are not read.</param>
    /// <param name="options">Its options; those that come later are compared without further ado.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="schedule">The schedule with its lengths: one that takes its length from the run depends on the number of epochs.</param>
    public static SortedDictionary<string, string> Of(TrainingSet set, TrainingOptions options, int batchSize, LearningRateSchedule schedule)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (PropertyInfo option in Properties(options).Where(option => !WithoutInfluence.Contains(option.Name)))
        {
            texts[Options + option.Name] = Text(option.GetValue(options), MaxDepth);
        }

        texts[Options + nameof(TrainingOptions.BatchSize)] = Text(batchSize, MaxDepth);
        texts[Options + nameof(TrainingOptions.LearningRateSchedule)] = Text(schedule, MaxDepth);
        texts[Rows + nameof(TrainingSet.Features)] = $"{set.Features.Count} rows of {set.Features.Columns}";
        texts[Rows + nameof(TrainingSet.Targets)] = string.Create(CultureInfo.InvariantCulture, $"{set.Targets.Count} with the checksum {set.Targets.Checksum():x8}");
        texts[Rows + nameof(TrainingSet.TrainingRows)] = Text(set.TrainingRows);
        texts[Rows + nameof(TrainingSet.ValidationRows)] = Text(set.ValidationRows);
        return texts;
    }

    /// <summary>Names what differs between a checkpoint's run and this one.</summary>
    public static OptionErrors Check(string path, RunRecord run, IReadOnlyDictionary<string, string> fingerprint, TrainingOptions options)
    {
        OptionErrors errors = new OptionErrors(nameof(TrainingOptions)).RequireThat(
            run.Epochs.Length <= options.MaxEpochs,
            $"TrainingOptions.MaxEpochs is {options.MaxEpochs}, but the checkpoint '{path}' is of epoch {run.Epochs.Length}.");
        foreach (string name in fingerprint.Keys.Union(run.Options.Keys))
        {
            string here = fingerprint.GetValueOrDefault(name, "unknown"), there = run.Options.GetValueOrDefault(name, "unknown");
            errors.RequireThat(here == there, $"{name} is {here}, but {there} in the run of the checkpoint '{path}': a run is resumed with what it began with.");
        }

        return errors;
    }

    /// <summary>A value and what it is made of, the same in every culture: "Sgd { Dampening = 0, LearningRate = 0.01, … }".</summary>
    private static string Text(object? value, int depth) => value switch
    {
        null => "null",
        string text => text,
        Delegate => "a function",
        IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IEnumerable when value.GetType().GetProperty(nameof(ImmutableArray<>.IsDefault))?.GetValue(value) is true => "[]",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(item => Text(item, depth - 1)))}]",
        _ when depth == 0 => value.GetType().Name,
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Properties(value).Select(property => $"{property.Name} = {Text(property.GetValue(value), depth - 1)}"))} }}",
    };

    private static string Text(ImmutableArray<int> rows)
    {
        if (rows.IsDefaultOrEmpty) return "none";
        var checksum = new Crc32C();
        checksum.Add(MemoryMarshal.AsBytes(rows.AsSpan()));
        return string.Create(CultureInfo.InvariantCulture, $"{rows.Length} with the checksum {checksum.Value:x8}");
    }

    private static IEnumerable<PropertyInfo> Properties(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);
}
