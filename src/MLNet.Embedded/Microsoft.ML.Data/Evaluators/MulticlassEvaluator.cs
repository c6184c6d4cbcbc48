using System.Globalization;
using Microsoft.ML.Runtime;
using static Microsoft.ML.Data.EvaluationColumns;

namespace Microsoft.ML.Data;

/// <summary>Reads scored rows once and counts them.</summary>
internal sealed class MulticlassEvaluator(
    IHostEnvironment env, string labelColumnName, string scoreColumnName, string predictedLabelColumnName, int topK)
{
    public MulticlassClassificationMetrics Evaluate(IDataView data)
    {
        DataViewSchema.Column score = Find(data.Schema, "Score", scoreColumnName);
        DataViewSchema.Column label = Find(data.Schema, "Label", labelColumnName);
        Find(data.Schema, "PredictedLabel", predictedLabelColumnName);
        if (score.Type is not VectorDataViewType { Size: >= 2 } scores || !scores.ItemType.Equals(NumberDataViewType.Single))
            throw Mismatch("score", score, "vector of two or more items of type Single");
        if (label.Type is not KeyDataViewType && !label.Type.Equals(NumberDataViewType.Single))
            throw Mismatch("label", label, "Single or Key");

        MulticlassCounters counters = new(scores.Size, topK);
        long unlabelled = 0, notAClass = 0, notFinite = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor([label, score]))
        {
            ValueGetter<VBuffer<float>> getScores = cursor.GetGetter<VBuffer<float>>(score);
            Func<float> getLabel = LabelReader(cursor, label);
            VBuffer<float> buffer = default;
            float[] dense = new float[scores.Size];
            while (cursor.MoveNext())
            {
                float value = getLabel();
                if (float.IsNaN(value))
                {
                    unlabelled++;
                    continue;
                }
                if (value < 0 || value != (int)value)
                {
                    notAClass++;
                    continue;
                }
                getScores(ref buffer);
                if (buffer.Length != dense.Length)
                {
                    throw new InvalidOperationException(
                        $"Row {cursor.Position} has {buffer.Length} scores in column '{score.Name}', whose type says {dense.Length}.");
                }
                buffer.CopyTo(dense);
                if (Array.TrueForAll(dense, float.IsFinite))
                    counters.Add((int)value, dense);
                else
                    notFinite++;
            }
        }

        using IChannel channel = env.Start("Evaluate");
        Warn(channel, unlabelled, "rows without a label; they do not count.");
        Warn(channel, notAClass, "rows whose label is negative or not an integer; they do not count.");
        Warn(channel, notFinite, "rows with a score that is NaN or infinite; they do not count.");
        Warn(channel, counters.RowsOfUnknownClass, "rows of a class that has no score; each of them adds -ln 1e-15 = 34.5 to the sum of the log-loss.");
        return new(counters, ClassNames(score, scores.Size));
    }

    // The slot names of the scores; without them the indices.
    private static string[] ClassNames(DataViewSchema.Column score, int count)
    {
        string[] names = new string[count];
        if (score.HasSlotNames())
        {
            VBuffer<ReadOnlyMemory<char>> slotNames = default;
            score.GetSlotNames(ref slotNames);
            foreach ((int i, ReadOnlyMemory<char> name) in slotNames.Items(all: true))
                names[i] = name.ToString();
        }
        else
        {
            for (int i = 0; i < count; i++)
                names[i] = i.ToString(CultureInfo.InvariantCulture);
        }
        return names;
    }
}
