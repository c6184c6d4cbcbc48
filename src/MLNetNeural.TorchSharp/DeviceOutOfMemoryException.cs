namespace MLNetNeural.TorchSharp;

/// <summary>A device has not the memory that a network, its features or a step need. What was taken for them is given back.</summary>
/// <param name="message">How much was asked for, how much was left, and what to do.</param>
/// <param name="cause">What libtorch said.</param>
public sealed class DeviceOutOfMemoryException(string message, Exception cause) : InvalidOperationException(message, cause)
{
    /// <summary>Bytes that were asked for; null where libtorch did not say.</summary>
    public long? RequestedBytes { get; internal init; }

    /// <summary>Bytes that were left; null where libtorch did not say.</summary>
    public long? FreeBytes { get; internal init; }
}
