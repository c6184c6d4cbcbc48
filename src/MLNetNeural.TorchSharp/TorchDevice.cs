using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>Where tensors lie, and how they get there.</summary>
internal sealed record TorchDevice
{
    private TorchDevice(Device torch) => Torch = torch;

    public Device Torch { get; }

    /// <summary>Threads of the processor; null for what libtorch has.</summary>
    public int? Threads { get; private init; }

    /// <summary>Whether the features of a run are kept on the device; else each batch is made in the process's memory, where a processor reads it.</summary>
    public bool KeepsFeatures { get; init; }

    /// <summary>Receives what a user should know of a run.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Called with the bytes of each tensor that is to be kept, before it is made; tests let memory run out here.</summary>
    public Action<long>? Allocating { get; init; }

    public static TorchDevice Cpu(int? threads) => new(CPU) { Threads = threads };

    public static TorchDevice Cuda(int card, Action<string>? warn) => new(new Device(DeviceType.CUDA, card)) { KeepsFeatures = true, Warn = warn };

    /// <summary>Whether tensors lie in the process's memory.</summary>
    public bool IsCpu => Torch.type == DeviceType.CPU;

    /// <summary>A tensor of zeros that lives until it is disposed of, whatever scopes there are.</summary>
    public Tensor Keep(ScalarType type, params long[] shape)
    {
        Allocating?.Invoke(shape.Aggregate(type == ScalarType.Byte ? sizeof(byte) : sizeof(float), (long bytes, long size) => bytes * size));
        return zeros(shape, type, Torch).DetachFromDisposeScope();
    }

    /// <summary>A copy of values, of the scope.</summary>
    public Tensor Of<T>(ReadOnlySpan<T> values, ScalarType type, params long[] shape)
        where T : unmanaged
    {
        Tensor host = empty(shape, type, CPU);
        MemoryMarshal.AsBytes(values).CopyTo(host.bytes);
        return Bring(host);
    }

    /// <summary>A tensor of the process's memory, on the device.</summary>
    public Tensor Bring(Tensor host) => IsCpu ? host : host.to(Torch);

    /// <summary>Lets libtorch have as many threads as were asked for.</summary>
    public void UseThreads()
    {
        if (IsCpu && Threads is { } threads && get_num_threads() != threads) set_num_threads(threads);
    }

    public bool Equals(TorchDevice? other) => other is not null && Torch.type == other.Torch.type && Torch.index == other.Torch.index;

    public override int GetHashCode() => HashCode.Combine(Torch.type, Torch.index);

    public override string ToString()
    {
        if (!IsCpu) return $"TorchSharp on CUDA card {Torch.index}";
        int threads = Threads ?? get_num_threads();
        return $"TorchSharp on CPU, {threads} thread{(threads == 1 ? "" : "s")}";
    }
}
