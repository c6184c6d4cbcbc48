using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The gradient of all parameters, of one batch or the sum of several; and its L2 norm, from the sums of squares of its parts, added in a fixed order.</summary>
internal sealed unsafe class GradientStore : IDisposable
{
    private static readonly int VectorKinds = Enum.GetValues<UnitVector>().Length;

    private readonly LayerWeights[] _gradient;
    private readonly NativeBuffer<double>[] _squares;

    /// <summary>Room for the gradient of layers.</summary>
    public GradientStore(LayerWeights[] layers)
    {
        _gradient = [.. layers.Select(layer => new LayerWeights(layer.Inputs, layer.Layer))];
        _squares = [.. layers.Select(layer => new NativeBuffer<double>(VectorKinds + layer.Parts))];
    }

    /// <summary>Adds the gradient of a part of a layer's weights.</summary>
    /// <param name="l">The layer.</param>
    /// <param name="part">The part.</param>
    /// <param name="gradient">Its gradient, (panels, rows, panel width); overwritten with the sum.</param>
    /// <param name="isFirst">Whether it replaces what is there.</param>
    public void Add(int l, in WeightPart part, Span<float> gradient, bool isFirst)
    {
        LayerWeights sum = _gradient[l];
        int run = part.Inputs * sum.PanelWidth;
        for (int p = 0; p < part.Panels; p++)
        {
            var kept = new Span<float>(sum.Panel(part.FirstPanel + p, part.FirstInput), run);
            if (!isFirst) TensorPrimitives.Add(gradient.Slice(p * run, run), kept, gradient.Slice(p * run, run));
            gradient.Slice(p * run, run).CopyTo(kept);
        }

        _squares[l].Pointer[VectorKinds + part.Index] = SumOfSquares(gradient);
    }

    /// <summary>Adds the gradient of a vector; overwritten with the sum.</summary>
    public void Add(int l, UnitVector vector, Span<float> gradient, bool isFirst)
    {
        Span<float> kept = Vector(l, vector);
        if (!isFirst) TensorPrimitives.Add(gradient, kept, gradient);
        gradient.CopyTo(kept);
        _squares[l].Pointer[(int)vector] = SumOfSquares(gradient);
    }

    /// <summary>Copies the gradient of a part of a layer's weights out.</summary>
    public void Read(int l, in WeightPart part, Span<float> gradient)
    {
        LayerWeights sum = _gradient[l];
        int run = part.Inputs * sum.PanelWidth;
        for (int p = 0; p < part.Panels; p++) new ReadOnlySpan<float>(sum.Panel(part.FirstPanel + p, part.FirstInput), run).CopyTo(gradient.Slice(p * run, run));
    }

    /// <summary>The gradient of a vector.</summary>
    public Span<float> Vector(int l, UnitVector vector) => _gradient[l][vector].Slice(0, _gradient[l].Stride);

    /// <summary>The L2 norm of the whole gradient.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (NativeBuffer<double> squares in _squares)
        {
            for (long i = 0; i < squares.Length; i++) sum += squares.Pointer[i];
        }

        return Math.Sqrt(sum);
    }

    public void Dispose()
    {
        foreach (LayerWeights gradient in _gradient) gradient.Dispose();
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
