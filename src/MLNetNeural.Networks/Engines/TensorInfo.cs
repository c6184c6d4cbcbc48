namespace MLNetNeural.Networks.Engines;

/// <summary>Name and shape of one block of parameters, as PyTorch has them: a weight is (units, inputs), a bias (units).</summary>
/// <param name="Name">For example "layers.0.weight" or "layers.0.bias".</param>
/// <param name="Rows">Units of the layer.</param>
/// <param name="Columns">Inputs of the layer; 1 for a bias.</param>
/// <param name="IsVector">Whether the shape has one dimension, as that of a bias has.</param>
public sealed record TensorInfo(string Name, int Rows, int Columns, bool IsVector)
{
    /// <summary>What the values are to the network. Default: a bias where the shape has one dimension, else weights.</summary>
    public TensorRole Role { get; init; } = IsVector ? TensorRole.Bias : TensorRole.Weight;

    /// <summary>Number of elements.</summary>
    public long Length => (long)Rows * Columns;

    /// <summary>The dimensions: (units, inputs) or (units).</summary>
    public long[] Shape => IsVector ? [Rows] : [Rows, Columns];
}
