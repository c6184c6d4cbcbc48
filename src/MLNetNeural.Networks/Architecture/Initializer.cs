using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Architecture;

/// <summary>Draws the weights that training starts from.</summary>
public static class Initializer
{
    private const int RunFloats = 1 << 20;

    /// <summary>
    /// PyTorch's default for linear layers: weights and biases from U(−b, b), b = 1/√inputs (kaiming_uniform with a = √5).
    /// </summary>
    /// <param name="network">The network; all its parameters are overwritten.</param>
    /// <param name="seed">Where the numbers come from: each is a function of seed, tensor and position alone.</param>
    public static void PyTorchDefault(INetwork network, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        float bound = 0;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            TensorInfo info = network.Infos[t];
            if (!info.IsVector) bound = (float)(1 / Math.Sqrt(info.Columns)); // a bias follows its weight and takes its bound
            Draw(network, t, bound, new Philox(seed, RandomUse.WeightInit, t));
        }
    }

    /// <summary>Fills a tensor from U(−bound, bound), on all cores: its runs of rows share nothing.</summary>
    private static void Draw(INetwork network, int tensor, float bound, Philox stream)
    {
        TensorInfo info = network.Infos[tensor];
        int run = (int)Math.Clamp(RunFloats / (long)info.Columns, Math.Min(16, info.Rows), info.Rows); // 16 rows fill lines of memory
        int workers = Math.Min(Environment.ProcessorCount, (info.Rows + run - 1) / run);
        Parallel.For(0, workers, worker =>
        {
            float[] values = new float[run * info.Columns];
            for (int row = worker * run; row < info.Rows; row += workers * run)
            {
                Span<float> part = values.AsSpan(0, Math.Min(run, info.Rows - row) * info.Columns);
                Fill(stream, (ulong)row * (ulong)info.Columns, bound, part);
                network.Write(tensor, row, part);
            }
        });
    }

    private static void Fill(Philox stream, ulong start, float bound, Span<float> values)
    {
        ulong block = ulong.MaxValue;
        (uint A, uint B, uint C, uint D) words = default;
        for (int i = 0; i < values.Length; i++)
        {
            ulong index = start + (ulong)i;
            if (index >> 2 != block) words = stream.Draw(block = index >> 2);
            uint word = (index & 3) switch { 0 => words.A, 1 => words.B, 2 => words.C, _ => words.D };
            values[i] = ((2 * Philox.ToUnit(word)) - 1) * bound;
        }
    }
}
