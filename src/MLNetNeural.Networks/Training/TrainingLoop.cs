using System.Diagnostics;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training;

/// <summary>Epochs of batches: train, validate, keep the best, write checkpoints, report.</summary>
public sealed class TrainingLoop
{
    private readonly IEngine _engine;
    private readonly TrainingSet _set;
    private readonly TrainingOptions _options;

    /// <summary>Prepares a run; everything that can be wrong with the options or the data is found here.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="set">The rows.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentException">An option is out of range, or does not fit the data; the message lists all faults.</exception>
    public TrainingLoop(IEngine engine, TrainingSet set, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(set).ThrowIfAny();
        options.CheckFor(engine).ThrowIfAny();
        _engine = engine;
        _set = set;
        _options = options;
    }

    /// <summary>Trains a new network from drawn weights.</summary>
    /// <param name="spec">Its shape.</param>
    /// <param name="cancellationToken">Checked before every batch; see <see cref="TrainingOptions.CheckpointInterval"/>.</param>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number; the best weights so far are in the exception, if any were kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message names the checkpoint of the last whole epoch.</exception>
    /// <exception cref="ArgumentException">The run to resume had other options; all are named.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from cannot be used; the message names it.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written or read; the message names it.</exception>
    public TrainingResult Run(MlpSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        INetwork network = _engine.CreateNetwork(spec);
        try
        {
            Initializer.Draw(network, _options.WeightInitializer, _options.Seed);
            return Run(network, cancellationToken);
        }
        catch (Exception e) when (e is not TrainingDivergedException { BestNetwork: not null })
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Trains a network on from the weights that it has, or from those of the checkpoint that is resumed.</summary>
    /// <param name="network">A network of the engine; its weights are overwritten.</param>
    /// <param name="cancellationToken">Checked before every batch; see <see cref="TrainingOptions.CheckpointInterval"/>.</param>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number; the network has the best weights so far, if any were kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message names the checkpoint of the last whole epoch.</exception>
    /// <exception cref="ArgumentException">The network does not fit the rows, or the run to resume had other options; all are named.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from cannot be used; the message names it.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written or read; the message names it.</exception>
    public TrainingResult Run(INetwork network, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        int outputs = _options.Loss.OutputsFor(_set.Targets);
        if (network.Spec.Outputs != outputs || network.Spec.Inputs != _set.Features.Columns)
        {
            throw new ArgumentException(
                $"The network {network.Spec} does not fit rows of {_set.Features.Columns} features and {outputs} outputs.", nameof(network));
        }

        var order = new BatchOrder(_set, _options);
        using ITrainingSession session = _engine.CreateSession(network, _options.Plan(_set, order.Size));
        using var run = new RunState(session, _set, _options, order);
        try
        {
            if (_options.ResumeFrom is { } checkpoint) run.Resume(checkpoint);

            bool isWithinEpoch = false;
            while (!isWithinEpoch && (run.Epochs == 0 || run.Stopper.Reason is null))
            {
                // Nothing is lost by stopping in mid-epoch while the last whole one is in its file; else this one is finished first.
                EpochMetrics? epoch = RunEpoch(run, order, run.IsSaved ? cancellationToken : CancellationToken.None);
                if (epoch is null) isWithinEpoch = true;
                else run.Complete(epoch, cancellationToken);
            }

            return run.Finish(isWithinEpoch);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            string kept = run.LastCheckpoint is null ? "no checkpoint was written" : $"the checkpoint of epoch {run.Epochs} is '{run.LastCheckpoint}'";
            throw new OperationCanceledException($"Training was cancelled in epoch {run.Epochs + 1} of {_options.MaxEpochs}; {kept}.", e, cancellationToken);
        }
    }

    /// <summary>Trains and validates; null when time was up in the middle.</summary>
    private EpochMetrics? RunEpoch(RunState run, BatchOrder order, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        int epoch = run.Epochs;
        if (Train(run, order, epoch, cancellationToken) is not { } training) return null;

        BatchResult? validation = _set.ValidationRows.IsDefaultOrEmpty ? null : Validate(run, order.Size, cancellationToken);
        bool classes = _set.Targets.AreClasses;
        double? accuracy = classes ? validation?.Accuracy : null;
        return new EpochMetrics(
            epoch,
            run.Rates.Rate(epoch, order.Count - 1),
            training.Loss,
            classes ? training.Accuracy : null,
            validation?.Loss,
            accuracy,
            run.IsBest(accuracy, validation?.Loss),
            Stopwatch.GetElapsedTime(start));
    }

    private BatchResult? Train(RunState run, BatchOrder order, int epoch, CancellationToken cancellationToken)
    {
        order.Begin(epoch);
        _set.Features.Prefetch(order[0]);
        BatchResult sum = default;
        int rows = 0;
        for (int batch = 0; batch < order.Count; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (batch > 0 && run.Stopper.TimeIsOver) return null;

            ExpectAfter(batch, run.Session, order);
            StepContext step = run.Rates.Step(epoch, batch) with
            {
                KeepsGradient = order.KeepsGradient(batch),
                ShowsGradient = _options.ParametersCompleted is not null && batch == order.Count - 1,
            };
            BatchResult result = run.Session.TrainBatch(order[batch], step);
            if (!double.IsFinite(result.Loss)) throw run.Diverged(step, result.Loss);
            if (!step.KeepsGradient) run.Average?.Update();
            sum += result;
            rows += order[batch].Length;
            _options.BatchCompleted?.Invoke(new BatchMetrics(epoch, batch + 1, order.Count, sum.Loss, _set.Targets.AreClasses ? sum.Accuracy : null)
            {
                Rows = rows,
                LearningRate = step.LearningRate,
            });
        }

        return sum;
    }

    /// <summary>Says what comes after a batch: to the store, which may have to read rows from a file, and to the engine, for which memory is far as well.</summary>
    private void ExpectAfter(int batch, ITrainingSession session, BatchOrder order)
    {
        ReadOnlySpan<int> rows = batch + 1 < order.Count ? order[batch + 1] : [];
        _set.Features.Prefetch(rows);
        session.Expect(rows);
    }

    private BatchResult Validate(RunState run, int batchSize, CancellationToken cancellationToken)
    {
        BatchResult sum = default;
        ReadOnlySpan<int> rows = _set.ValidationRows.AsSpan();
        _set.Features.Prefetch(rows[..Math.Min(batchSize, rows.Length)]);
        run.Average?.Swap();
        try
        {
            for (int first = 0; first < rows.Length; first += batchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(batchSize, rows.Length - first);
                _set.Features.Prefetch(rows.Slice(first + count, Math.Min(batchSize, rows.Length - first - count)));
                sum += run.Session.EvaluateBatch(rows.Slice(first, count));
            }
        }
        finally
        {
            run.Average?.Swap();
        }

        return sum;
    }
}
