using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Randomness;
using MLNetNeural.Networks.Training.Checkpoints;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training;

/// <summary>Epochs of batches: train, validate, keep the best, write checkpoints, report.</summary>
public sealed class TrainingLoop
{
    private readonly IEngine _engine;
    private readonly TrainingSet _set;
    private readonly TrainingOptions _options;
    private readonly int _batchSize;

    /// <summary>Prepares a run; everything that can be wrong with the options or the data is found here.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="set">The rows.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentException">An option is out of range, or does not fit the data; all faults are named.</exception>
    public TrainingLoop(IEngine engine, TrainingSet set, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        OptionErrors errors = options.Check()
            .RequireThat(set.Features.Count == set.Targets.Count, $"There are {set.Features.Count} rows of features but {set.Targets.Count} targets.")
            .RequireThat(!set.TrainingRows.IsDefaultOrEmpty, "There are no rows to train on.")
            .Include(CheckRows("training", set.TrainingRows, set.Features.Count))
            .Include(CheckRows("validation", set.ValidationRows, set.Features.Count))
            .RequireThat(
                options.Loss is null || options.Loss.TargetsAreClasses == set.Targets.AreClasses,
                $"The loss {options.Loss?.GetType().Name} does not fit targets that are {(set.Targets.AreClasses ? "classes" : "values")}.")
            .RequireThat(
                set.Features.Image is not null || !options.Augmentations.OfType<RandomHorizontalFlip>().Any(),
                "RandomHorizontalFlip needs features that are pictures, but the feature column does not say that it holds any.");
        if (options.Loss is { } loss && loss.TargetsAreClasses == set.Targets.AreClasses) errors.Include(loss.CheckTargets(set.Targets));
        errors.ThrowIfAny();
        _engine = engine;
        _set = set;
        _options = options;
        _batchSize = Math.Min(options.BatchSize ?? set.TrainingRows.Length, set.TrainingRows.Length);
    }

    private int Batches => _options.DropLastBatch
        ? Math.Max(1, _set.TrainingRows.Length / _batchSize)
        : (_set.TrainingRows.Length + _batchSize - 1) / _batchSize;

    /// <summary>Trains a new network from drawn weights.</summary>
    /// <param name="spec">Its shape.</param>
    /// <param name="cancellationToken">Checked before every batch; see <see cref="TrainingOptions.CheckpointInterval"/>.</param>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message names the checkpoint of the last whole epoch.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public TrainingResult Run(MlpSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        INetwork network = _engine.CreateNetwork(spec);
        try
        {
            Initializer.Draw(network, _options.WeightInitializer, _options.Seed);
            return Run(network, cancellationToken);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Trains a network on from the weights that it has.</summary>
    /// <param name="network">A network of the engine; its weights are overwritten.</param>
    /// <param name="cancellationToken">Checked before every batch; see <see cref="TrainingOptions.CheckpointInterval"/>.</param>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message names the checkpoint of the last whole epoch.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public TrainingResult Run(INetwork network, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        int outputs = _options.Loss.OutputsFor(_set.Targets);
        if (network.Spec.Outputs != outputs || network.Spec.Inputs != _set.Features.Columns)
        {
            throw new ArgumentException(
                $"The network {network.Spec} does not fit rows of {_set.Features.Columns} features and {outputs} outputs.", nameof(network));
        }

        CheckpointFolder? folder = _options.CheckpointFolder is null ? null : new CheckpointFolder(_options.CheckpointFolder, _options.CheckpointInterval);
        var best = new BestWeights(_options.RestoreBestWeights, folder);
        var epochs = new List<EpochMetrics>();
        using ITrainingSession session = _engine.CreateSession(network, new TrainingPlan
        {
            Features = _set.Features,
            Targets = _set.Targets,
            Loss = _options.Loss,
            Optimizer = _options.Optimizer,
            ClipNorm = _options.ClipNorm,
            ClipValue = _options.ClipValue,
            AccumulatesBatches = _options.AccumulateBatches > 1,
            MaxBatchSize = _batchSize,
            Augmentations = _options.Augmentations,
            Seed = _options.Seed,
        });
        try
        {
            for (int epoch = 0; epoch < _options.MaxEpochs; epoch++)
            {
                // Nothing is lost by stopping in mid-epoch while the last whole one is in its file; else this one is finished first.
                CancellationToken stop = folder is null || folder.IsUpToDate ? cancellationToken : CancellationToken.None;
                EpochMetrics metrics = RunEpoch(session, epoch, best, stop);
                epochs.Add(metrics);
                folder?.Save(session, metrics, mustWriteLast: epoch == _options.MaxEpochs - 1 || cancellationToken.IsCancellationRequested);
                if (metrics.IsBest) best.Keep(session.Network);
                _options.EpochCompleted?.Invoke(metrics);
            }

            best.Restore(session.Network, epochs[^1]);
            return new TrainingResult(session.Network, new TrainingHistory([.. epochs]), folder?.Best, folder?.Last);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            string kept = folder?.Last is null ? "no checkpoint was written" : $"the checkpoint of epoch {epochs.Count} is '{folder.Last}'";
            throw new OperationCanceledException($"Training was cancelled in epoch {epochs.Count + 1} of {_options.MaxEpochs}; {kept}.", e, cancellationToken);
        }
        finally
        {
            folder?.Close();
            best.Dispose();
        }
    }

    private static OptionErrors CheckRows(string kind, ImmutableArray<int> rows, int count)
    {
        var errors = new OptionErrors(nameof(TrainingSet));
        if (rows.IsDefault) return errors;
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)count) return errors.RequireThat(false, $"The {kind} rows must be in [0, {count}), the rows of features, got {row}.");
        }

        return errors;
    }

    private EpochMetrics RunEpoch(ITrainingSession session, int epoch, BestWeights best, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        double rate = _options.LearningRateSchedule.At(epoch, AsWritten.Of(_options.Optimizer.LearningRate));
        BatchResult training = Train(session, epoch, (float)rate, cancellationToken);
        BatchResult? validation = _set.ValidationRows.IsDefaultOrEmpty ? null : Validate(session, cancellationToken);
        bool classes = _set.Targets.AreClasses;
        double? score = validation is { } figures ? (classes ? figures.Accuracy : -figures.Loss) : null;
        return new EpochMetrics(
            epoch,
            rate,
            training.Loss,
            classes ? training.Accuracy : null,
            validation?.Loss,
            classes ? validation?.Accuracy : null,
            best.IsBetter(score),
            Stopwatch.GetElapsedTime(start));
    }

    private BatchResult Train(ITrainingSession session, int epoch, float rate, CancellationToken cancellationToken)
    {
        int[] order = [.. _set.TrainingRows];
        if (_options.Shuffle) new Philox(_options.Seed, RandomUse.Shuffle, epoch).Shuffle(order);

        BatchResult sum = default;
        for (int batch = 0; batch < Batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = batch * _batchSize;
            BatchResult result = session.TrainBatch(order.AsSpan(first, Math.Min(_batchSize, order.Length - first)), new StepContext(epoch, batch, rate, KeepsGradient(batch)));
            if (!double.IsFinite(result.Loss)) throw Diverged(epoch, batch, rate, result.Loss);
            sum += result;
            _options.BatchCompleted?.Invoke(new BatchMetrics(epoch, batch + 1, Batches, sum.Loss, _set.Targets.AreClasses ? sum.Accuracy : null));
        }

        return sum;
    }

    /// <summary>Whether a batch only adds to the gradient of the next: all but the last of so many, and of the epoch.</summary>
    private bool KeepsGradient(int batch) => (batch + 1) % _options.AccumulateBatches != 0 && batch + 1 < Batches;

    private BatchResult Validate(ITrainingSession session, CancellationToken cancellationToken)
    {
        BatchResult sum = default;
        ReadOnlySpan<int> rows = _set.ValidationRows.AsSpan();
        for (int first = 0; first < rows.Length; first += _batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += session.EvaluateBatch(rows.Slice(first, Math.Min(_batchSize, rows.Length - first)));
        }

        return sum;
    }

    private static TrainingDivergedException Diverged(int epoch, int batch, float rate, double loss) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Training diverged: the loss of batch {batch + 1} in epoch {epoch + 1} is {loss} at learning rate {rate}; lower the learning rate or check the features for extreme values."));
}
