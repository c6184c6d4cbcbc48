using System.Numerics;
using System.Numerics.Tensors;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Inverted dropout: kept values are scaled by 1/(1 − p), so that scoring needs no scale.</summary>
internal static class DropoutKernel
{
    /// <summary>Factors that are drawn at one time.</summary>
    private const int MaskPart = 256;

    /// <summary>1/(1 − p), rounded once: 10 for 0.9, though 1 − 0.9f is 0.100000024.</summary>
    public static float Scale(float p) => (float)(1 / (1 - AsWritten.Of(p)));

    /// <summary>Multiplies some values of a row by their factors: 0 with probability p, else 1/(1 − p).</summary>
    /// <param name="stream">The random stream of the step.</param>
    /// <param name="row">Position of the row in the batch.</param>
    /// <param name="first">Position of the first value in the row.</param>
    /// <param name="p">Probability of dropping.</param>
    /// <param name="keep">What <see cref="Scale"/> says of p.</param>
    /// <param name="x">The values. Overwritten.</param>
    public static void Apply(Philox stream, int row, int first, float p, float keep, Span<float> x)
    {
        Span<float> mask = stackalloc float[MaskPart];
        for (int start = 0; start < x.Length; start += mask.Length)
        {
            Span<float> part = x.Slice(start, Math.Min(mask.Length, x.Length - start));
            Mask(stream, Position(row, first + start), p, keep, mask[..part.Length]);
            TensorPrimitives.Multiply(part, mask[..part.Length], part);
        }
    }

    /// <summary>The factor of one value of a row.</summary>
    public static float Factor(Philox stream, int row, int index, float p, float keep) => Philox.ToUnit(stream.Word(Position(row, index))) < p ? 0 : keep;

    /// <summary>Draws the mask of one row: each element is 0 with probability p, else 1/(1 − p).</summary>
    /// <param name="stream">The random stream of layer and step.</param>
    /// <param name="row">Position of the row in the batch.</param>
    /// <param name="p">Probability of dropping.</param>
    /// <param name="keep">What <see cref="Scale"/> says of p.</param>
    /// <param name="mask">Receives the factors.</param>
    public static void Mask(Philox stream, int row, float p, float keep, Span<float> mask) => Mask(stream, Position(row, 0), p, keep, mask);

    private static ulong Position(int row, int index) => ((ulong)(uint)row << 34) + (uint)index;

    private static void Mask(Philox stream, ulong position, float p, float keep, Span<float> mask)
    {
        Span<uint> words = stackalloc uint[MaskPart];
        for (int start = 0; start < mask.Length; start += MaskPart)
        {
            Span<float> part = mask.Slice(start, Math.Min(MaskPart, mask.Length - start));
            stream.Words(position + (uint)start, words[..part.Length]);
            Factors(words[..part.Length], p, keep, part);
        }
    }

    private static void Factors(ReadOnlySpan<uint> words, float p, float keep, Span<float> factors)
    {
        int i = 0;
        for (; i <= words.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            Vector<float> units = Philox.ToUnit(new Vector<uint>(words[i..]));
            Vector.ConditionalSelect(Vector.LessThan(units, new Vector<float>(p)), Vector<float>.Zero, new Vector<float>(keep)).CopyTo(factors[i..]);
        }

        for (; i < words.Length; i++) factors[i] = Philox.ToUnit(words[i]) < p ? 0 : keep;
    }
}
