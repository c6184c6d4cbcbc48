using MLNetNeural.Networks.Losses;

namespace MLNetNeural.Networks.Features;

/// <summary>What the rows of a data set should give: classes or values, as many as there are feature rows.</summary>
public sealed class Targets
{
    private readonly int[]? _classes;
    private readonly float[]? _values;
    private readonly int _columns;

    private Targets(int[]? classes, float[]? values, int columns)
    {
        _classes = classes;
        _values = values;
        _columns = columns;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _classes?.Length ?? (_values!.Length / _columns);

    /// <summary>Whether rows have classes (true) or values (false).</summary>
    public bool AreClasses => _classes is not null;

    /// <summary>Number of outputs that a network for these targets needs: classes, or values of a row.</summary>
    public int Outputs => _columns;

    /// <summary>The target of a row.</summary>
    /// <param name="row">Zero-based row.</param>
    public Target this[int row] => _classes is not null
        ? new Target(_classes[row], [])
        : new Target(-1, _values.AsSpan(row * _columns, _columns));

    /// <summary>Targets that are classes.</summary>
    /// <param name="classes">Zero-based class of each row.</param>
    /// <param name="count">Number of classes; at least 2.</param>
    /// <exception cref="ArgumentException">A class is negative or not below <paramref name="count"/>.</exception>
    public static Targets OfClasses(ReadOnlySpan<int> classes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        foreach (int c in classes)
        {
            if ((uint)c >= (uint)count) throw new ArgumentException($"A class must be in [0, {count}), got {c}.", nameof(classes));
        }

        return new Targets(classes.ToArray(), null, count);
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
