using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>What becomes of a gradient: added up over batches where a step needs several, clipped, and used by the optimizer's rule.</summary>
internal sealed class ParameterUpdate : IDisposable
{
    /// <summary>Keeps a gradient of 0 from a division by 0, as in PyTorch's clip_grad_norm_.</summary>
    private const double NormEpsilon = 1e-6;

    private readonly TorchNetwork _network;
    private readonly TrainingPlan _plan;
    private readonly TensorRule _rule;
    private readonly TensorRule _vectorRule;
    private readonly int _statesOfTensor;
    private Tensor[]? _kept;
    private double _weight;

    public ParameterUpdate(TorchNetwork network, TrainingPlan plan)
    {
        _network = network;
        _plan = plan;
        _rule = TensorRule.Of(plan.Optimizer);
        _vectorRule = plan.Optimizer.DecayBias ? _rule : TensorRule.Of(plan.Optimizer with { WeightDecay = 0 });
        Trained = [.. Enumerable.Range(0, network.Infos.Count).Where(t => ParameterNames.IsTrained(network.Infos[t].Role))];
        IReadOnlyList<string> names = plan.Optimizer.StateNames;
        _statesOfTensor = names.Count;
        State = new TorchTensors(network.Device, names.SelectMany(name => ParameterNames.OfState(network.Spec, name).Select(state => state.Info)));
        if (plan.Optimizer.InitialState != 0) State.Fill(plan.Optimizer.InitialState);
    }

    /// <summary>What the optimizer keeps from step to step.</summary>
    public TorchTensors State { get; }

    /// <summary>Which of the network's tensors are trained.</summary>
    public int[] Trained { get; }

    /// <summary>Which gradient is wanted: that of the mean over several batches is known only after the last of them.</summary>
    public LossGradient Wanted => _plan.AccumulatesBatches ? LossGradient.OfSum : LossGradient.OfMean;

    /// <summary>Takes the gradient of a batch.</summary>
    /// <param name="gradient">That of each of <see cref="Trained"/>, of the scope; used up.</param>
    /// <param name="weight">Sum of the rows' weights.</param>
    /// <param name="step">Where the step stands.</param>
    /// <param name="number">Number of the step, counted from 1.</param>
    public void Take(IReadOnlyList<Tensor> gradient, double weight, StepContext step, int number)
    {
        gradient = Accumulate(gradient, weight);
        if (step.KeepsGradient) return;
        double scale = !_plan.AccumulatesBatches ? 1 : _weight > 0 ? 1 / _weight : 0; // rows that all have weight 0 change nothing
        if (_plan.ClipNorm is { } greatest) scale *= Math.Min(1, greatest / ((Norm(gradient) * scale) + NormEpsilon));
        var figures = new StepFigures(step.LearningRate, number, step.Momentum);
        _rule.Begin(figures);
        _vectorRule.Begin(figures);
        for (int i = 0; i < Trained.Length; i++) StepTensor(i, gradient[i], scale);
        Forget();
    }

    public void Dispose()
    {
        Forget();
        State.Dispose();
    }

    private void StepTensor(int i, Tensor gradient, double scale)
    {
        using DisposeScope scope = NewDisposeScope();
        gradient.Scale(scale);
        if (_plan.ClipValue is { } limit) gradient.CutOff(limit);
        var state = new Tensor[_statesOfTensor];
        for (int s = 0; s < state.Length; s++) state[s] = State.All[(s * Trained.Length) + i];
        TensorRule rule = _network.Infos[Trained[i]].Role == TensorRole.Weight ? _rule : _vectorRule;
        rule.Step(_network.Tensors[Trained[i]], gradient, state);
    }

    /// <summary>Adds a batch's gradient to what is kept, where batches are added up.</summary>
    private IReadOnlyList<Tensor> Accumulate(IReadOnlyList<Tensor> gradient, double weight)
    {
        if (!_plan.AccumulatesBatches) return gradient;
        if (_kept is null)
        {
            _weight = weight;
            return _kept = [.. gradient.Select(part => part.DetachFromDisposeScope())];
        }

        _weight += weight;
        for (int i = 0; i < _kept.Length; i++) _kept[i].add_(gradient[i]);
        return _kept;
    }

    private void Forget()
    {
        foreach (Tensor part in _kept ?? []) part.Dispose();
        _kept = null;
    }

    /// <summary>The L2 norm of the whole gradient.</summary>
    private static double Norm(IReadOnlyList<Tensor> gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor squares = gradient[0].norm().square();
        for (int i = 1; i < gradient.Count; i++) squares = squares.add(gradient[i].norm().square());
        return Math.Sqrt(squares.cpu().item<float>());
    }
}
