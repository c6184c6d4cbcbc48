using System.Collections.Immutable;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>What a checkpoint knows of its run beside the tensors.</summary>
/// <param name="Steps">Steps made.</param>
/// <param name="Best">Name of the file with the best weights so far, in the same folder; null when no epoch was the best.</param>
/// <param name="Options">What the run was made with; see <see cref="RunFingerprint"/>.</param>
/// <param name="Epochs">The epochs so far.</param>
internal sealed record RunRecord(int Steps, string? Best, IReadOnlyDictionary<string, string> Options, ImmutableArray<EpochMetrics> Epochs);
