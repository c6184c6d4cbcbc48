using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.TorchSharp.Batches;
using MLNetNeural.TorchSharp.Updates;
using TorchSharp;
using static TorchSharp.torch;
using BatchAugmenter = MLNetNeural.Networks.Engines.Batches.BatchAugmenter;

namespace MLNetNeural.TorchSharp;

/// <summary>
/// Training by libtorch. Tensors of a step die with it; weights, state and features are kept. The outputs of a batch come to the process's memory, where
/// the loss is computed as in every engine, and the gradient with respect to them goes back: a few values a row.
/// </summary>
internal sealed unsafe class TorchSession : ITrainingSession
{
    private readonly TrainingPlan _plan;
    private readonly TorchNetwork _network;
    private readonly ForwardPass _forward;
    private readonly ParameterUpdate _update;
    private readonly BatchLoss _loss;
    private readonly IBatchSource _batches;
    private readonly RandomHorizontalFlip? _flip;
    private readonly bool[] _mirrored;
    private readonly BatchAugmenter? _augmenter;
    private int? _nonFiniteLayer;

    public TorchSession(TorchNetwork network, TrainingPlan plan)
    {
        plan.CheckFor(network.Spec);
        network.Device.UseThreads();
        _plan = plan;
        _network = network;
        _forward = new ForwardPass(network);
        _flip = BatchAugmenter.MirrorWhileReading(plan);
        _mirrored = new bool[_flip is null ? 0 : plan.MaxBatchSize];
        _loss = new BatchLoss(plan);
        try
        {
            _augmenter = BatchAugmenter.Create(plan, WorkerPool.Shared(Environment.ProcessorCount));
            _update = new ParameterUpdate(network, plan);
            _batches = BatchSource.Create(network, plan);
        }
        catch
        {
            _update?.Dispose();
            _augmenter?.Dispose();
            _loss.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public INetwork Network => _network;

    /// <inheritdoc/>
    public ITensors OptimizerState => _update.State;

    /// <inheritdoc/>
    public int StepCount { get; set; }

    /// <inheritdoc/>
    /// <exception cref="DeviceOutOfMemoryException">The device has not enough memory for the step.</exception>
    public BatchResult TrainBatch(ReadOnlySpan<int> rows, StepContext step)
    {
        _plan.CheckStep(step);
        if (rows.IsEmpty) throw new ArgumentException("A step needs at least one row.", nameof(rows));
        RowChecks.Check(_network.Spec, _plan.Features, rows, _plan.MaxBatchSize);
        try
        {
            using DisposeScope scope = NewDisposeScope();
            var masks = new StepMasks(_network, _plan.Seed, step);
            Tensor x = _augmenter is null ? _batches.Gather(rows, DrawFlips(rows, step.Epoch)) : Augmented(_augmenter, rows, step);
            if (masks.OfFeatures(rows.Length) is { } mask) x = x.mul(mask);

            Tensor[] recorded = Recorded();
            Tensor[] outputs = _forward.Run(x, recorded, masks);
            BatchResult result = Loss(outputs[^1], rows, _update.Wanted, _augmenter?.Mix ?? BatchMix.None, out Tensor slopes);
            _nonFiniteLayer = double.IsFinite(result.Loss) ? null : FirstNonFinite(outputs);
            IList<Tensor> gradient = autograd.grad([outputs[^1]], [.. _update.Trained.Select(t => recorded[t])], [slopes]);
            _update.Take([.. gradient], result.WeightSum, step, StepCount + 1);
            if (!step.KeepsGradient) StepCount++;
            return result;
        }
        catch (Exception e) when (MemoryFailure.Of(e, _network.Device) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceOutOfMemoryException">The device has not enough memory for the rows.</exception>
    public BatchResult EvaluateBatch(ReadOnlySpan<int> rows)
    {
        RowChecks.Check(_network.Spec, _plan.Features, rows, _plan.MaxBatchSize);
        if (rows.IsEmpty) return default;
        try
        {
            using IDisposable untracked = no_grad();
            using DisposeScope scope = NewDisposeScope();
            Tensor[] outputs = _forward.Run(_batches.Gather(rows, []), _network.Tensors, masks: null);
            BatchResult result = Loss(outputs[^1], rows, LossGradient.None, BatchMix.None, out _);
            _nonFiniteLayer = double.IsFinite(result.Loss) ? null : FirstNonFinite(outputs);
            return result;
        }
        catch (Exception e) when (MemoryFailure.Of(e, _network.Device) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    public int? FindNonFiniteLayer() => _nonFiniteLayer;

    /// <inheritdoc/>
    public void Dispose()
    {
        _batches.Dispose();
        _update.Dispose();
        _augmenter?.Dispose();
        _loss.Dispose();
    }

    /// <summary>The network's tensors; those that are trained as others of the same memory that record what is done with them.</summary>
    private Tensor[] Recorded()
    {
        Tensor[] tensors = [.. _network.Tensors];
        foreach (int t in _update.Trained) tensors[t] = tensors[t].detach().requires_grad_(true);
        return tensors;
    }

    private ReadOnlySpan<bool> DrawFlips(ReadOnlySpan<int> rows, int epoch)
    {
        if (_flip is null) return [];
        StepDraws.Flips(_flip, _plan.Seed, epoch, rows, _mirrored);
        return _mirrored.AsSpan(0, rows.Length);
    }

    /// <summary>A batch that is changed and mixed in the process's memory, by the same code for every engine.</summary>
    private Tensor Augmented(BatchAugmenter augmenter, ReadOnlySpan<int> rows, StepContext step)
    {
        fixed (int* row = rows)
        {
            FeatureStore changed = augmenter.Run(row, rows.Length, step, out int* batchRow);
            using var batches = new HostBatches(changed, _network.Device);
            return batches.Gather(new ReadOnlySpan<int>(batchRow, rows.Length), []);
        }
    }

    /// <summary>The loss of a batch, and its gradient with respect to the outputs, on the device.</summary>
    private BatchResult Loss(Tensor outputs, ReadOnlySpan<int> rows, LossGradient wanted, BatchMix mix, out Tensor slopes)
    {
        int count = rows.Length, units = _network.Spec.Outputs;
        Tensor values = outputs.detach().cpu().contiguous();
        Tensor gradient = empty(wanted == LossGradient.None ? 1 : count, units, ScalarType.Float32, CPU);
        nint from = values.Address(), to = gradient.Address();
        fixed (int* row = rows)
        {
            _loss.Begin(row, count, wanted, mix);
            void RunBlock(int block)
            {
                int first = block * BatchLoss.RowBlock, length = Math.Min(BatchLoss.RowBlock, count - first);
                var outputsOfBlock = new ReadOnlySpan<float>((float*)from + ((long)first * units), length * units);
                _loss.Run(first, length, outputsOfBlock, _loss.WithGradient ? new Span<float>((float*)to + ((long)first * units), length * units) : [], units);
            }

            int blocks = (count + BatchLoss.RowBlock - 1) / BatchLoss.RowBlock;
            if (blocks == 1) RunBlock(0);
            else Parallel.For(0, blocks, RunBlock);
            slopes = wanted == LossGradient.None ? gradient : _network.Device.Bring(gradient);
            return _loss.End();
        }
    }

    private static int? FirstNonFinite(Tensor[] outputs)
    {
        for (int l = 0; l < outputs.Length; l++)
        {
            if (!outputs[l].detach().isfinite().all().cpu().item<bool>()) return l;
        }

        return null;
    }
}
