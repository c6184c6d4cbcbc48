using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Training;

/// <summary>Says where a loss stopped being finite, what to do, and what is left.</summary>
internal static class Divergence
{
    public static string Message(MlpSpec spec, StepContext step, long stepIndex, double loss, int? layer, int? bestEpoch, CheckpointFolder? folder)
    {
        string where = layer is { } l
            ? $"the outputs of layer {l + 1} of {spec.Layers.Length} ({spec.InputsOf(l)} → {spec.Layers[l].Units}) are the first that are not finite"
            : "the outputs of all layers are finite, so it is the loss function that is not";
        string left = bestEpoch is { } epoch ? $" The network has the weights of epoch {epoch}, the best so far{(folder?.Best is { } best ? $", from '{best}'" : "")}." : "";
        if (folder?.Last is { } last) left += $" The last whole epoch that was written is in '{last}'.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged: the loss of batch {step.Batch + 1} in epoch {step.Epoch + 1} (step {stepIndex + 1}) is {loss} at learning rate {step.LearningRate}, and {where}; lower the learning rate or check the features for extreme values.{left}");
    }
}
