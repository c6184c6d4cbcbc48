namespace MLNetNeural.Images.Resampling;

/// <summary>Weights split into halves of 16 bits, weight = 256·high + low, laid out for a multiply-and-add of pairs of pixels.</summary>
/// <param name="Starts">First source position of each window, moved so that all groups lie within the row. There are as many as a multiple
/// of <see cref="Windows"/>, the last ones without weights.</param>
/// <param name="Pairs">For each two weights of a window their high halves in one number, and behind it their low halves in another.</param>
internal sealed record PackedWeights(int[] Starts, int[] Pairs)
{
    /// <summary>Windows that a vector kernel takes at once.</summary>
    public const int Windows = 4;

    /// <summary>Splits weights, an even number of them, in place.</summary>
    public static void Pair(Span<int> weights)
    {
        for (int i = 0; i < weights.Length; i += 2)
        {
            int first = weights[i], second = weights[i + 1];
            weights[i] = (High(second) << 16) | (High(first) & 0xFFFF);
            weights[i + 1] = (Low(second) << 16) | (Low(first) & 0xFFFF);
        }
    }

    /// <summary>The high half of a weight; the low half lies in [−128, 127].</summary>
    private static int High(int weight) => (weight + 128) >> 8;

    /// <summary>The low half of a weight.</summary>
    private static int Low(int weight) => weight - (High(weight) << 8);
}
