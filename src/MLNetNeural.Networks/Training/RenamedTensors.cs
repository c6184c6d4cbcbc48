using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training;

/// <summary>Tensors under other names.</summary>
internal sealed class RenamedTensors(ITensors tensors, string suffix) : ITensors
{
    public IReadOnlyList<TensorInfo> Infos { get; } = [.. tensors.Infos.Select(info => info with { Name = info.Name + suffix })];

    public void Read(int tensor, int firstRow, Span<float> destination) => tensors.Read(tensor, firstRow, destination);

    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source) => tensors.Write(tensor, firstRow, source);
}
