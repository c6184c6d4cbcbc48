using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MLNetNeural.Images.Resampling;

/// <summary>For each position of a resized row or column: where its window begins in the source, and the weights there.</summary>
/// <remarks>Pillow's rule. The center of position i lies at (i + 0.5)·source/target; the filter is stretched by source/target when
/// shrinking, so that every source pixel counts (antialiasing). Weights sum to 1 and are rounded to 22 fractional bits. The nearest pixel
/// is a window of one.</remarks>
internal sealed class ResampleWeights
{
    /// <summary>Fractional bits of a weight.</summary>
    public const int PrecisionBits = 22;

    /// <summary>Weights that the vector kernel for rows takes at once.</summary>
    public const int GroupSize = 4;

    // Images of a folder come in some hundred sizes, but neighbors are often alike; the tables of one size are about 20 KiB.
    private const int MaxCached = 128;

    private static readonly ConcurrentDictionary<(int Source, AxisPlacement Target, ImageFilter Filter), ResampleWeights> Cache = new();

    private PackedWeights? _packed;
    private int[]? _pairs;

    private ResampleWeights(int source, AxisPlacement target, ImageFilter filter)
    {
        SourceLength = source;
        TargetLength = target.Count;
        Starts = new int[target.Count];
        Counts = new int[target.Count];
        if (filter == ImageFilter.Nearest)
        {
            Stride = GroupSize;
            Weights = new int[target.Count * Stride];
            FillNearest((double)source / target.Scaled, target.First);
        }
        else
        {
            Fill((double)source / target.Scaled, target.First, filter == ImageFilter.Bicubic ? ResampleFilter.Bicubic : ResampleFilter.Bilinear);
        }

        Taps = Math.Max(GroupSize, (Counts.Max() + 1) / 2 * 2);
    }

    [MemberNotNull(nameof(Weights))]
    private void Fill(double scale, int first, ResampleFilter filter)
    {
        double stretch = Math.Max(scale, 1);
        double support = filter.Support * stretch;

        int longest = ((int)Math.Ceiling(support) * 2) + 1;
        Stride = (longest + GroupSize - 1) / GroupSize * GroupSize;
        Weights = new int[TargetLength * Stride];
        double[] window = new double[longest];
        for (int i = 0; i < TargetLength; i++)
        {
            double center = (first + i + 0.5) * scale;
            int start = Math.Max(0, (int)(center - support + 0.5));
            int count = Math.Min(SourceLength, (int)(center + support + 0.5)) - start;
            Starts[i] = start;
            Counts[i] = count;
            FillWindow(window.AsSpan(0, count), start, center, stretch, filter, Weights.AsSpan(i * Stride, count));
        }
    }

    private void FillNearest(double scale, int first)
    {
        // Pillow adds up the places; products would give another pixel once in a while.
        double place = scale * 0.5;
        for (int i = 0; i < first; i++) place += scale;
        for (int i = 0; i < TargetLength; i++, place += scale)
        {
            Starts[i] = Math.Min((int)place, SourceLength - 1);
            Counts[i] = 1;
            Weights[i * Stride] = 1 << PrecisionBits;
        }
    }

    /// <summary>Length of the source row or column.</summary>
    public int SourceLength { get; }

    /// <summary>Length of the resized row or column, or of the part of it that is seen.</summary>
    public int TargetLength { get; }

    /// <summary>First source position of each window.</summary>
    public int[] Starts { get; }

    /// <summary>Number of source positions of each window.</summary>
    public int[] Counts { get; }

    /// <summary>The weights of window i begin at i·<see cref="Stride"/>; zeros behind the window.</summary>
    public int[] Weights { get; private set; }

    /// <summary>Distance of the weights of two windows.</summary>
    public int Stride { get; private set; }

    /// <summary>Length of the windows of <see cref="Packed"/>: an even number, at least <see cref="GroupSize"/>.</summary>
    public int Taps { get; }

    /// <summary>The weights as the vector kernel for rows reads them, made when it asks first; null when the row is shorter than a padded window.</summary>
    public PackedWeights? Packed => _packed ??= Taps <= SourceLength ? Pack() : null;

    /// <summary>The weights as the vector kernel for columns reads them, made when it asks first: for each two, at the place of the first, their
    /// high halves in one number, and at that of the second their low halves.</summary>
    public int[] Pairs => _pairs ??= Pair();

    /// <summary>The table for a length, the part that is seen of the resized length, and a filter; made once.</summary>
    public static ResampleWeights For(int source, AxisPlacement target, ImageFilter filter)
    {
        if (Cache.TryGetValue((source, target, filter), out ResampleWeights? known))
        {
            return known;
        }

        if (Cache.Count >= MaxCached)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd((source, target, filter), static key => new ResampleWeights(key.Source, key.Target, key.Filter));
    }

    private static void FillWindow(Span<double> window, int start, double center, double stretch, ResampleFilter filter, Span<int> rounded)
    {
        double sum = 0;
        for (int j = 0; j < window.Length; j++)
        {
            // Pillow multiplies by the reciprocal; a division would round differently once in a while.
            window[j] = filter.Weight((j + start - center + 0.5) * (1 / stretch));
            sum += window[j];
        }

        for (int j = 0; j < window.Length; j++)
        {
            double weight = sum != 0 ? window[j] / sum : window[j];
            rounded[j] = (int)((weight * (1 << PrecisionBits)) + (weight < 0 ? -0.5 : 0.5));
        }
    }

    /// <summary>Moves windows that would reach beyond the row to the left, and splits each weight into two 16-bit halves.</summary>
    private PackedWeights Pack()
    {
        int windows = (TargetLength + PackedWeights.Windows - 1) / PackedWeights.Windows * PackedWeights.Windows;
        int[] starts = new int[windows], pairs = new int[windows * Taps];
        for (int i = 0; i < TargetLength; i++)
        {
            starts[i] = Math.Min(Starts[i], SourceLength - Taps);
            Weights.AsSpan(i * Stride, Counts[i]).CopyTo(pairs.AsSpan((i * Taps) + Starts[i] - starts[i]));
        }

        PackedWeights.Pair(pairs);
        return new PackedWeights(starts, pairs);
    }

    private int[] Pair()
    {
        int[] pairs = [.. Weights];
        PackedWeights.Pair(pairs);
        return pairs;
    }
}
