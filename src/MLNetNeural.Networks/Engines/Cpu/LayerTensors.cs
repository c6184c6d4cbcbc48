namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The parameters of a list of layers, named and shaped as PyTorch would.</summary>
internal sealed class LayerTensors : ITensors
{
    private readonly List<TensorInfo> _infos = [];
    private readonly List<(LayerWeights Layer, bool IsBias)> _places = [];

    /// <summary>Names the weights and biases of layers "layers.0.weight", "layers.0.bias" and so on.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="suffix">What follows the name: ".velocity" for the optimiser's state.</param>
    public LayerTensors(LayerWeights[] layers, string suffix = "")
    {
        for (int l = 0; l < layers.Length; l++)
        {
            LayerWeights layer = layers[l];
            Add(new TensorInfo($"layers.{l}.weight{suffix}", layer.Units, layer.Inputs, IsVector: false), layer, isBias: false);
            if (layer.Layer.UseBias) Add(new TensorInfo($"layers.{l}.bias{suffix}", layer.Units, 1, IsVector: true), layer, isBias: true);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _infos;

    /// <inheritdoc/>
    public void Read(int tensor, int firstRow, Span<float> destination)
    {
        (LayerWeights layer, bool isBias) = Place(tensor, firstRow, destination.Length);
        if (isBias) layer.Bias.Slice(firstRow, destination.Length).CopyTo(destination);
        else layer.ReadWeight(firstRow, destination);
    }

    /// <inheritdoc/>
    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source)
    {
        (LayerWeights layer, bool isBias) = Place(tensor, firstRow, source.Length);
        if (isBias) source.CopyTo(layer.Bias.Slice(firstRow, source.Length));
        else layer.WriteWeight(firstRow, source);
    }

    private void Add(TensorInfo info, LayerWeights layer, bool isBias)
    {
        _infos.Add(info);
        _places.Add((layer, isBias));
    }

    private (LayerWeights Layer, bool IsBias) Place(int tensor, int firstRow, int length)
    {
        TensorInfo info = _infos[tensor];
        if (length % info.Columns != 0 || firstRow < 0 || firstRow + (length / info.Columns) > info.Rows)
        {
            throw new ArgumentException($"{length} values from row {firstRow} on are no whole rows of {info.Name}, which has {info.Rows} of {info.Columns}.");
        }

        return _places[tensor];
    }
}
