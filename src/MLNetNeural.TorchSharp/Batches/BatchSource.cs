using System.Globalization;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Batches;

/// <summary>Decides where the features of a run are kept.</summary>
internal static class BatchSource
{
    /// <summary>Keeps them on the device where that is wanted and there is room, beside what a step needs; else in the process's memory, which is said.</summary>
    /// <param name="network">The network; it and the optimizer's state are on the device already.</param>
    /// <param name="plan">What is trained on.</param>
    public static IBatchSource Create(TorchNetwork network, TrainingPlan plan)
    {
        TorchDevice device = network.Device;
        var onHost = new HostBatches(plan.Features, device);
        if (!device.KeepsFeatures || plan.Features is SparseFeatures) return onHost;
        DeviceBatches? onDevice = null;
        try
        {
            onDevice = new DeviceBatches(plan.Features, device);
            TryRoom(device, RoomOfStep(network, plan));
            return onDevice;
        }
        catch (Exception e) when (MemoryFailure.Of(e, device) is { } failure)
        {
            onDevice?.Dispose();
            device.Warn?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"The features, {Bytes(plan.Features)} bytes, do not fit on {device} beside the network, so that each batch is brought there: {failure.Message}"));
            return onHost;
        }
    }

    /// <summary>Bytes that features take, as they are stored.</summary>
    private static long Bytes(FeatureStore features) => (long)features.Count * features.Columns * (features is ByteFeatures ? sizeof(byte) : sizeof(float));

    /// <summary>What a step takes, roughly: the gradient of all weights, the batch as it is stored and in float32, and what each layer keeps for the way back.</summary>
    private static long RoomOfStep(TorchNetwork network, TrainingPlan plan)
    {
        const int ValuesOfUnit = 6; // product, activation, normalization, mask, masked, gradient
        long units = network.Spec.Layers.Sum(layer => (long)layer.Units);
        return sizeof(float) * (network.Spec.ParameterCount + (plan.MaxBatchSize * ((3L * network.Spec.Inputs) + (ValuesOfUnit * units))));
    }

    /// <summary>libtorch keeps what is given back here for the steps to come.</summary>
    private static void TryRoom(TorchDevice device, long bytes)
    {
        using Tensor room = device.Keep(ScalarType.Byte, bytes);
    }
}
