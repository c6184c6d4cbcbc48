using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The parameters of layers, named and shaped as PyTorch would.</summary>
internal sealed class LayerTensors : ITensors
{
    private readonly List<TensorInfo> _infos = [];
    private readonly List<(LayerWeights Layer, NativeBuffer<float>? Vector)> _places = [];

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _infos;

    /// <summary>Adds the weights and vectors of layers, by their <see cref="ParameterNames"/>.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="suffix">What follows the name: ".velocity" for an optimizer's state.</param>
    /// <param name="statistics">The running statistics of batch normalizations, layer by layer; null for none.</param>
    public LayerTensors Add(LayerWeights[] layers, string suffix = "", NormStatistics?[]? statistics = null)
    {
        for (int l = 0; l < layers.Length; l++)
        {
            NormStatistics? running = statistics?[l];
            foreach (TensorInfo info in ParameterNames.OfLayer(l, layers[l].Layer, layers[l].Inputs, suffix, running is not null))
            {
                _infos.Add(info);
                _places.Add((layers[l], VectorOf(layers[l], running, info.Role)));
            }
        }

        return this;
    }

    /// <inheritdoc/>
    public void Read(int tensor, int firstRow, Span<float> destination)
    {
        (LayerWeights layer, NativeBuffer<float>? vector) = Place(tensor, firstRow, destination.Length);
        if (vector is null) layer.ReadWeight(firstRow, destination);
        else vector.Slice(firstRow, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source)
    {
        (LayerWeights layer, NativeBuffer<float>? vector) = Place(tensor, firstRow, source.Length);
        if (vector is null) layer.WriteWeight(firstRow, source);
        else source.CopyTo(vector.Slice(firstRow, source.Length));
    }

    private static NativeBuffer<float>? VectorOf(LayerWeights layer, NormStatistics? running, TensorRole role) => role switch
    {
        TensorRole.Weight => null,
        TensorRole.Bias => layer[UnitVector.Bias],
        TensorRole.NormWeight => layer[UnitVector.NormWeight],
        TensorRole.NormBias => layer[UnitVector.NormBias],
        TensorRole.RunningMean => running!.Mean,
        TensorRole.RunningVariance => running!.Variance,
        _ => running!.Batches,
    };

    private (LayerWeights Layer, NativeBuffer<float>? Vector) Place(int tensor, int firstRow, int length)
    {
        TensorInfo info = _infos[tensor];
        if (length % info.Columns != 0 || firstRow < 0 || firstRow + (length / info.Columns) > info.Rows)
        {
            throw new ArgumentException($"{length} values from row {firstRow} on are no whole rows of {info.Name}, which has {info.Rows} of {info.Columns}.");
        }

        return _places[tensor];
    }
}
