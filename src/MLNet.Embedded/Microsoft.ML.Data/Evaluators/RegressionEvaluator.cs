using Microsoft.ML.Runtime;
using static Microsoft.ML.Data.EvaluationColumns;

namespace Microsoft.ML.Data;

/// <summary>Reads scored rows once and sums their errors.</summary>
internal sealed class RegressionEvaluator(IHostEnvironment env, string labelColumnName, string scoreColumnName)
{
    public RegressionMetrics Evaluate(IDataView data)
    {
        DataViewSchema.Column label = Find(data.Schema, "Label", labelColumnName);
        DataViewSchema.Column score = Find(data.Schema, "Score", scoreColumnName);
        CheckSingle("score", score);
        CheckSingle("label", label);

        RegressionCounters counters = new();
        long unlabelled = 0, unscored = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor([label, score]))
        {
            ValueGetter<float> getLabel = cursor.GetGetter<float>(label);
            ValueGetter<float> getScore = cursor.GetGetter<float>(score);
            float actual = 0, predicted = 0;
            while (cursor.MoveNext())
            {
                getLabel(ref actual);
                getScore(ref predicted);
                if (float.IsNaN(actual))
                    unlabelled++;
                else if (float.IsNaN(predicted))
                    unscored++;
                else
                    counters.Add(actual, predicted);
            }
        }

        using IChannel channel = env.Start("Evaluate");
        Warn(channel, unlabelled, "rows without a label; they do not count.");
        Warn(channel, unscored, "rows whose score is NaN; they do not count.");
        return new(counters);
    }
}
