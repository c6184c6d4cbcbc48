using System.Globalization;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Goes over test rows and gathers what a report shows of them, for each task.</summary>
internal static class TestEvaluation
{
    private const double LeastProbability = 1e-15; // ML.NET's: a logarithm needs one

    /// <summary>Scores of a classifier of several classes.</summary>
    public static ReportEvaluation Multiclass(ScoredRows rows, IReadOnlyList<string> classes, bool haveNames, WrongRows? wrong)
    {
        var confusion = new Confusion(classes);
        var calibration = new Calibration();
        Func<int> label = ClassLabels.Of(rows, classes, haveNames);
        double loss = 0;
        while (rows.MoveNext())
        {
            float[] probabilities = rows.Scores();
            int truth = label(), predicted = IndexOfMax(probabilities);
            if (truth < 0 || probabilities.Any(float.IsNaN))
            {
                rows.LeftOut++;
                continue;
            }

            confusion.Add(truth, predicted);
            calibration.Add(probabilities[predicted], truth == predicted);
            loss -= Math.Log(Math.Max(probabilities[truth], LeastProbability));
            if (truth != predicted) wrong?.Add(probabilities[predicted], classes[truth], classes[predicted], rows);
        }

        RequireRows(confusion.Rows);
        ClassScores[] scores = confusion.Scores();
        CalibrationData? bins = calibration.ToData("the predicted class");
        return new ReportEvaluation(
            confusion.Rows,
            [
                new("Accuracy", Share(confusion.Accuracy)),
                new("Log-loss", Text(loss / confusion.Rows)),
                new("Macro recall", Share(scores.Average(one => one.Recall))),
                new("Macro F1", Decimals(scores.Average(one => one.F1))),
                new("Calibration error", Decimals(bins?.ExpectedError)),
            ])
        {
            Note = NoteOf(rows),
            Confusion = confusion.ToData(),
            Classes = scores,
            Calibration = bins,
        };
    }

    /// <summary>Scores of a classifier of true and false.</summary>
    public static ReportEvaluation Binary(ScoredRows rows, WrongRows? wrong)
    {
        string[] names = ["false", "true"];
        var confusion = new Confusion(names);
        var calibration = new Calibration();
        List<float> logits = [];
        List<bool> labels = [];
        Func<float[]> label = rows.LabelNumbers();
        while (rows.MoveNext())
        {
            float logit = rows.Scores()[0];
            bool truth = label()[0] > 0, predicted = logit > 0;
            if (float.IsNaN(logit))
            {
                rows.LeftOut++;
                continue;
            }

            double probability = 1 / (1 + Math.Exp(-logit));
            logits.Add(logit);
            labels.Add(truth);
            confusion.Add(truth ? 1 : 0, predicted ? 1 : 0);
            calibration.Add(probability, truth);
            if (truth != predicted) wrong?.Add(predicted ? probability : 1 - probability, names[truth ? 1 : 0], names[predicted ? 1 : 0], rows);
        }

        RequireRows(confusion.Rows);
        ClassScores[] scores = confusion.Scores();
        var curves = new ThresholdCurves(logits, labels);
        ThresholdCurve? roc = curves.Roc(), precisionRecall = curves.PrecisionRecall();
        CalibrationData? bins = calibration.ToData("true");
        return new ReportEvaluation(
            confusion.Rows,
            [
                new("Area under the ROC curve", Decimals(roc?.Area)),
                new("Accuracy", Share(confusion.Accuracy)),
                new("Average precision", Decimals(precisionRecall?.Area)),
                new("F1 of true", Decimals(scores[1].F1)),
                new("Calibration error", Decimals(bins?.ExpectedError)),
                new("Share of true rows", Share((double)scores[1].Support / confusion.Rows)),
            ])
        {
            Note = NoteOf(rows),
            Confusion = confusion.ToData(),
            Classes = scores,
            Calibration = bins,
            Roc = roc,
            PrecisionRecall = precisionRecall,
        };
    }

    /// <summary>Scores of a classifier of true and false for each of several labels.</summary>
    public static ReportEvaluation MultiLabel(ScoredRows rows, IReadOnlyList<string> names)
    {
        long[] right = new long[names.Count], predicted = new long[names.Count], support = new long[names.Count];
        var calibration = new Calibration();
        long count = 0, whole = 0, agreed = 0;
        Func<float[]> label = rows.LabelNumbers();
        while (rows.MoveNext())
        {
            float[] logits = rows.Scores(), truth = label();
            if (truth.Length != names.Count || logits.Any(float.IsNaN))
            {
                rows.LeftOut++;
                continue;
            }

            count++;
            int same = 0;
            for (int l = 0; l < names.Count; l++)
            {
                bool isTrue = truth[l] > 0, isSaid = logits[l] > 0;
                if (isTrue) support[l]++;
                if (isSaid) predicted[l]++;
                if (isTrue && isSaid) right[l]++;
                if (isTrue == isSaid) same++;
                calibration.Add(1 / (1 + Math.Exp(-logits[l])), isTrue);
            }

            agreed += same;
            if (same == names.Count) whole++;
        }

        RequireRows(count);
        ClassScores[] scores = [.. names.Select((name, l) => Confusion.ScoresOf(name, right[l], predicted[l], support[l]))];
        return new ReportEvaluation(
            count,
            [
                new("Macro F1", Decimals(scores.Average(one => one.F1))),
                new("Micro F1", Decimals(Confusion.ScoresOf("", right.Sum(), predicted.Sum(), support.Sum()).F1)),
                new("Rows with all labels right", Share((double)whole / count)),
                new("Labels right", Share((double)agreed / count / names.Count)),
            ])
        {
            Note = NoteOf(rows),
            Classes = scores,
            Calibration = calibration.ToData("true"),
        };
    }

    /// <summary>Values against true ones.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="names">A name for each value of the label; null for a single value.</param>
    /// <param name="scoreOf">Which score is the value of which output.</param>
    /// <param name="featureName">Name of the feature where there is only one; else null.</param>
    /// <param name="points">Most points.</param>
    public static ReportEvaluation Regression(ScoredRows rows, IReadOnlyList<string>? names, Func<int, int> scoreOf, string? featureName, int points)
    {
        RegressionMetrics[] outputs = names is null ? [new(null)] : [.. names.Select(name => new RegressionMetrics(name))];
        Func<float[]> label = rows.LabelNumbers();
        long count = 0;
        while (rows.MoveNext())
        {
            float[] scores = rows.Scores(), truth = label();
            if (truth.Length != outputs.Length || truth.Any(float.IsNaN) || scores.Any(float.IsNaN))
            {
                rows.LeftOut++;
                continue;
            }

            count++;
            double? feature = featureName is null ? null : rows.Features!()[0];
            for (int o = 0; o < outputs.Length; o++) outputs[o].Add(truth[o], scores[scoreOf(o)], feature);
        }

        RequireRows(count);
        RegressionOutput[] data = [.. outputs.Select(output => output.ToData(points, featureName))];
        return new ReportEvaluation(count, [.. data[0].Metrics.Select(metric => data[0].Name is null ? metric : metric with { Name = $"{metric.Name} of {data[0].Name}" })])
        {
            Note = NoteOf(rows),
            Outputs = data,
        };
    }

    private static void RequireRows(long count)
    {
        if (count == 0) throw new InvalidOperationException("The test data have no row with a label and scores: give others, or leave ReportOptions.TestData out.");
    }

    private static string? NoteOf(ScoredRows rows) => rows.LeftOut == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"{rows.LeftOut:#,0} rows were left out: their label is missing or unknown to the model, or their scores are not numbers.");

    private static int IndexOfMax(float[] values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++) if (values[i] > values[best]) best = i;
        return best;
    }

    private static string Share(double? value) => value is { } share ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %") : "–";

    private static string Decimals(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
