using System.Globalization;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Schedules;

namespace MLNetNeural.Networks.Training;

/// <summary>Learning rate and momentum of each step of a run.</summary>
internal sealed class LearningRates
{
    private readonly double _initialRate;
    private readonly int _steps;
    private readonly int _batchesPerStep;
    private readonly PlateauReduction? _plateau;

    /// <param name="options">The schedule and the optimizer.</param>
    /// <param name="steps">Steps of an epoch.</param>
    public LearningRates(TrainingOptions options, int steps)
    {
        LearningRateSchedule schedule = options.LearningRateSchedule;
        _initialRate = AsWritten.Of(options.Optimizer.LearningRate);
        _steps = steps;
        _batchesPerStep = options.AccumulateBatches;
        _plateau = schedule.Plateau is { } plateau ? new PlateauReduction(plateau, _initialRate) : null;
        Schedule = schedule.Over(schedule.PerStep ? Steps(options.MaxEpochs, 0) : options.MaxEpochs);
    }

    /// <summary>The schedule, with lengths that were left open filled in.</summary>
    public LearningRateSchedule Schedule { get; }

    /// <summary>The rate of a step.</summary>
    /// <exception cref="InvalidOperationException">The schedule gives a rate that is none.</exception>
    public double Rate(int epoch, int batch)
    {
        double rate = Schedule.At(Position(epoch, batch), _plateau?.Rate ?? _initialRate);
        return rate is >= 0 and < double.PositiveInfinity ? rate : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"A learning rate must be at least 0 and finite, but {Schedule.GetType().Name} gives {rate} for batch {batch + 1} of epoch {epoch + 1}."));
    }

    /// <summary>Where a step stands in the run, with its learning rate and momentum.</summary>
    public StepContext Step(int epoch, int batch) => new(epoch, batch, (float)Rate(epoch, batch), (float?)Schedule.MomentumAt(Position(epoch, batch)));

    /// <summary>Takes in an epoch's metrics.</summary>
    public void Observe(EpochMetrics epoch)
    {
        if (_plateau is not null && Schedule.Plateau!.Metric.Of(epoch) is { } metric) _plateau.Observe(metric);
    }

    private int Position(int epoch, int batch) => Schedule.PerStep ? Steps(epoch, batch) : epoch;

    private int Steps(int epoch, int batch) => (int)Math.Min(int.MaxValue, ((long)epoch * _steps) + (batch / _batchesPerStep));
}
