using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Tests;

/// <summary>Counts the tensors of this process that have not been disposed of.</summary>
internal static class LiveTensors
{
    public static long Count => Tensor.TotalCount;

    /// <summary>Does something that must leave no more tensors than there were.</summary>
    public static void AssertNoneAreLeft(Action action)
    {
        long before = Count;

        action();

        Assert.AreEqual(before, Count, "Live tensors.");
    }
}
