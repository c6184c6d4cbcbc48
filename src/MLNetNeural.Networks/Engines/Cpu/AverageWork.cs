using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Moves numbers towards others, each by itself: the same bits for every number of workers.</summary>
internal sealed unsafe class AverageWork : IParallelWork
{
    private const int PartFloats = 1 << 16;

    private float* _values;
    private float* _target;
    private float _amount;
    private long _length;

    /// <summary>v ← (1 − amount)·v + amount·target.</summary>
    public void Run(NativeBuffer<float> values, NativeBuffer<float> target, float amount, WorkerPool pool)
    {
        _values = values.Pointer;
        _target = target.Pointer;
        _amount = amount;
        _length = values.Length;
        pool.Run(this, (int)((_length + PartFloats - 1) / PartFloats));
    }

    public void Run(int part, int worker)
    {
        long start = (long)part * PartFloats;
        int length = (int)Math.Min(PartFloats, _length - start);
        var values = new Span<float>(_values + start, length);
        var target = new ReadOnlySpan<float>(_target + start, length);
        if (_amount == 1) target.CopyTo(values); // also over values that are not finite
        else TensorPrimitives.Lerp(values, target, _amount, values);
    }
}
