using MLNetNeural.Benchmarks.Compare.Jobs;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>All jobs, in the order of the table.</summary>
internal static class JobList
{
    public static IReadOnlyList<Job> All { get; } =
    [
        new TrainingStepJob("step-images", StepShape.Images, new Sgd(TrainingStepJob.LearningRate), goal: 4),
        new ByteStepJob(),
        new TrainingStepJob("step-wide-sgd", StepShape.Wide, new Sgd(TrainingStepJob.LearningRate), goal: 1.3),
        new TrainingStepJob("step-wide-adam", StepShape.Wide, new Adam(TrainingStepJob.LearningRate), goal: 1.3),
        new TrainingStepJob("step-digits-sgd", StepShape.Digits, new Sgd(TrainingStepJob.LearningRate), goal: 1.3),
        new TrainingStepJob("step-digits-adam", StepShape.Digits, new Adam(TrainingStepJob.LearningRate), goal: 1.3),
        new CubicJob(),
        new DecodeJob(),
        new WeatherJob(),
        new TransformJob(),
        new PredictionEngineJob(),
        new SizeJob(),
        new ThreadsJob(),
        new MemoryJob(),
    ];

    /// <summary>The jobs that some names mean; a name may end with * for all that begin so. All jobs for no names.</summary>
    /// <exception cref="ArgumentException">A name means no job.</exception>
    public static IReadOnlyList<Job> Find(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return All;
        foreach (string name in names)
        {
            if (!All.Any(job => IsMeant(job, name)))
            {
                throw new ArgumentException($"--job must be one of {string.Join(", ", All.Select(job => job.Name))}, or the beginning of some followed by *, got '{name}'.");
            }
        }

        return [.. All.Where(job => names.Any(name => IsMeant(job, name)))];
    }

    private static bool IsMeant(Job job, string name) => name.EndsWith('*')
        ? job.Name.StartsWith(name[..^1], StringComparison.Ordinal)
        : job.Name == name;
}
