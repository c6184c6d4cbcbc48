namespace MLNetNeural.Benchmarks.Compare;

/// <summary>One of the two that do a job in turns; warm after its construction.</summary>
internal interface ISide : IDisposable
{
    /// <summary>What it is and how it is set, for people.</summary>
    string Setting { get; }

    /// <summary>Does the job, or many equal steps of it, and gives the figure of one; the smaller the better.</summary>
    /// <param name="seconds">About how long, where the job has steps.</param>
    double Round(double seconds);
}
