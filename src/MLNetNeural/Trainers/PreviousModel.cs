using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Trainers;

/// <summary>Whether training can go on from a model: the network, the features and the options must be alike.</summary>
internal static class PreviousModel
{
    /// <summary>What differs, each thing in a sentence.</summary>
    /// <param name="previous">The model to go on from.</param>
    /// <param name="spec">The network that options and data ask for; its dropout may differ.</param>
    /// <param name="features">The features of the data.</param>
    /// <param name="missing">What the options do with missing values.</param>
    public static OptionErrors Differences(MlpModel previous, MlpSpec spec, FeatureColumn features, MissingValueHandling missing)
    {
        bool replaces = missing == MissingValueHandling.ReplaceByMean, replaced = previous.FeatureMeans is not null;
        OptionErrors errors = new OptionErrors(nameof(PreviousModel))
            .RequireThat(
                Equals(previous.ByteFeatures, features.Affine),
                $"The previous model was trained on {Describe(previous.ByteFeatures is not null)} features, but the data have {Describe(features.Affine is not null)} features, or bytes with another meaning.")
            .RequireThat(
                replaces == replaced,
                $"The previous model {(replaced ? "replaces" : "does not replace")} missing values by means, but the option MissingValues is {missing}.");

        if (previous.Spec.ToString() != spec.ToString())
        {
            return errors.RequireThat(false, $"The previous model is {previous.Spec}, but the options and the data give {spec}.");
        }

        for (int l = 0; l < spec.Layers.Length; l++)
        {
            DenseLayer old = previous.Spec.Layers[l], layer = spec.Layers[l];
            errors
                .RequireThat(old.Activation == layer.Activation, $"Layer {l + 1} of the previous model has the activation {old.Activation}, but the options say {layer.Activation}.")
                .RequireThat(
                    old.Normalization == layer.Normalization,
                    $"Layer {l + 1} of the previous model has the normalization {old.Normalization}, but the options say {layer.Normalization}, or with other options.")
                .RequireThat(old.UseBias == layer.UseBias, $"Layer {l + 1} of the previous model has {(old.UseBias ? "a" : "no")} bias, but the options say {(layer.UseBias ? "one" : "none")}.");
        }

        return errors;
    }

    private static string Describe(bool isByte) => isByte ? "Byte" : "Single";
}
