using System.Numerics;
using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Architecture;

/// <summary>Draws the initial weights.</summary>
public static class Initializer
{
    private const int RunFloats = 1 << 20;

    /// <summary>Words that are drawn at one time.</summary>
    private const int DrawnWords = 256;

    /// <summary>Draws weights and biases as PyTorch does by default; see <see cref="Draw"/>.</summary>
    public static void PyTorchDefault(INetwork network, int seed) => Draw(network, WeightInitializer.PyTorchDefault, seed);

    /// <summary>Draws the weights; biases, normalizations and their running statistics get their initial values.</summary>
    /// <param name="network">The network; all its tensors are overwritten.</param>
    /// <param name="initializer">The distribution of the weights.</param>
    /// <param name="seed">The seed: each number is a function of seed, tensor and position alone.</param>
    public static void Draw(INetwork network, WeightInitializer initializer, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(initializer);
        bool isNormal = initializer.Kind is WeightInitializerKind.KaimingNormal or WeightInitializerKind.XavierNormal or WeightInitializerKind.Normal;
        double spread = 0;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            TensorInfo info = network.Infos[t];
            if (info.Role == TensorRole.Weight) spread = initializer.Spread(info.Columns, info.Rows);
            bool isDrawn = info.Role == TensorRole.Weight || (info.Role == TensorRole.Bias && initializer.Kind == WeightInitializerKind.PyTorchDefault);
            if (isDrawn && spread > 0) Fill(network, t, (float)spread, isNormal, new Philox(seed, RandomUse.WeightInit, t));
            else Set(network, t, info.Role is TensorRole.NormWeight or TensorRole.RunningVariance ? 1 : 0);
        }
    }

    /// <summary>Fills a tensor from U(−spread, spread) or N(0, spread²), on all cores: its runs of rows share nothing.</summary>
    private static void Fill(INetwork network, int tensor, float spread, bool isNormal, Philox stream)
    {
        TensorInfo info = network.Infos[tensor];
        int run = (int)Math.Clamp(RunFloats / (long)info.Columns, Math.Min(16, info.Rows), info.Rows); // 16 rows fill lines of memory
        int workers = Math.Min(Environment.ProcessorCount, (info.Rows + run - 1) / run);
        if (workers == 1) FillRuns(0); // threads of the pool would wake for a matter of microseconds
        else Parallel.For(0, workers, FillRuns);

        void FillRuns(int worker)
        {
            // Not an array: of a wide layer it is large, and would stay beside the network until the garbage collector comes.
            using var values = new NativeBuffer<float>((long)run * info.Columns, isZeroed: false);
            for (int row = worker * run; row < info.Rows; row += workers * run)
            {
                Span<float> part = values.Slice(0, Math.Min(run, info.Rows - row) * info.Columns);
                if (isNormal) FillNormal(stream, (ulong)row * (ulong)info.Columns, spread, part);
                else FillUniform(stream, (ulong)row * (ulong)info.Columns, spread, part);
                network.Write(tensor, row, part);
            }
        }
    }

    private static void Set(INetwork network, int tensor, float value)
    {
        TensorInfo info = network.Infos[tensor];
        float[] row = new float[info.Columns];
        Array.Fill(row, value);
        for (int r = 0; r < info.Rows; r++) network.Write(tensor, r, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called too few times for the runtime to find that it is worth it
    private static void FillUniform(Philox stream, ulong start, float bound, Span<float> values)
    {
        Span<uint> words = stackalloc uint[DrawnWords];
        for (int first = 0; first < values.Length; first += DrawnWords)
        {
            Span<float> part = values.Slice(first, Math.Min(DrawnWords, values.Length - first));
            stream.Words(start + (ulong)first, words[..part.Length]);
            int i = 0;
            for (; i <= part.Length - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                (((2 * Philox.ToUnit(new Vector<uint>(words[i..]))) - Vector<float>.One) * bound).CopyTo(part[i..]);
            }

            for (; i < part.Length; i++) part[i] = Uniform(words[i], bound);
        }
    }

    private static float Uniform(uint word, float bound) => ((2 * Philox.ToUnit(word)) - 1) * bound;

    /// <summary>Four words give four numbers of N(0, 1), by pairs. Box and Muller, 1958.</summary>
    private static void FillNormal(Philox stream, ulong start, float deviation, Span<float> values)
    {
        Span<uint> words = stackalloc uint[DrawnWords];
        double radius = 0, turn = 0;
        for (int first = 0, count; first < values.Length; first += count)
        {
            int skipped = (int)((start + (ulong)first) % 2); // the first may be the second of its pair
            count = Math.Min(DrawnWords - skipped, values.Length - first);
            Span<uint> drawn = words[..(skipped + count + ((skipped + count) % 2))];
            stream.Words(start + (ulong)first - (ulong)skipped, drawn);
            for (int i = skipped; i < skipped + count; i++)
            {
                bool isSecond = i % 2 == 1;
                if (!isSecond || i == skipped)
                {
                    (uint size, uint angle) = isSecond ? (drawn[i - 1], drawn[i]) : (drawn[i], drawn[i + 1]);
                    radius = deviation * Math.Sqrt(-2 * Math.Log((size + 1.0) / (1L << 32)));
                    turn = 2 * Math.PI * angle / (1L << 32);
                }

                values[first + i - skipped] = (float)(radius * (isSecond ? Math.Sin(turn) : Math.Cos(turn)));
            }
        }
    }
}
