namespace MLNetNeural.Images.Resampling;

/// <summary>Weights split into halves of 16 bits, weight = 256·high + low, laid out for a multiply-and-add of pairs of pixels.</summary>
/// <param name="Starts">First source position of each window, moved so that all groups lie within the row.</param>
/// <param name="Halves">For every <see cref="Windows"/> windows and group of four weights: 64 shorts of windows 0 and 2, then 64 of 1 and 3.
/// In each 16 high halves of the first two weights, 16 of the others, and the same of low halves; of 16, eight belong to a window, its two
/// weights once for each byte of a pixel.</param>
internal sealed record PackedWeights(int[] Starts, short[] Halves)
{
    /// <summary>Windows whose weights lie beside one another; there are as many as a multiple of it, the last ones without weights.</summary>
    public const int Windows = 4;

    /// <summary>Four weights in two halves, four times, for every window.</summary>
    public const int ShortsPerGroup = Windows * 32;

    /// <summary>The high half of a weight; the low half lies in [−128, 127].</summary>
    public static int High(int weight) => (weight + 128) >> 8;

    /// <summary>The low half of a weight.</summary>
    public static int Low(int weight) => weight - (High(weight) << 8);

    /// <summary>Writes the groups of a window.</summary>
    /// <param name="window">Its weights, whole groups.</param>
    /// <param name="place">Which of the windows beside one another it is.</param>
    /// <param name="halves">Where those begin.</param>
    public static void Write(ReadOnlySpan<int> window, int place, Span<short> halves)
    {
        int start = (place % 2 * 64) + (place / 2 * 8);
        for (int j = 0; j < window.Length; j++)
        {
            int pair = start + (j / ResampleWeights.GroupSize * ShortsPerGroup) + (j % ResampleWeights.GroupSize / 2 * 16) + (j % 2);
            for (int channel = 0; channel < 4; channel++)
            {
                halves[pair + (2 * channel)] = (short)High(window[j]);
                halves[pair + 32 + (2 * channel)] = (short)Low(window[j]);
            }
        }
    }
}
