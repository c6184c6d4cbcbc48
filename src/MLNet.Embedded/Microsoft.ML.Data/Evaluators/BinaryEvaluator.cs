using Microsoft.ML.Runtime;
using static Microsoft.ML.Data.EvaluationColumns;

namespace Microsoft.ML.Data;

/// <summary>Reads scored rows once and counts them.</summary>
internal sealed class BinaryEvaluator(
    IHostEnvironment env, string labelColumnName, string scoreColumnName, string? probabilityColumnName, string predictedLabelColumnName)
{
    public CalibratedBinaryClassificationMetrics EvaluateCalibrated(IDataView data)
    {
        (BinaryCounters counters, ConfusionMatrix confusion) = Count(data);
        return new(counters, confusion);
    }

    public BinaryClassificationMetrics Evaluate(IDataView data)
    {
        (BinaryCounters counters, ConfusionMatrix confusion) = Count(data);
        return new(counters, confusion);
    }

    private (BinaryCounters Counters, ConfusionMatrix Confusion) Count(IDataView data)
    {
        DataViewSchema.Column label = Find(data.Schema, "Label", labelColumnName);
        DataViewSchema.Column score = Find(data.Schema, "Score", scoreColumnName);
        DataViewSchema.Column? probability = probabilityColumnName is null ? null : Find(data.Schema, "Probability", probabilityColumnName);
        Find(data.Schema, "PredictedLabel", predictedLabelColumnName);
        CheckSingle("score", score);
        if (label.Type is not (BooleanDataViewType or KeyDataViewType { Count: 2 })
            && !ColumnNumbers.IsReal(label.Type))
        {
            throw Mismatch("label", label, "Single, Double, Boolean, or a Key with cardinality 2");
        }
        if (probability is { } calibrated)
            CheckSingle("probability", calibrated);

        BinaryCounters counters = new();
        long unlabelled = 0, notFinite = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor(probability is { } read ? [label, score, read] : [label, score]))
        {
            ValueGetter<float> getScore = cursor.GetGetter<float>(score);
            ValueGetter<float> getProbability = probability is { } given
                ? cursor.GetGetter<float>(given)
                : (ref float value) => value = float.NaN;
            Func<float> getLabel = LabelReader(cursor, label);
            float scored = 0, likely = 0;
            while (cursor.MoveNext())
            {
                getScore(ref scored);
                if (!float.IsFinite(scored))
                {
                    notFinite++;
                    continue;
                }
                float value = getLabel();
                if (float.IsNaN(value))
                {
                    unlabelled++;
                    continue;
                }
                getProbability(ref likely);
                counters.Add(value > 0, scored, likely);
            }
        }

        using IChannel channel = env.Start("Evaluate");
        Warn(channel, unlabelled, "rows without a label; they do not count.");
        Warn(channel, notFinite, "rows with a score that is NaN or infinite; they do not count.");
        return (counters, new(counters.Confusion, ClassNames(label), isBinary: true));
    }

    // The names as ML.NET gives them: of a key's two values the first names the positive class, although the second is positive.
    private static string[] ClassNames(DataViewSchema.Column label)
    {
        if (label.Type is not KeyDataViewType || !label.HasKeyValues())
            return ["positive", "negative"];
        VBuffer<ReadOnlyMemory<char>> values = default;
        label.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }
}
