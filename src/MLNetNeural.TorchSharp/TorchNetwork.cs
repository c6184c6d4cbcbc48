using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Memory;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>A network whose weights lie on a device.</summary>
internal sealed class TorchNetwork : INetwork, ISpillable
{
    private readonly TorchTensors _tensors;
    private readonly Dictionary<(int Layer, TensorRole Role), int> _places = [];

    public TorchNetwork(MlpSpec spec, TorchDevice device)
    {
        Spec = spec;
        Device = device;
        (int Layer, TensorInfo Info)[] parameters = [.. ParameterNames.Of(spec)];
        for (int t = 0; t < parameters.Length; t++) _places.Add((parameters[t].Layer, parameters[t].Info.Role), t);
        _tensors = new TorchTensors(device, parameters.Select(parameter => parameter.Info));
    }

    /// <inheritdoc/>
    public MlpSpec Spec { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _tensors.Infos;

    /// <inheritdoc/>
    public long Bytes => Device.IsCpu ? Infos.Sum(info => (long)info.Rows * info.Columns * sizeof(float)) : 0;

    public TorchDevice Device { get; }

    /// <summary>The tensors as they are now, in the order of <see cref="Infos"/>.</summary>
    public IReadOnlyList<Tensor> Tensors => _tensors.All;

    /// <summary>Where a tensor of a layer is among <see cref="Tensors"/>; null where the layer has none.</summary>
    public int? PlaceOf(int layer, TensorRole role) => _places.TryGetValue((layer, role), out int place) ? place : null;

    /// <inheritdoc/>
    public void Read(int tensor, int firstRow, Span<float> destination) => _tensors.Read(tensor, firstRow, destination);

    /// <inheritdoc/>
    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source) => _tensors.Write(tensor, firstRow, source);

    /// <inheritdoc/>
    public IScorer CreateScorer(int maxRows) => new TorchScorer(this, maxRows);

    /// <inheritdoc/>
    public INetwork Clone()
    {
        var copy = new TorchNetwork(Spec, Device);
        copy._tensors.CopyFrom(_tensors);
        return copy;
    }

    /// <inheritdoc/>
    public void Swap(INetwork other) => _tensors.Swap(Alike(other)._tensors);

    /// <inheritdoc/>
    public void MoveTowards(INetwork target, float amount) => _tensors.MoveTowards(Alike(target)._tensors, amount);

    /// <inheritdoc/>
    public void WriteTo(SpillFile file) => _tensors.ForEachRun((values, position) => file.Write(values, position));

    /// <inheritdoc/>
    public void ReadFrom(SpillFile file) => _tensors.ForEachRun(file.Read);

    /// <inheritdoc/>
    public void Dispose() => _tensors.Dispose();

    private TorchNetwork Alike(INetwork other) => other is TorchNetwork own && own.Spec.Equals(Spec) && own.Device.Equals(Device)
        ? own
        : throw new ArgumentException($"The other network must be one of the engine {Device} of the shape {Spec}, got a {other.GetType().Name} of {other.Spec}.", nameof(other));
}
