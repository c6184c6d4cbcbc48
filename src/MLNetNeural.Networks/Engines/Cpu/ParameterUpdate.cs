using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// What becomes of a gradient. The optimizer's step uses it up at once, part by part, while it is in the cache. Where a
/// step needs more than a part of one batch, the gradient is kept until all of it is there: to clip its norm, or to add up
/// several batches; only then there is memory for it.
/// </summary>
internal sealed unsafe class ParameterUpdate : IDisposable
{
    /// <summary>Keeps a gradient of 0 from a division by 0, as in PyTorch's clip_grad_norm_.</summary>
    private const double NormEpsilon = 1e-6;

    private readonly CpuNetwork _network;
    private readonly WeightUpdate _update;
    private readonly WeightUpdate _vectorUpdate;
    private readonly LayerWeights[][] _state;
    private readonly GradientStore? _kept;
    private readonly LayerWeights[] _shown;
    private readonly float? _clipNorm;
    private readonly float? _clipValue;
    private readonly bool _addsBatches;
    private readonly NativeBuffer<float> _scratch;
    private readonly int _scratchPerWorker;
    private readonly KeptWork _keptWork;
    private double _weight;
    private bool _isFirst = true;
    private bool _isLast = true;
    private bool _shows;

    public ParameterUpdate(CpuNetwork network, TrainingPlan plan)
    {
        _network = network;
        _update = WeightUpdate.Of(plan.Optimizer);
        _vectorUpdate = plan.Optimizer.DecayBias ? _update : WeightUpdate.Of(plan.Optimizer with { WeightDecay = 0 });
        _clipNorm = plan.ClipNorm;
        _clipValue = plan.ClipValue;
        _addsBatches = plan.AccumulatesBatches;
        IReadOnlyList<string> names = plan.Optimizer.StateNames;
        _state = [.. names.Select(_ => (LayerWeights[])[.. network.Layers.Select(layer => new LayerWeights(layer.Inputs, layer.Layer))])];
        foreach (LayerWeights state in _state.SelectMany(layers => layers)) state.Fill(plan.Optimizer.InitialState);
        var tensors = new LayerTensors();
        for (int s = 0; s < _state.Length; s++) tensors.Add(_state[s], $".{names[s]}");
        State = tensors;

        bool keeps = _clipNorm is not null || _addsBatches;
        _kept = keeps ? new GradientStore(network.Layers) : null;
        _scratchPerWorker = keeps ? network.Layers.Max(layer => layer.PartSize) : 0;
        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * _scratchPerWorker, isZeroed: false);
        _keptWork = new KeptWork(this);
        _shown = plan.ShowsGradients ? [.. network.Layers.Select(layer => new LayerWeights(layer.Inputs, layer.Layer))] : [];
        Gradients = plan.ShowsGradients ? new LayerTensors().Add(_shown) : null;
    }

    /// <summary>What the optimizer keeps from step to step.</summary>
    public ITensors State { get; }

    /// <summary>The gradient of the last step that was to show it; null where none can.</summary>
    public ITensors? Gradients { get; }

    /// <summary>Whether the gradients to come are of the sum of the rows' losses, not of their mean: that is known only after the last batch of a step.</summary>
    public bool WantsSums => _addsBatches;

    /// <summary>Whether a weight whose gradient is 0 is not changed, so that it can be left out: then there is <see cref="TakeRow"/>.</summary>
    public bool LeavesWeightsWithoutGradient => _kept is null && _update.LeavesWeightsWithoutGradient;

    /// <summary>Begins a batch.</summary>
    /// <param name="step">The figures of the step.</param>
    /// <param name="weight">Sum of the rows' weights.</param>
    /// <param name="isLast">Whether the step follows; else the gradient is added to that of the next batch.</param>
    /// <param name="shows">Whether to show the gradient of the step.</param>
    public void Begin(in StepFigures step, double weight, bool isLast, bool shows)
    {
        _shows = shows && Gradients is not null;
        if (_shows && LeavesWeightsWithoutGradient) foreach (LayerWeights shown in _shown) shown.Clear(); // not all are stepped on
        _isLast = isLast;
        _weight = _isFirst ? weight : _weight + weight;
        _update.Begin(step);
        _vectorUpdate.Begin(step);
    }

    /// <summary>Takes the gradient of a part of a layer's weights; from any thread.</summary>
    /// <param name="l">The layer.</param>
    /// <param name="part">One of the layer's parts.</param>
    /// <param name="gradient">Its gradient, (panels, rows, panel width); overwritten.</param>
    public void TakeWeights(int l, in WeightPart part, Span<float> gradient)
    {
        if (_kept is null) StepWeights(l, part, gradient);
        else _kept.Add(l, part, gradient, _isFirst);
    }

    /// <summary>Takes the gradient of one row of a part of a layer's weights; from any thread.</summary>
    /// <param name="l">The layer.</param>
    /// <param name="part">One of the layer's parts.</param>
    /// <param name="row">The row, counted from the part's first.</param>
    /// <param name="gradient">The gradient of the part, (panels, rows, panel width); that of the row is overwritten.</param>
    public void TakeRow(int l, in WeightPart part, int row, float* gradient)
    {
        int width = _network.Layers[l].PanelWidth;
        for (int p = 0; p < part.Panels; p++)
        {
            StepRun(l, part.FirstPanel + p, part.FirstInput + row, new Span<float>(gradient + (((p * part.Inputs) + row) * width), width));
        }
    }

    /// <summary>Takes the gradient of a vector of a layer, (stride); overwritten.</summary>
    public void TakeVector(int l, UnitVector vector, Span<float> gradient)
    {
        if (_kept is null) StepVector(l, vector, gradient);
        else _kept.Add(l, vector, gradient, _isFirst);
    }

    /// <summary>Ends a batch: all its gradient has been taken.</summary>
    public void End()
    {
        if (_kept is not null && _isLast) StepFromKept(_kept);
        _isFirst = _isLast;
    }

    public void Dispose()
    {
        foreach (LayerWeights state in _state.SelectMany(layers => layers)) state.Dispose();
        foreach (LayerWeights shown in _shown) shown.Dispose();
        _kept?.Dispose();
        _scratch.Dispose();
    }

    private void StepFromKept(GradientStore kept)
    {
        // A batch whose rows all have weight 0 has no gradient, and no mean of it either.
        double scale = !_addsBatches ? 1 : _weight > 0 ? 1 / _weight : 0;
        if (_clipNorm is { } maxNorm) scale *= Math.Min(1, maxNorm / ((kept.Norm() * scale) + NormEpsilon));
        for (int l = 0; l < _network.Layers.Length; l++)
        {
            _keptWork.Set(l, (float)scale);
            _network.Pool.Run(_keptWork, _network.Layers[l].Parts);
            foreach (UnitVector vector in _network.Layers[l].Vectors)
            {
                Span<float> gradient = kept.Vector(l, vector);
                TensorPrimitives.Multiply(gradient, (float)scale, gradient);
                StepVector(l, vector, gradient);
            }
        }
    }

    private void StepWeights(int l, in WeightPart part, Span<float> gradient)
    {
        int run = part.Inputs * _network.Layers[l].PanelWidth;
        for (int p = 0; p < part.Panels; p++) StepRun(l, part.FirstPanel + p, part.FirstInput, gradient.Slice(p * run, run));
    }

    /// <summary>The step on some rows of one panel.</summary>
    private void StepRun(int l, int panel, int firstInput, Span<float> gradient)
    {
        if (_clipValue is { } limit) TensorPrimitives.Clamp(gradient, -limit, limit, gradient);
        if (_shows) gradient.CopyTo(new Span<float>(_shown[l].Panel(panel, firstInput), gradient.Length));
        fixed (float* g = gradient)
        {
            var state = new StateRun(Panel(0, l, panel, firstInput), Panel(1, l, panel, firstInput), Panel(2, l, panel, firstInput));
            _update.Step(_network.Layers[l].Panel(panel, firstInput), g, state, gradient.Length);
        }
    }

    private void StepVector(int l, UnitVector vector, Span<float> gradient)
    {
        LayerWeights layer = _network.Layers[l];
        if (_clipValue is { } limit) TensorPrimitives.Clamp(gradient, -limit, limit, gradient);
        if (_shows) gradient[..layer.Stride].CopyTo(_shown[l][vector].Slice(0, layer.Stride));
        fixed (float* g = gradient)
        {
            var state = new StateRun(Vector(0, l, vector), Vector(1, l, vector), Vector(2, l, vector));
            _vectorUpdate.Step(layer[vector].Pointer, g, state, layer.Stride);
        }
    }

    private float* Panel(int state, int l, int panel, int firstInput) => state < _state.Length ? _state[state][l].Panel(panel, firstInput) : null;

    private float* Vector(int state, int l, UnitVector vector) => state < _state.Length ? _state[state][l][vector].Pointer : null;

    /// <summary>The optimizer's step on a part of a layer's weights, from the kept gradient.</summary>
    private sealed class KeptWork(ParameterUpdate update) : IParallelWork
    {
        private int _layer;
        private float _scale;

        public void Set(int layer, float scale) => (_layer, _scale) = (layer, scale);

        public void Run(int part, int worker)
        {
            LayerWeights layer = update._network.Layers[_layer];
            WeightPart weights = layer.Part(part);
            var gradient = new Span<float>(update._scratch.Pointer + ((long)worker * update._scratchPerWorker), layer.SizeOf(weights));
            update._kept!.Read(_layer, weights, gradient);
            TensorPrimitives.Multiply(gradient, _scale, gradient);
            update.StepWeights(_layer, weights, gradient);
        }
    }
}
