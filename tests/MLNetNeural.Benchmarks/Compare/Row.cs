namespace MLNetNeural.Benchmarks.Compare;

/// <summary>A row of the table.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Ours">Our figures.</param>
/// <param name="Goal">What they should reach; null for a figure that is there to explain another.</param>
internal sealed record Row(string Name, Unit Unit, Series Ours, Goal? Goal)
{
    /// <summary>The figures of what ours are compared with; null when there is none.</summary>
    public Series? Other { get; init; }

    /// <summary>What ours are compared with, and how it was set.</summary>
    public string OtherName { get; init; } = "";

    /// <summary>What a reader must know.</summary>
    public string Note { get; init; } = "";

    /// <summary>How many times ours the other's median is.</summary>
    public double? Ratio => Other?.Median / Ours.Median;

    /// <summary>Whether the goal is reached; null when it cannot be said.</summary>
    public bool? IsMet => Goal?.IsMetBy(this);
}
