using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>Receives the metrics of a training run as they come; see <see cref="ReporterOptions.ReportTo"/>.</summary>
public interface ITrainingReporter
{
    /// <summary>Called once before training, by <see cref="ReporterOptions.ReportTo"/>: the options are not checked yet.</summary>
    /// <param name="options">The options of the trainer.</param>
    void Begin(MlpOptions options);

    /// <summary>Called once for each Fit, on its thread, when the data are read and training begins; not where it fails before that. Does nothing by default.</summary>
    /// <param name="start">What it begins with.</param>
    void Start(TrainingStart start)
    {
    }

    /// <summary>Called after each batch, on the training thread.</summary>
    /// <param name="batch">How far training is, and its metrics.</param>
    void Batch(BatchMetrics batch);

    /// <summary>Called after each epoch, on the training thread.</summary>
    /// <param name="epoch">Its metrics.</param>
    void Epoch(EpochMetrics epoch);

    /// <summary>Called once for each Fit, on its thread, when training has ended, well or not. Does nothing by default.</summary>
    /// <param name="end">How it ended.</param>
    void End(TrainingEnd end)
    {
    }
}
