using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The running statistics of a layer's batch normalization, which scoring uses.</summary>
internal sealed class NormStatistics : IDisposable
{
    /// <summary>Figures that are all 0.</summary>
    /// <param name="stride">Units of the layer with their padding.</param>
    public NormStatistics(int stride)
        : this(new NativeBuffer<float>(stride), new NativeBuffer<float>(stride), new NativeBuffer<float>(1))
    {
    }

    private NormStatistics(NativeBuffer<float> mean, NativeBuffer<float> variance, NativeBuffer<float> batches)
    {
        Mean = mean;
        Variance = variance;
        Batches = batches;
    }

    /// <summary>(stride).</summary>
    public NativeBuffer<float> Mean { get; }

    /// <summary>(stride).</summary>
    public NativeBuffer<float> Variance { get; }

    /// <summary>Number of batches so far, one value; exact up to 2²⁴.</summary>
    public NativeBuffer<float> Batches { get; }

    /// <summary>All figures.</summary>
    public NativeBuffer<float>[] Buffers => [Mean, Variance, Batches];

    public NormStatistics Clone() => new(Mean.Clone(), Variance.Clone(), Batches.Clone());

    public void Dispose()
    {
        foreach (NativeBuffer<float> buffer in Buffers) buffer.Dispose();
    }
}
