using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Tests;

/// <summary>Numbers for tests, the same on every machine.</summary>
internal static class RandomValues
{
    /// <summary>Numbers in [−1, 1).</summary>
    public static float[] Singles(int count, int seed)
    {
        var stream = new Philox(seed, RandomUse.WeightInit, int.MaxValue);
        return [.. Enumerable.Range(0, count).Select(i => (2 * Philox.ToUnit(stream.Word((ulong)i))) - 1)];
    }

    public static byte[] Bytes(int count, int seed)
    {
        var stream = new Philox(seed, RandomUse.WeightInit, int.MaxValue);
        return [.. Enumerable.Range(0, count).Select(i => (byte)stream.Word((ulong)i))];
    }
}
