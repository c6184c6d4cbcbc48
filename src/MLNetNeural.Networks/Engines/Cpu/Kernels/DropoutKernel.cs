using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Inverted dropout: kept values are scaled by 1/(1 − p), so that scoring needs no scale.</summary>
internal static class DropoutKernel
{
    /// <summary>1/(1 − p), rounded once: 10 for 0.9, though 1 − 0.9f is 0.100000024.</summary>
    public static float Scale(float p) => (float)(1 / (1 - AsWritten.Of(p)));

    /// <summary>Draws the mask of one row: each element is 0 with probability p, else 1/(1 − p).</summary>
    /// <param name="stream">The random stream of layer and step.</param>
    /// <param name="row">Position of the row in the batch.</param>
    /// <param name="p">Probability of dropping.</param>
    /// <param name="keep">What <see cref="Scale"/> says of p.</param>
    /// <param name="mask">Receives the factors.</param>
    public static void Mask(Philox stream, int row, float p, float keep, Span<float> mask)
    {
        ulong position = (ulong)(uint)row << 32;
        for (int i = 0; i < mask.Length; i += 4, position++)
        {
            (uint a, uint b, uint c, uint d) = stream.Draw(position);
            mask[i] = Philox.ToUnit(a) < p ? 0 : keep;
            if (i + 1 < mask.Length) mask[i + 1] = Philox.ToUnit(b) < p ? 0 : keep;
            if (i + 2 < mask.Length) mask[i + 2] = Philox.ToUnit(c) < p ? 0 : keep;
            if (i + 3 < mask.Length) mask[i + 3] = Philox.ToUnit(d) < p ? 0 : keep;
        }
    }
}
