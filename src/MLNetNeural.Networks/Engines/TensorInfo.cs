namespace MLNetNeural.Networks.Engines;

/// <summary>Name and shape of one block of parameters, as PyTorch has them: a weight is (units, inputs), a bias (units).</summary>
/// <param name="Name">For example "layers.0.weight" or "layers.0.bias".</param>
/// <param name="Rows">Units of the layer.</param>
/// <param name="Columns">Inputs of the layer; 1 for a bias.</param>
/// <param name="IsVector">True for a bias, whose shape has one dimension.</param>
public sealed record TensorInfo(string Name, int Rows, int Columns, bool IsVector)
{
    /// <summary>Number of elements.</summary>
    public long Length => (long)Rows * Columns;

    /// <summary>The dimensions: (units, inputs) or (units).</summary>
    public long[] Shape => IsVector ? [Rows] : [Rows, Columns];
}
