namespace MLNetNeural.Images.Resampling;

/// <summary>Weights split into halves of 16 bits, weight = 256·high + low, laid out for a multiply-and-add of pairs.</summary>
/// <param name="Starts">First source position of each window, moved so that all groups lie within the row.</param>
/// <param name="Halves">Per window and group: 16 shorts of high halves, then 16 of low halves.</param>
internal sealed record PackedWeights(int[] Starts, short[] Halves)
{
    /// <summary>16 high and 16 low halves.</summary>
    public const int ShortsPerGroup = 32;

    /// <summary>The high half of a weight; the low half lies in [−128, 127].</summary>
    public static int High(int weight) => (weight + 128) >> 8;

    /// <summary>The low half of a weight.</summary>
    public static int Low(int weight) => weight - (High(weight) << 8);

    /// <summary>Writes the groups of a window: per group (w0 w1) four times, once for each byte of a pixel, then (w2 w3).</summary>
    public static void Write(ReadOnlySpan<int> window, Span<short> halves)
    {
        for (int group = 0; group < window.Length; group += ResampleWeights.GroupSize)
        {
            Span<short> high = halves.Slice(group / ResampleWeights.GroupSize * ShortsPerGroup, 16);
            Span<short> low = halves.Slice((group / ResampleWeights.GroupSize * ShortsPerGroup) + 16, 16);
            for (int k = 0; k < 16; k++)
            {
                int weight = window[group + (k / 8 * 2) + (k % 2)];
                high[k] = (short)High(weight);
                low[k] = (short)Low(weight);
            }
        }
    }
}
