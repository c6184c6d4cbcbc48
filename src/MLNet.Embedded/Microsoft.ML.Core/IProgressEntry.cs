namespace Microsoft.ML.Runtime;

/// <summary>Numbers of one report of progress, to be filled.</summary>
public interface IProgressEntry
{
    /// <summary>Sets how much is done in the unit <paramref name="index"/>.</summary>
    void SetProgress(int index, double value);

    /// <summary>Sets how much of how much is done in the unit <paramref name="index"/>.</summary>
    void SetProgress(int index, double value, double lim);

    /// <summary>Sets the metric <paramref name="index"/>.</summary>
    void SetMetric(int index, double value);
}
