using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>Takes the figures of a training run as they come; see <see cref="ReporterOptions.ReportTo"/>.</summary>
public interface ITrainingReporter
{
    /// <summary>Tells, before training and once, how it will be done; called where reporter and options meet, before the options are checked.</summary>
    /// <param name="options">The options of the trainer.</param>
    void Begin(MlpOptions options);

    /// <summary>The data are read, and training begins; called once for each Fit that gets so far, on its thread. By default there is nothing to do.</summary>
    /// <param name="start">What it begins with.</param>
    void Start(TrainingStart start)
    {
    }

    /// <summary>A batch is done; called often, on the training thread.</summary>
    /// <param name="batch">Where training stands.</param>
    void Batch(BatchMetrics batch);

    /// <summary>An epoch is done; called on the training thread.</summary>
    /// <param name="epoch">Its figures.</param>
    void Epoch(EpochMetrics epoch);

    /// <summary>Training is over, well or not; called once for each Fit, on its thread. By default there is nothing to do.</summary>
    /// <param name="end">How it ended.</param>
    void End(TrainingEnd end)
    {
    }
}
