using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Training;

/// <summary>
/// A training run between two epochs: all that a checkpoint holds. Best score, plateaus and early stopping are functions of the
/// epochs so far, and random numbers of epoch and step, so that these are replayed and not written.
/// </summary>
internal sealed class RunState : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly BatchOrder _order;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _fingerprint; // only checkpoints need it
    private readonly CheckpointFolder? _folder;
    private readonly BestWeights _best;
    private readonly List<EpochMetrics> _epochs = [];

    public RunState(ITrainingSession session, TrainingSet set, TrainingOptions options, BatchOrder order)
    {
        _options = options;
        _order = order;
        _folder = options.CheckpointFolder is null ? null : new CheckpointFolder(options.CheckpointFolder, options.CheckpointInterval);
        _best = new BestWeights(options.RestoreBestWeights, _folder, options.TemporaryFolder);
        Session = session;
        Rates = new LearningRates(options, order.Steps);
        Stopper = new Stopper(options);
        _fingerprint = new(() => RunFingerprint.Of(set, options, order.Size, Rates.Schedule));
        Average = options.AveragingDecay is { } decay ? new WeightAverage(session.Network, decay) : null;
    }

    public ITrainingSession Session { get; }

    public LearningRates Rates { get; }

    public Stopper Stopper { get; }

    public WeightAverage? Average { get; }

    /// <summary>Whole epochs so far.</summary>
    public int Epochs => _epochs.Count;

    public string? LastCheckpoint => _folder?.Last;

    /// <summary>Whether nothing is lost when training ends in the middle of an epoch.</summary>
    public bool IsSaved => _folder is null or { IsUpToDate: true };

    /// <summary>The weights that are validated and handed out.</summary>
    private INetwork Shown => Average?.Network ?? Session.Network;

    /// <summary>What optimizer and averaging keep from step to step.</summary>
    private IReadOnlyList<ITensors> StepState => Average is null ? [Session.OptimizerState] : [Session.OptimizerState, Average.Tensors];

    /// <summary>Whether an epoch with these metrics would be the best so far.</summary>
    public bool IsBest(double? accuracy, double? loss) => _best.IsBetter(accuracy ?? -loss);

    /// <summary>Goes on from where a checkpoint stands.</summary>
    /// <exception cref="ArgumentException">An option that matters differs from those of the run; all are named.</exception>
    /// <exception cref="InvalidDataException">The checkpoint cannot be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Resume(string from)
    {
        string path = Checkpoint.Find(from);
        RunRecord record = Checkpoint.ReadRun(path, Session.Network, record =>
        {
            RunFingerprint.Check(path, record, _fingerprint.Value, _options).ThrowIfAny();
            return StepState;
        });
        Session.StepCount = record.Steps;
        Average?.Resume();
        foreach (EpochMetrics epoch in record.Epochs)
        {
            IsBest(epoch.ValidationAccuracy, epoch.ValidationLoss);
            Note(epoch);
        }

        string? best = record.Best is null ? null : Path.Combine(Path.GetDirectoryName(path)!, record.Best);
        if (best is not null && !File.Exists(best)) throw new FileNotFoundException($"The checkpoint '{path}' needs the best weights so far, in '{best}', which is missing.", best);
        _folder?.Adopt(path, best);
        if (best is not null) _best.Resume(best, Session.Network);
    }

    /// <summary>Adds an epoch: checkpoints, best weights, then the callback.</summary>
    public void Complete(EpochMetrics epoch, CancellationToken cancellationToken)
    {
        Note(epoch);
        _folder?.Save(this, epoch, mustWriteLast: Stopper.Reason is not null || cancellationToken.IsCancellationRequested);
        if (epoch.IsBest) _best.Keep(Shown);
        _options.ParametersCompleted?.Invoke(new EpochParameters(epoch.EpochIndex, Shown, Session.Gradients));
        _options.EpochCompleted?.Invoke(Stopper.WithSwitch(epoch));
    }

    /// <summary>Gives the network the weights that training has come to.</summary>
    /// <param name="isWithinEpoch">Whether steps were made since the last whole epoch.</param>
    public TrainingResult Finish(bool isWithinEpoch)
    {
        if (!IsSaved && !isWithinEpoch) _folder!.SaveLast(this, _epochs[^1], mustFlush: true);
        Average?.Swap();
        if (_options.RestoreBestWeights && (isWithinEpoch || _epochs[^1] is { IsBest: false })) _best.TryRestore(Session.Network);
        StopReason reason = Stopper.Reason ?? StopReason.MaxTrainingTime;
        return new TrainingResult(Session.Network, new TrainingHistory([.. _epochs]) { StopReason = reason }, _folder?.Best, _folder?.Last, reason);
    }

    /// <summary>What ended training when a loss was not finite; the network gets the best weights so far, where they were kept.</summary>
    public TrainingDivergedException Diverged(StepContext step, double loss)
    {
        int? layer = Session.FindNonFiniteLayer();
        bool restored = _best.TryRestore(Session.Network);
        return new TrainingDivergedException(Divergence.Message(Session.Network.Spec, step, ((long)step.Epoch * _order.Count) + step.Batch, loss, layer, BestEpoch(restored), _folder))
        {
            EpochIndex = step.Epoch,
            Batch = step.Batch,
            LearningRate = step.LearningRate,
            Layer = layer,
            BestNetwork = restored ? Session.Network : null,
            BestCheckpoint = _folder?.Best,
            LastCheckpoint = _folder?.Last,
        };
    }

    public void WriteBest(string path, EpochMetrics epoch) => Checkpoint.Write(path, Shown, epoch.EpochIndex, flushToDisk: false);

    public void WriteLast(string path, EpochMetrics epoch, string? best) => Checkpoint.WriteRun(
        path,
        Session.Network,
        StepState,
        new RunRecord(Session.StepCount, Path.GetFileName(best), _fingerprint.Value, [.. _epochs]),
        epoch.EpochIndex,
        flushToDisk: false);

    public void Dispose()
    {
        _folder?.Close();
        _best.Dispose();
        Average?.Dispose();
    }

    private void Note(EpochMetrics epoch)
    {
        _epochs.Add(epoch);
        Rates.Observe(epoch);
        Stopper.Observe(epoch);
    }

    private int? BestEpoch(bool restored) => restored ? _epochs.LastOrDefault(epoch => epoch.IsBest)?.Epoch : null;
}
