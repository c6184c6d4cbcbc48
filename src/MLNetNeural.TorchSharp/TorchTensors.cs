using System.Runtime.InteropServices;
using MLNetNeural.Networks.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>Named tensors on a device, of PyTorch's shapes; they belong to this object alone.</summary>
internal sealed class TorchTensors : ITensors, IDisposable
{
    /// <summary>Values of a run; a longer row is a run of its own.</summary>
    private const int RunFloats = 1 << 22;

    private readonly TorchDevice _device;
    private readonly TensorInfo[] _infos;
    private readonly Tensor[] _tensors;

    /// <summary>Tensors of zeros.</summary>
    /// <exception cref="DeviceOutOfMemoryException">The device has not that much memory; none is taken.</exception>
    public TorchTensors(TorchDevice device, IEnumerable<TensorInfo> infos)
    {
        _device = device;
        _infos = [.. infos];
        var tensors = new List<Tensor>();
        try
        {
            foreach (TensorInfo info in _infos) tensors.Add(device.Keep(ScalarType.Float32, info.Shape));
        }
        catch (Exception e)
        {
            foreach (Tensor tensor in tensors) tensor.Dispose();
            if (MemoryFailure.Of(e, device) is { } failure) throw failure;
            throw;
        }

        _tensors = [.. tensors];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _infos;

    /// <summary>The tensors, in the order of <see cref="Infos"/>.</summary>
    public IReadOnlyList<Tensor> All => _tensors;

    /// <inheritdoc/>
    public void Read(int tensor, int firstRow, Span<float> destination)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Rows(tensor, firstRow, destination.Length);
        MemoryMarshal.Cast<byte, float>((_device.IsCpu ? rows : rows.cpu()).bytes).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Rows(tensor, firstRow, source.Length);
        if (_device.IsCpu) MemoryMarshal.AsBytes(source).CopyTo(rows.bytes);
        else rows.copy_(_device.Of(source, ScalarType.Float32, rows.shape));
    }

    /// <summary>Sets all values.</summary>
    public void Fill(float value)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Tensor tensor in _tensors) tensor.fill_(value);
    }

    /// <summary>Copies all values of tensors of the same shapes.</summary>
    public void CopyFrom(TorchTensors other) => MoveTowards(other, 1);

    /// <summary>Exchanges the tensors of two objects of the same shapes; nothing is copied.</summary>
    public void Swap(TorchTensors other)
    {
        for (int t = 0; t < _tensors.Length; t++) (_tensors[t], other._tensors[t]) = (other._tensors[t], _tensors[t]);
    }

    /// <summary>t ← (1 − amount)·t + amount·target; 1 copies, also over what is not finite.</summary>
    public void MoveTowards(TorchTensors target, float amount)
    {
        for (int t = 0; t < _tensors.Length; t++)
        {
            using DisposeScope scope = NewDisposeScope();
            if (amount == 1)
            {
                _tensors[t].copy_(target._tensors[t]);
                continue;
            }

            _tensors[t].Scale(1 - (double)amount);
            _tensors[t].AddScaled(target._tensors[t], amount);
        }
    }

    /// <summary>Shows all values where they lie in the process's memory, some rows at a time, with the place of the first byte among the bytes of all tensors.</summary>
    /// <param name="use">Reads or overwrites them.</param>
    public void ForEachRun(Action<Span<byte>, long> use)
    {
        long position = 0;
        for (int t = 0; t < _tensors.Length; t++)
        {
            TensorInfo info = _infos[t];
            int run = Math.Max(1, RunFloats / info.Columns);
            for (int row = 0; row < info.Rows; row += run)
            {
                using DisposeScope scope = NewDisposeScope();
                Span<byte> values = Rows(t, row, Math.Min(run, info.Rows - row) * info.Columns).bytes;
                use(values, position);
                position += values.Length;
            }
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _tensors) tensor.Dispose();
    }

    private Tensor Rows(int tensor, int firstRow, int length)
    {
        TensorInfo info = _infos[tensor];
        if (length % info.Columns != 0 || firstRow < 0 || firstRow + (length / info.Columns) > info.Rows)
        {
            throw new ArgumentException($"{length} values from row {firstRow} on are no whole rows of {info.Name}, which has {info.Rows} of {info.Columns}.");
        }

        return _tensors[tensor].narrow(0, firstRow, length / info.Columns);
    }
}
