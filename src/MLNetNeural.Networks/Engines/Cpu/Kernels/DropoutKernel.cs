using System.Numerics.Tensors;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Inverted dropout: kept values are scaled by 1/(1 − p), so that scoring needs no scale.</summary>
internal static class DropoutKernel
{
    /// <summary>1/(1 − p), rounded once: 10 for 0.9, though 1 − 0.9f is 0.100000024.</summary>
    public static float Scale(float p) => (float)(1 / (1 - AsWritten.Of(p)));

    /// <summary>Multiplies some values of a row by their factors: 0 with probability p, else 1/(1 − p).</summary>
    /// <param name="stream">The random stream of the step.</param>
    /// <param name="row">Position of the row in the batch.</param>
    /// <param name="first">Position of the first value in the row; a multiple of 4.</param>
    /// <param name="p">Probability of dropping.</param>
    /// <param name="keep">What <see cref="Scale"/> says of p.</param>
    /// <param name="x">The values. Overwritten.</param>
    public static void Apply(Philox stream, int row, int first, float p, float keep, Span<float> x)
    {
        Span<float> mask = stackalloc float[256];
        for (int start = 0; start < x.Length; start += mask.Length)
        {
            Span<float> part = x.Slice(start, Math.Min(mask.Length, x.Length - start));
            Mask(stream, Position(row, first + start), p, keep, mask[..part.Length]);
            TensorPrimitives.Multiply(part, mask[..part.Length], part);
        }
    }

    /// <summary>The factor of one value of a row.</summary>
    public static float Factor(Philox stream, int row, int index, float p, float keep)
    {
        (uint a, uint b, uint c, uint d) = stream.Draw(Position(row, index));
        uint word = (index & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
        return Philox.ToUnit(word) < p ? 0 : keep;
    }

    /// <summary>Draws the mask of one row: each element is 0 with probability p, else 1/(1 − p).</summary>
    /// <param name="stream">The random stream of layer and step.</param>
    /// <param name="row">Position of the row in the batch.</param>
    /// <param name="p">Probability of dropping.</param>
    /// <param name="keep">What <see cref="Scale"/> says of p.</param>
    /// <param name="mask">Receives the factors.</param>
    public static void Mask(Philox stream, int row, float p, float keep, Span<float> mask) => Mask(stream, Position(row, 0), p, keep, mask);

    private static ulong Position(int row, int index) => ((ulong)(uint)row << 32) + ((uint)index >> 2);

    private static void Mask(Philox stream, ulong position, float p, float keep, Span<float> mask)
    {
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
