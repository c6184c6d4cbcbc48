using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>The widest vectors worth using; constants for the JIT.</summary>
internal static class Simd
{
    /// <summary>
    /// Whether 512-bit vectors are there. <see cref="Vector512.IsHardwareAccelerated"/> is false on processors that lower their
    /// clock for them; long runs of fused multiply-adds gain all the same.
    /// </summary>
    public static bool Has512 => Avx512F.IsSupported || Vector512.IsHardwareAccelerated;

    public static bool Has256 => Vector256.IsHardwareAccelerated;

    public static bool Has128 => Vector128.IsHardwareAccelerated;
}
