using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The gradient of all parameters, and its L2 norm from the sums of squares of its parts, added in a fixed order.</summary>
internal sealed unsafe class GradientNorm : IDisposable
{
    /// <summary>Keeps a gradient of 0 from a division by 0, as in PyTorch's clip_grad_norm_.</summary>
    private const double Epsilon = 1e-6;

    private readonly float _maxNorm;
    private readonly NativeBuffer<double>[] _squares;

    /// <summary>Room for the gradient of layers.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="maxNorm">Greatest norm.</param>
    /// <param name="partRows">Rows of weights of one part.</param>
    public GradientNorm(LayerWeights[] layers, float maxNorm, Func<LayerWeights, int> partRows)
    {
        _maxNorm = maxNorm;
        Gradient = [.. layers.Select(layer => new LayerWeights(layer.Inputs, layer.Layer))];
        _squares = [.. layers.Select(layer => new NativeBuffer<double>(1 + ((layer.Inputs + partRows(layer) - 1) / partRows(layer))))];
    }

    /// <summary>The gradient, layer by layer.</summary>
    public LayerWeights[] Gradient { get; }

    /// <summary>Notes the gradient of some rows of a layer's weights.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="part">Which part of the rows it is.</param>
    /// <param name="start">First row.</param>
    /// <param name="inputs">Number of rows.</param>
    /// <param name="gradient">Their gradient, (panels, rows, panel width); copied.</param>
    public void Note(int layer, int part, int start, int inputs, ReadOnlySpan<float> gradient)
    {
        _squares[layer].Pointer[1 + part] = SumOfSquares(gradient);
        int run = inputs * Gradient[layer].PanelWidth;
        for (int p = 0; p < Gradient[layer].Panels; p++) gradient.Slice(p * run, run).CopyTo(new Span<float>(Gradient[layer].Panel(p, start), run));
    }

    /// <summary>Gives back what <see cref="Note"/> was given.</summary>
    public void Take(int layer, int start, int inputs, Span<float> gradient)
    {
        int run = inputs * Gradient[layer].PanelWidth;
        for (int p = 0; p < Gradient[layer].Panels; p++) new ReadOnlySpan<float>(Gradient[layer].Panel(p, start), run).CopyTo(gradient.Slice(p * run, run));
    }

    /// <summary>Notes that the gradient of a layer's bias is there.</summary>
    public void NoteBias(int layer, ReadOnlySpan<float> gradient) => _squares[layer].Pointer[0] = SumOfSquares(gradient);

    /// <summary>The factor min(1, maxNorm / (norm + 1e-6)) that clips.</summary>
    public float Scale()
    {
        double sum = 0;
        foreach (NativeBuffer<double> squares in _squares)
        {
            for (long i = 0; i < squares.Length; i++) sum += squares.Pointer[i];
        }

        return (float)Math.Min(1, _maxNorm / (Math.Sqrt(sum) + Epsilon));
    }

    public void Dispose()
    {
        foreach (LayerWeights gradient in Gradient) gradient.Dispose();
        foreach (NativeBuffer<double> squares in _squares) squares.Dispose();
    }

    // The length is a multiple of 16, and so is the vector on every processor: the same order of summation everywhere.
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        for (int i = 0; i < values.Length; i += Vector512<float>.Count)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Create(values.Slice(i, Vector512<float>.Count)));
            sum = Vector512.FusedMultiplyAdd(low, low, Vector512.FusedMultiplyAdd(high, high, sum));
        }

        return Vector512.Sum(sum);
    }
}
