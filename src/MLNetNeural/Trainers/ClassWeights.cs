using System.Collections.Immutable;
using System.Globalization;

namespace MLNetNeural.Trainers;

/// <summary>How much the rows of each class count in the loss, on top of the weights of examples.</summary>
public sealed record ClassWeights
{
    private ClassWeights(ImmutableArray<float> weights) => Weights = weights;

    /// <summary>n / (k · nⱼ) for class j of k with nⱼ of the n training rows, by their weights: all classes count the same in sum.</summary>
    public static ClassWeights Balanced { get; } = new([]);

    /// <summary>The weights in the order of the label's keys, or of false and true; empty for <see cref="Balanced"/>.</summary>
    public ImmutableArray<float> Weights { get; }

    /// <summary>Weights as given.</summary>
    /// <param name="weights">One a class, in the order of the label's keys, or of false and true; each greater than 0, finite.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or one is out of range.</exception>
    public static ClassWeights Of(params ImmutableArray<float> weights)
    {
        if (weights.IsDefault || weights.Length < 2 || !weights.All(weight => weight is > 0 and < float.PositiveInfinity))
        {
            throw new ArgumentException(
                $"ClassWeights must be at least two weights, each greater than 0 and finite, got [{Join(weights.IsDefault ? [] : weights)}].", nameof(weights));
        }

        return new ClassWeights(weights);
    }

    /// <summary>Two are equal when their weights are.</summary>
    public bool Equals(ClassWeights? other) => other is not null && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => Weights.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Weights.IsEmpty ? nameof(Balanced) : $"[{Join(Weights)}]";

    /// <summary>The weight of each class.</summary>
    /// <param name="counts">Training rows of each class, by their weights; one without any gets the weight 1.</param>
    internal ImmutableArray<float> For(ReadOnlySpan<double> counts)
    {
        if (!Weights.IsEmpty) return Weights;
        double rows = 0;
        foreach (double count in counts) rows += count;
        var weights = ImmutableArray.CreateBuilder<float>(counts.Length);
        foreach (double count in counts) weights.Add(count == 0 ? 1 : (float)(rows / (counts.Length * count)));
        return weights.MoveToImmutable();
    }

    private static string Join(ImmutableArray<float> weights)
        => string.Join(", ", weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)));
}
