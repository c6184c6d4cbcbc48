using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Benchmarks.Compare.Peers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>Scoring of many rows through a cursor, beside PyTorch on one tensor in batches.</summary>
internal sealed class TransformJob() : Job("transform", "Transform of 100,000 rows, 784→512→256→10")
{
    private const int Rows = 100_000;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        MLContext ml = new(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(DigitScoring.Rows(Rows));
        IDataView scored = DigitScoring.Train(ml).Transform(rows);
        Pass(scored);
        using Side ours = new("a cursor over Score and PredictedLabel", _ => Pass(scored));
        using PeerSide? theirs = bench.StartPeer("inference", "--sizes", "784-512-256-10", "--rows", $"{Rows}");
        yield return bench.Measure(Title, ours, Goal.AtLeastTimes(1.5), theirs);
    }

    private static double Pass(IDataView scored)
    {
        long start = Stopwatch.GetTimestamp();
        DataViewSchema.Column score = scored.Schema["Score"], label = scored.Schema["PredictedLabel"];
        using DataViewRowCursor cursor = scored.GetRowCursor([score, label]);
        ValueGetter<VBuffer<float>> scores = cursor.GetGetter<VBuffer<float>>(score);
        ValueGetter<uint> labels = cursor.GetGetter<uint>(label);
        VBuffer<float> values = default;
        uint predicted = 0;
        int count = 0;
        while (cursor.MoveNext())
        {
            scores(ref values);
            labels(ref predicted);
            count++;
        }

        return count == Rows ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new InvalidOperationException($"{Rows} rows were to be scored, got {count}.");
    }
}
