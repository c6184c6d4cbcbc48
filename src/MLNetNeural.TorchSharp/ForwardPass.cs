using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>Rows through all layers, by libtorch's functions: a = mask ⊙ f(normalize(x·Wᵀ + b)).</summary>
/// <param name="network">The network.</param>
internal sealed class ForwardPass(TorchNetwork network)
{
    /// <summary>Runs rows; in training each layer's outputs are dropped out and batches are measured.</summary>
    /// <param name="x">Features, (rows, inputs).</param>
    /// <param name="tensors">The network's tensors, or others in their place that record what is done with them.</param>
    /// <param name="masks">The masks of a step of training; null for scoring.</param>
    /// <returns>The outputs of each layer's activation; the last are those of the network. All are of the scope.</returns>
    public Tensor[] Run(Tensor x, IReadOnlyList<Tensor> tensors, StepMasks? masks)
    {
        var outputs = new Tensor[network.Spec.Layers.Length];
        for (int l = 0; l < outputs.Length; l++)
        {
            DenseLayer layer = network.Spec.Layers[l];
            Tensor z = nn.functional.linear(x, Tensor(l, TensorRole.Weight, tensors)!, Tensor(l, TensorRole.Bias, tensors));
            if (layer.Normalization is { Kind: not NormalizationKind.None, AfterActivation: false }) z = Normalize(l, z, tensors, masks is not null);
            x = outputs[l] = Activate(layer.Activation, z);
            if (layer.Normalization is { Kind: not NormalizationKind.None, AfterActivation: true }) x = Normalize(l, x, tensors, masks is not null);
            if (masks?.OfLayer(l, (int)x.shape[0]) is { } mask) x = x.mul(mask);
        }

        return outputs;
    }

    private Tensor? Tensor(int layer, TensorRole role, IReadOnlyList<Tensor> tensors) => network.PlaceOf(layer, role) is { } place ? tensors[place] : null;

    private Tensor Normalize(int l, Tensor z, IReadOnlyList<Tensor> tensors, bool isTraining)
    {
        Normalization norm = network.Spec.Layers[l].Normalization;
        Tensor? weight = Tensor(l, TensorRole.NormWeight, tensors), bias = Tensor(l, TensorRole.NormBias, tensors);
        if (norm.Kind == NormalizationKind.Layer) return nn.functional.layer_norm(z, [network.Spec.Layers[l].Units], weight!, bias!, norm.Epsilon);

        // One row has no variance: it is normalized by the running figures.
        bool measures = isTraining && z.shape[0] > 1;
        double share = measures ? norm.Momentum ?? ShareOfPlainAverage(l, tensors) : 0;
        return nn.functional.batch_norm(
            z, Tensor(l, TensorRole.RunningMean, tensors)!, Tensor(l, TensorRole.RunningVariance, tensors)!, weight!, bias!, measures, share, norm.Epsilon);
    }

    /// <summary>Counts the batch, and gives its share in the average of all.</summary>
    private double ShareOfPlainAverage(int l, IReadOnlyList<Tensor> tensors)
    {
        Tensor batches = Tensor(l, TensorRole.BatchCount, tensors)!;
        batches.AddNumber(1);
        return 1.0 / batches.cpu().item<float>();
    }

    private static Tensor Activate(Activation activation, Tensor z) => activation.Kind switch
    {
        ActivationKind.Identity => z,
        ActivationKind.Relu => z.relu(),
        ActivationKind.LeakyRelu => nn.functional.leaky_relu(z, activation.Slope),
        ActivationKind.Sigmoid => z.sigmoid(),
        ActivationKind.Tanh => z.tanh(),
        ActivationKind.Elu => nn.functional.elu(z, activation.Slope),
        ActivationKind.Selu => z.selu(),
        ActivationKind.Gelu => z.gelu(),
        ActivationKind.Silu => z.silu(),
        ActivationKind.Softplus => z.softplus(),
        _ => throw new InvalidOperationException($"TorchSharp has no function for the activation {activation.Kind}."),
    };
}
