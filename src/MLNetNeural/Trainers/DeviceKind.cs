namespace MLNetNeural.Trainers;

/// <summary>The kinds of devices.</summary>
internal enum DeviceKind
{
    /// <summary>The fastest there is.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The processor by libtorch's kernels.</summary>
    TorchCpu,

    /// <summary>An NVIDIA card.</summary>
    Cuda,
}
