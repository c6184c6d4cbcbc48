using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests;

/// <summary>What tests ask a network.</summary>
internal static class NetworkExtensions
{
    /// <summary>All values of a tensor, row after row.</summary>
    public static float[] Values(this ITensors tensors, int tensor)
    {
        float[] values = new float[tensors.Infos[tensor].Length];
        tensors.Read(tensor, 0, values);
        return values;
    }

    /// <summary>All parameters, tensor after tensor.</summary>
    public static float[] AllValues(this ITensors tensors) => [.. Enumerable.Range(0, tensors.Infos.Count).SelectMany(t => tensors.Values(t))];

    /// <summary>Overwrites all tensors with what <see cref="AllValues"/> gave.</summary>
    public static void SetAll(this ITensors tensors, float[] values)
    {
        int start = 0;
        for (int t = 0; t < tensors.Infos.Count; t++)
        {
            int length = (int)tensors.Infos[t].Length;
            tensors.Write(t, 0, values.AsSpan(start, length));
            start += length;
        }
    }

    /// <summary>The outputs of all rows.</summary>
    public static float[] Score(this INetwork network, FeatureStore features)
    {
        float[] outputs = new float[features.Count * network.Spec.Outputs];
        using IScorer scorer = network.CreateScorer(features.Count);
        scorer.Score(features, [.. Enumerable.Range(0, features.Count)], outputs);
        return outputs;
    }

    /// <summary>The bits of numbers: two runs are the same only if NaN and −0 are too.</summary>
    public static int[] Bits(this IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
