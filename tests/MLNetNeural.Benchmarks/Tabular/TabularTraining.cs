using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Benchmarks.Tabular;

/// <summary>Trains on a table and scores another.</summary>
internal static class TabularTraining
{
    public static IEnumerable<(string Metric, double Value)> Run(TabularTask task, int seed, Table train, Table test)
    {
        int outputs = task.Kind == TabularKind.Multiclass ? (int)train.Labels.Max() + 1 : 1;
        using SingleFeatures features = Store(train), tested = Store(test);
        Targets targets = task.Kind == TabularKind.Multiclass
            ? Targets.OfClasses([.. train.Labels.Select(label => (int)label)], outputs)
            : Targets.OfValues(train.Labels, 1);
        CpuEngine engine = new(1);
        using INetwork network = engine.CreateNetwork(MlpSpec.Of(features.Columns, [new DenseLayer(task.HiddenUnits)], outputs));
        DrawAsScikitLearn(network, seed);
        new TrainingLoop(engine, TrainingSet.WithoutValidation(features, targets), new TrainingOptions
        {
            Loss = task.Loss,
            Optimizer = task.Optimizer,
            BatchSize = TabularTask.BatchSize,
            MaxEpochs = task.Epochs,
            Seed = seed,
        }).Run(network);

        float[] scores = new float[test.Labels.Length * outputs];
        using (IScorer scorer = network.CreateScorer(test.Labels.Length))
            scorer.Score(tested, [.. Enumerable.Range(0, test.Labels.Length)], scores);
        return Evaluate(task.Kind, scores, outputs, test.Labels);
    }

    /// <summary>Weights and biases from U(−b, b), b = √(6/(inputs + units)): Xavier's, but for the biases.</summary>
    private static void DrawAsScikitLearn(INetwork network, int seed)
    {
        Initializer.Draw(network, WeightInitializer.XavierUniform(), seed);
        Random random = new(seed);
        double bound = 0;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            TensorInfo info = network.Infos[t];
            if (info.Role == TensorRole.Weight) bound = Math.Sqrt(6.0 / (info.Columns + info.Rows));
            else network.Write(t, 0, [.. Enumerable.Range(0, info.Rows * info.Columns).Select(_ => (float)(((2 * random.NextDouble()) - 1) * bound))]);
        }
    }

    private static SingleFeatures Store(Table table)
    {
        SingleFeatures store = new(table.Features[0].Length);
        foreach (float[] row in table.Features) store.Add(row);
        return store;
    }

    private static IEnumerable<(string Metric, double Value)> Evaluate(TabularKind kind, float[] scores, int outputs, float[] labels)
    {
        int rows = labels.Length;
        if (kind == TabularKind.Regression)
        {
            double mean = labels.Average(label => (double)label);
            yield return ("R2", 1 - (Enumerable.Range(0, rows).Sum(r => Math.Pow(scores[r] - (double)labels[r], 2)) / labels.Sum(label => Math.Pow(label - mean, 2))));
            yield break;
        }

        int Decide(int row)
        {
            if (outputs == 1) return scores[row] > 0 ? 1 : 0;
            float[] ofRow = scores[(row * outputs)..((row + 1) * outputs)];
            return Array.IndexOf(ofRow, ofRow.Max());
        }

        yield return ("accuracy", Enumerable.Range(0, rows).Count(r => Decide(r) == (int)labels[r]) / (double)rows);
        if (kind == TabularKind.Binary) yield return ("AUC", AreaUnderRocCurve(scores, labels));
    }

    /// <summary>The share of pairs of a positive and a negative row of which the positive has the higher score; a tie is half of one.</summary>
    private static double AreaUnderRocCurve(float[] scores, float[] labels)
    {
        float[] positives = [.. scores.Where((_, r) => labels[r] == 1)], negatives = [.. scores.Where((_, r) => labels[r] == 0)];
        return positives.Average(p => negatives.Average(n => p > n ? 1 : p == n ? 0.5 : 0));
    }
}
