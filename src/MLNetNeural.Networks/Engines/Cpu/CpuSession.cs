using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Training on the processor; every buffer is taken here, and a step allocates nothing.</summary>
internal sealed class CpuSession : ITrainingSession
{
    private const int LossRows = 64;

    private readonly TrainingPlan _plan;
    private readonly Sgd _sgd;
    private readonly CpuNetwork _network;
    private readonly LayerWeights[]? _velocity;
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;
    private readonly LossWork _lossWork;
    private readonly RandomHorizontalFlip? _flip;
    private readonly bool[] _mirrored;

    public CpuSession(CpuNetwork network, TrainingPlan plan)
    {
        _plan = plan;
        _network = network;
        _sgd = plan.Optimizer as Sgd
            ?? throw new NotSupportedException($"The CPU engine has no optimiser {plan.Optimizer.GetType().Name}; it has Sgd.");
        _flip = plan.Augmentations.OfType<RandomHorizontalFlip>().SingleOrDefault();
        _mirrored = new bool[_flip is null ? 0 : plan.MaxBatchSize];
        if (_sgd.StateNames.Count > 0) _velocity = [.. network.Layers.Select(layer => new LayerWeights(layer.Inputs, layer.Layer))];
        OptimizerState = new LayerTensors(_velocity ?? [], ".velocity");
        _forward = new ForwardPass(network, plan.MaxBatchSize, forTraining: true);
        _backward = new BackwardPass(network, _forward, _velocity, plan.ClipNorm, plan.ClipValue);
        _lossWork = new LossWork(this);
    }

    /// <inheritdoc/>
    public INetwork Network => _network;

    /// <inheritdoc/>
    public ITensors OptimizerState { get; }

    /// <inheritdoc/>
    public bool HasStepped { get; set; }

    /// <inheritdoc/>
    public BatchResult TrainBatch(ReadOnlySpan<int> rows, StepContext step)
    {
        ReadOnlySpan<bool> mirrored = DrawFlips(rows, step.Epoch);
        _forward.Run(_plan.Features, rows, mirrored, (_plan.Seed, step.Epoch, step.Batch));
        BatchResult result = _lossWork.Compute(rows, withGradient: true);
        _backward.Run(_plan.Features, rows, mirrored, SgdKernel.Figures.Of(_sgd, step.LearningRate, firstStep: !HasStepped, step.Momentum));
        HasStepped = true;
        return result;
    }

    /// <inheritdoc/>
    public BatchResult EvaluateBatch(ReadOnlySpan<int> rows)
    {
        _forward.Run(_plan.Features, rows, []);
        return _lossWork.Compute(rows, withGradient: false);
    }

    /// <inheritdoc/>
    public int? FindNonFiniteLayer() => _forward.FindNonFiniteLayer();

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        foreach (LayerWeights velocity in _velocity ?? []) velocity.Dispose();
        _lossWork.Dispose();
    }

    private ReadOnlySpan<bool> DrawFlips(ReadOnlySpan<int> rows, int epoch)
    {
        if (_flip is null) return [];
        var stream = new Philox(_plan.Seed, RandomUse.HorizontalFlip, epoch);
        for (int r = 0; r < rows.Length; r++) _mirrored[r] = Philox.ToUnit(stream.Word((ulong)rows[r])) < _flip.Probability;
        return _mirrored.AsSpan(0, rows.Length);
    }

    /// <summary>Loss and its gradient, row by row; the rows' losses are added in order on one thread.</summary>
    private sealed unsafe class LossWork(CpuSession session) : IParallelWork, IDisposable
    {
        private readonly NativeBuffer<double> _losses = new(session._plan.MaxBatchSize);
        private readonly NativeBuffer<bool> _correct = new(session._plan.MaxBatchSize);
        private int* _rows;
        private int _count;
        private float _scale;
        private bool _withGradient;

        public BatchResult Compute(ReadOnlySpan<int> rows, bool withGradient)
        {
            double weights = 0;
            foreach (int row in rows) weights += session._plan.Loss.Weight(session._plan.Targets[row]);

            fixed (int* row = rows)
            {
                _rows = row;
                _count = rows.Length;
                _scale = (float)(1 / weights);
                _withGradient = withGradient;
                session._network.Pool.Run(this, (rows.Length + LossRows - 1) / LossRows);
            }

            double loss = 0;
            int correct = 0;
            for (int r = 0; r < rows.Length; r++)
            {
                loss += _losses.Pointer[r];
                correct += _correct.Pointer[r] ? 1 : 0;
            }

            return new BatchResult(loss, weights, correct, rows.Length);
        }

        public void Run(int part, int worker)
        {
            for (int r = part * LossRows; r < Math.Min(_count, (part + 1) * LossRows); r++)
            {
                Target target = session._plan.Targets[_rows[r]];
                ReadOnlySpan<float> outputs = session._forward.OutputRow(r);
                _losses.Pointer[r] = session._plan.Loss.Row(outputs, target, _scale, _withGradient ? session._backward.OutputGradient(r) : []);
                _correct.Pointer[r] = target.Class >= 0 && TensorPrimitives.IndexOfMax(outputs) == target.Class;
            }
        }

        public void Dispose()
        {
            _losses.Dispose();
            _correct.Dispose();
        }
    }
}
