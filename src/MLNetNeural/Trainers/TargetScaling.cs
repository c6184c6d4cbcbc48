using System.Collections.Immutable;
using MLNetNeural.Networks.Features;
using MLNetNeural.Persistence;

namespace MLNetNeural.Trainers;

/// <summary>Targets in standard deviations from their mean, output by output: t = (y − mean) / deviation.</summary>
internal sealed class TargetScaling
{
    private readonly float[] _means;
    private readonly float[] _deviations;

    private TargetScaling(float[] means, float[] deviations)
    {
        _means = means;
        _deviations = deviations;
    }

    /// <summary>Mean and deviation (of the population) of some rows, by their weights; an output that is constant has the deviation 1.</summary>
    public static TargetScaling Of(Targets targets, ImmutableArray<int> rows)
    {
        float[] means = new float[targets.Outputs], deviations = new float[targets.Outputs];
        double weights = 0;
        foreach (int row in rows) weights += targets.Weight(row);
        for (int j = 0; j < means.Length; j++)
        {
            double sum = 0, squares = 0;
            foreach (int row in rows) sum += (double)targets.Weight(row) * targets[row].Values[j];
            double mean = sum / weights;
            foreach (int row in rows)
            {
                double difference = targets[row].Values[j] - mean;
                squares += targets.Weight(row) * difference * difference;
            }

            means[j] = (float)mean;
            float deviation = (float)Math.Sqrt(squares / weights);
            deviations[j] = deviation > 0 && float.IsFinite(1 / deviation) ? deviation : 1;
        }

        return new TargetScaling(means, deviations);
    }

    /// <summary>Standardized targets.</summary>
    public Targets Standardize(Targets targets)
    {
        float[] values = new float[(long)targets.Count * targets.Outputs];
        for (int row = 0, i = 0; row < targets.Count; row++)
        {
            ReadOnlySpan<float> target = targets[row].Values;
            for (int j = 0; j < target.Length; j++, i++) values[i] = (float)(((double)target[j] - _means[j]) / _deviations[j]);
        }

        return Targets.OfValues(values, targets.Outputs);
    }

    /// <summary>Outputs in the units of the label again, in place; as many for each value of the label, side by side.</summary>
    public void ToUnits(Span<float> outputs)
    {
        int perValue = outputs.Length / _means.Length;
        for (int j = 0; j < outputs.Length; j++) outputs[j] = (float)(((double)outputs[j] * _deviations[j / perValue]) + _means[j / perValue]);
    }

    /// <summary>Writes means, then deviations.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (float mean in _means) writer.Write(mean);
        foreach (float deviation in _deviations) writer.Write(deviation);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TargetScaling Read(BinaryReader reader, int outputs)
    {
        float[] means = MlpPayload.ReadSingles(reader, outputs);
        return new TargetScaling(means, MlpPayload.ReadSingles(reader, outputs));
    }
}
