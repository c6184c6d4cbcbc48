using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines;

/// <summary>
/// What a training step draws at random: which stream each use has, whatever computes, so that a run is the same on every engine but for
/// rounding. What is drawn of a stream depends on positions in the batch alone.
/// </summary>
internal static class StepDraws
{
    /// <summary>The stream of a hidden layer's dropout.</summary>
    public static Philox Dropout(int seed, int epoch, int batch, int layer) => new(seed, RandomUse.Dropout, epoch, (batch << 8) + layer);

    /// <summary>The stream of the dropout of features.</summary>
    public static Philox InputDropout(int seed, int epoch, int batch) => new(seed, RandomUse.InputDropout, epoch, batch);

    /// <summary>Draws which images are mirrored: a function of the row and the epoch.</summary>
    /// <param name="flip">How many are.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">Zero-based epoch.</param>
    /// <param name="rows">Zero-based rows of the store.</param>
    /// <param name="mirrored">Receives for each row whether it is mirrored.</param>
    public static void Flips(RandomHorizontalFlip flip, int seed, int epoch, ReadOnlySpan<int> rows, Span<bool> mirrored)
    {
        for (int r = 0; r < rows.Length; r++) mirrored[r] = flip.Mirrors(seed, epoch, rows[r]);
    }
}
