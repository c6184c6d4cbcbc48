using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>What <see cref="ColorJitter"/> does to one row.</summary>
/// <param name="Brightness">Factor; 1 changes nothing.</param>
/// <param name="Contrast">Factor; 1 changes nothing.</param>
/// <param name="Saturation">Factor; 1 changes nothing.</param>
/// <param name="Hue">Turns of the color circle; 0 changes nothing.</param>
/// <param name="Order">The order of the four, two bits each from the lowest on.</param>
internal readonly record struct JitterFactors(float Brightness, float Contrast, float Saturation, float Hue, int Order)
{
    /// <summary>How many changes there are.</summary>
    public const int Count = 4;

    public static JitterFactors Draw(ColorJitter jitter, int seed, int epoch, int row)
    {
        var draws = new Draws(seed, RandomUse.ColorJitter, epoch, row);
        Span<int> order = [0, 1, 2, 3];
        for (int i = Count - 1; i > 0; i--)
        {
            int j = draws.Index(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return new JitterFactors(
            Of(ref draws, jitter.Brightness),
            Of(ref draws, jitter.Contrast),
            Of(ref draws, jitter.Saturation),
            Of(ref draws, jitter.Hue),
            order[0] | (order[1] << 2) | (order[2] << 4) | (order[3] << 6));
    }

    /// <summary>The change at a place of the order: 0 brightness, 1 contrast, 2 saturation, 3 hue.</summary>
    public int At(int place) => (Order >> (2 * place)) & 3;

    private static float Of(ref Draws draws, ValueRange range) => (float)draws.Uniform(range.Minimum, range.Maximum);
}
