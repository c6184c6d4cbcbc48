using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>The memory of tensors that lie in the process's.</summary>
internal static class TensorMemory
{
    /// <summary>
    /// Where the first value lies; it does not move while the tensor lives. A span of the whole tensor, which TorchSharp gives, ends at 2 GiB.
    /// </summary>
    /// <param name="tensor">A contiguous tensor with at least one row.</param>
    public static unsafe nint Address(this Tensor tensor)
    {
        using Tensor first = tensor.narrow(0, 0, 1);
        return (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
