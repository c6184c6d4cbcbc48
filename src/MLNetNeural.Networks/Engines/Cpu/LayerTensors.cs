using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The parameters of layers, named and shaped as PyTorch would.</summary>
internal sealed class LayerTensors : ITensors
{
    private readonly List<TensorInfo> _infos = [];
    private readonly List<(LayerWeights Layer, NativeBuffer<float>? Vector)> _places = [];

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _infos;

    /// <summary>
    /// Adds the weights and vectors of layers, named "layers.0.weight", "layers.0.bias", "norms.0.weight", "norms.0.running_mean" and so
    /// on: a normalisation has the number of its layer.
    /// </summary>
    /// <param name="layers">The layers.</param>
    /// <param name="suffix">What follows the name: ".velocity" for an optimiser's state.</param>
    /// <param name="statistics">The running figures of batch normalisations, layer by layer; null for none.</param>
    public LayerTensors Add(LayerWeights[] layers, string suffix = "", NormStatistics?[]? statistics = null)
    {
        for (int l = 0; l < layers.Length; l++)
        {
            LayerWeights layer = layers[l];
            Add(new TensorInfo($"layers.{l}.weight{suffix}", layer.Units, layer.Inputs, IsVector: false), layer, null);
            foreach (UnitVector vector in layer.Vectors)
            {
                (string name, TensorRole role) = vector switch
                {
                    UnitVector.Bias => ($"layers.{l}.bias{suffix}", TensorRole.Bias),
                    UnitVector.NormWeight => ($"norms.{l}.weight{suffix}", TensorRole.NormWeight),
                    _ => ($"norms.{l}.bias{suffix}", TensorRole.NormBias),
                };
                Add(new TensorInfo(name, layer.Units, 1, IsVector: true) { Role = role }, layer, layer[vector]);
            }

            if (statistics?[l] is not { } running) continue;
            Add(new TensorInfo($"norms.{l}.running_mean", layer.Units, 1, IsVector: true) { Role = TensorRole.RunningMean }, layer, running.Mean);
            Add(new TensorInfo($"norms.{l}.running_var", layer.Units, 1, IsVector: true) { Role = TensorRole.RunningVariance }, layer, running.Variance);
            if (layer.Layer.Normalization.Momentum is not null) continue;
            Add(new TensorInfo($"norms.{l}.num_batches_tracked", 1, 1, IsVector: true) { Role = TensorRole.BatchCount }, layer, running.Batches);
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

    private void Add(TensorInfo info, LayerWeights layer, NativeBuffer<float>? vector)
    {
        _infos.Add(info);
        _places.Add((layer, vector));
    }

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
