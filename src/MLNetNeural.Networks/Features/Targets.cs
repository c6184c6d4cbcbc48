using System.Runtime.InteropServices;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Features;

/// <summary>The targets of a data set: classes or values, as many as there are feature rows.</summary>
public sealed class Targets
{
    private readonly ClassLabels? _classes;
    private readonly float[]? _values;
    private readonly int _columns;

    private readonly float[]? _weights;

    private Targets(ClassLabels? classes, float[]? values, int columns, float[]? weights = null)
    {
        _classes = classes;
        _values = values;
        _columns = columns;
        _weights = weights;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _classes?.Length ?? (_values!.Length / _columns);

    /// <summary>Whether rows have classes (true) or values (false).</summary>
    public bool AreClasses => _classes is not null;

    /// <summary>Number of outputs that a network for these targets needs: classes, or values of a row.</summary>
    public int Outputs => _columns;

    /// <summary>All values, row after row; empty where rows have classes.</summary>
    internal ReadOnlySpan<float> Values => _values;

    /// <summary>Whether rows have weights of their own.</summary>
    public bool AreWeighted => _weights is not null;

    /// <summary>The weight of a row in the mean loss; 1 without weights.</summary>
    /// <param name="row">Zero-based row.</param>
    public float Weight(int row) => _weights is null ? 1 : _weights[row];

    /// <summary>The same targets with weights: a row of weight 2 counts as two rows, and one of weight 0 not at all.</summary>
    /// <param name="weights">One a row, at least 0, finite, not all 0.</param>
    /// <exception cref="ArgumentException">Their number is not that of the rows, or one is out of range, or all are 0.</exception>
    public Targets WithWeights(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count) throw new ArgumentException($"There must be a weight for each of {Count} rows, got {weights.Length}.", nameof(weights));
        bool isAnyPositive = false;
        for (int row = 0; row < weights.Length; row++)
        {
            if (weights[row] is not (>= 0 and < float.PositiveInfinity))
            {
                throw new ArgumentException(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A weight must be at least 0 and finite, but that of row {row} is {weights[row]}."),
                    nameof(weights));
            }

            isAnyPositive |= weights[row] > 0;
        }

        if (!isAnyPositive) throw new ArgumentException("At least one row must have a weight above 0, but all have 0.", nameof(weights));
        return new Targets(_classes, _values, _columns, weights.ToArray());
    }

    /// <summary>The target of a row.</summary>
    /// <param name="row">Zero-based row.</param>
    public Target this[int row] => _classes is not null
        ? new Target(_classes[row], [])
        : new Target(-1, _values.AsSpan(row * _columns, _columns));

    /// <summary>Asks for the target of a row, ahead of its use.</summary>
    /// <param name="row">Zero-based row.</param>
    internal void Prefetch(int row)
    {
        if (_classes is not null) _classes.Prefetch(row);
        else CachePrefetch.Elements(_values!, row * _columns, _columns);
        if (_weights is not null) CachePrefetch.Elements(_weights, row, 1);
    }

    /// <summary>A checksum of classes or values, and of weights.</summary>
    internal uint Checksum()
    {
        var checksum = new Crc32C();
        _classes?.AddTo(ref checksum);
        checksum.Add(MemoryMarshal.AsBytes(_values.AsSpan()));
        checksum.Add(MemoryMarshal.AsBytes(_weights.AsSpan()));
        return checksum.Value;
    }

    /// <summary>Targets that are classes.</summary>
    /// <param name="classes">Zero-based class of each row.</param>
    /// <param name="count">Number of classes; at least 2.</param>
    /// <exception cref="ArgumentException">A class is negative or not below <paramref name="count"/>.</exception>
    public static Targets OfClasses(ReadOnlySpan<int> classes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return new Targets(new ClassLabels(classes, count), null, count);
    }

    /// <summary>Targets that are values.</summary>
    /// <param name="values">The values, row after row.</param>
    /// <param name="columns">Values of a row; at least 1.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public static Targets OfValues(ReadOnlySpan<float> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0) throw new ArgumentException($"{values.Length} values are no whole number of rows of {columns}.", nameof(values));
        return new Targets(null, values.ToArray(), columns);
    }
}
