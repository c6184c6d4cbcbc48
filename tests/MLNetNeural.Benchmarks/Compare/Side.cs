namespace MLNetNeural.Benchmarks.Compare;

/// <summary>A side of our own.</summary>
/// <param name="setting">How it is set, for people.</param>
/// <param name="round">Does a round of so many seconds.</param>
internal sealed class Side(string setting, Func<double, double> round) : ISide
{
    /// <inheritdoc/>
    public string Setting => setting;

    /// <inheritdoc/>
    public double Round(double seconds) => round(seconds);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
