using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>What a row of the table should reach.</summary>
internal sealed record Goal
{
    private readonly double _limit;
    private readonly bool _isRatio;
    private readonly Unit _unit;

    private Goal(double limit, bool isRatio, Unit unit) => (_limit, _isRatio, _unit) = (limit, isRatio, unit);

    /// <summary>The other's figure is at least so many times ours.</summary>
    public static Goal AtLeastTimes(double ratio) => new(ratio, isRatio: true, Unit.Times);

    /// <summary>Our figure is at most this one.</summary>
    public static Goal AtMost(double value, Unit unit) => new(value, isRatio: false, unit);

    /// <summary>Whether a row reaches it; null where the other side is missing.</summary>
    public bool? IsMetBy(Row row) => !_isRatio ? row.Ours.Median <= _limit : row.Ratio is { } ratio ? ratio >= _limit : null;

    /// <inheritdoc/>
    public override string ToString() => _isRatio
        ? string.Create(CultureInfo.InvariantCulture, $"≥ {_limit:0.##}×")
        : $"≤ {Figure.Format(_limit, _unit)}";
}
