using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Training;

/// <summary>Draws validation rows: a share of all, and of each class as near to that share as whole rows allow.</summary>
internal static class ValidationSplit
{
    public static (int[] Training, int[] Validation) Draw(Targets targets, double fraction, int seed)
    {
        if (fraction is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The validation fraction must be in (0, 1).");

        int total = targets.Count, wanted = (int)Math.Round(fraction * total, MidpointRounding.AwayFromZero);
        if (wanted < 1 || wanted >= total)
        {
            throw new InvalidOperationException(
                $"{total} rows cannot be split with a validation fraction of {fraction.ToString(System.Globalization.CultureInfo.InvariantCulture)}: give more rows or another fraction.");
        }

        int[][] groups = Groups(targets);
        int[] shares = Shares([.. groups.Select(group => group.Length)], fraction, wanted);
        var training = new List<int>(total - wanted);
        var validation = new List<int>(wanted);
        for (int g = 0; g < groups.Length; g++)
        {
            new Philox(seed, RandomUse.ValidationSplit, g).Shuffle(groups[g]);
            validation.AddRange(groups[g].AsSpan(0, shares[g]));
            training.AddRange(groups[g].AsSpan(shares[g]));
        }

        // In the order of the data again: what an epoch sees does not depend on how the split was drawn.
        training.Sort();
        validation.Sort();
        return ([.. training], [.. validation]);
    }

    private static int[][] Groups(Targets targets)
    {
        if (!targets.AreClasses) return [[.. Enumerable.Range(0, targets.Count)]];
        var groups = new List<int>[targets.Outputs];
        for (int c = 0; c < groups.Length; c++) groups[c] = [];
        for (int row = 0; row < targets.Count; row++) groups[targets[row].Class].Add(row);
        return [.. groups.Select(group => group.ToArray())];
    }

    /// <summary>Largest remainders: each group gets the whole part of its share, the rest goes to the largest fractions.</summary>
    private static int[] Shares(int[] sizes, double fraction, int wanted)
    {
        int[] shares = [.. sizes.Select(size => (int)Math.Floor(size * fraction))];
        int[] byRemainder = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(g => (sizes[g] * fraction) - shares[g]).ThenBy(g => g)];
        for (int i = 0, missing = wanted - shares.Sum(); missing > 0; i = (i + 1) % byRemainder.Length)
        {
            if (shares[byRemainder[i]] >= sizes[byRemainder[i]]) continue;
            shares[byRemainder[i]]++;
            missing--;
        }

        return shares;
    }
}
