using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Batches;

/// <summary>Gives the rows of a batch as float32 on the device.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Gathers rows.</summary>
    /// <param name="rows">Zero-based rows of the store; the caller has checked them.</param>
    /// <param name="mirrored">For each row whether its image is mirrored; empty for none.</param>
    /// <returns>(rows, columns), of the scope.</returns>
    Tensor Gather(ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored);
}
