using Microsoft.ML;
using MLNetNeural.Benchmarks.Compare.Peers;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>One row after the other: the median of the calls, and what they allocate.</summary>
internal sealed class PredictionEngineJob() : Job("prediction-engine", "PredictionEngine, a row of 784→512→256→10")
{
    private const int Rows = 1000, Calls = 10_000;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        MLContext ml = new(seed: 1);
        DigitScoring.Digit[] rows = DigitScoring.Rows(Rows);
        using var engine = ml.Model.CreatePredictionEngine<DigitScoring.Digit, DigitScoring.Prediction>(DigitScoring.Train(ml));
        DigitScoring.Prediction prediction = new();
        int row = 0;
        void Predict() => engine.Predict(rows[row++ % Rows], ref prediction);
        Bench.Repeat(Predict, seconds: 1);

        using Side ours = new("Predict into the same object", seconds => Bench.Repeat(Predict, seconds));
        using PeerSide? theirs = bench.StartPeer("single", "--sizes", "784-512-256-10");
        yield return bench.Measure(Title, ours, Goal.AtMost(20e-6, Unit.Seconds), theirs);
        yield return new Row($"{Title}: allocated by a call", Unit.Bytes, new Series([.. Enumerable.Range(0, bench.Rounds).Select(_ => Allocated())]), Goal.AtMost(0, Unit.Bytes))
        {
            Note = "all threads, Predict into the same object",
        };

        using INetwork network = new CpuEngine().CreateNetwork(StepShape.Digits.Spec);
        Initializer.PyTorchDefault(network, seed: 1); // zeros would be passed over
        using IScorer scorer = network.CreateScorer(maxRows: 1);
        using SingleFeatures features = StepShape.Digits.SingleStore();
        float[] outputs = new float[DigitScoring.Classes];
        void Score() => scorer.Score(features, [0], outputs);
        Bench.Repeat(Score, seconds: 1);
        using Side alone = new("", seconds => Bench.Repeat(Score, seconds));
        yield return bench.Measure($"{Title}: the network's part of it", alone, goal: null, other: null);

        double Allocated()
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int call = 0; call < Calls; call++) Predict();

            // What a timer of the runtime allocates meanwhile is less than a byte a call.
            return Math.Floor((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls);
        }
    }
}
