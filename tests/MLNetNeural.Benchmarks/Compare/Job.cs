namespace MLNetNeural.Benchmarks.Compare;

/// <summary>A whole job that is measured beside a peer.</summary>
/// <param name="name">By which --job names it.</param>
/// <param name="title">What it is, as the table has it.</param>
internal abstract class Job(string name, string title)
{
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <summary>What cannot be had here, as in "--images is not given"; null when the job can be run.</summary>
    public virtual string? Missing(Bench bench) => null;

    /// <summary>Measures.</summary>
    public abstract IEnumerable<Row> Run(Bench bench);
}
