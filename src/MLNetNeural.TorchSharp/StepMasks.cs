using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Randomness;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>The dropout masks of one step: the library's own draws, which are those of every engine.</summary>
/// <param name="network">The network.</param>
/// <param name="seed">The seed of the run.</param>
/// <param name="step">Where the step stands.</param>
internal sealed class StepMasks(TorchNetwork network, int seed, StepContext step)
{
    /// <summary>Values that are drawn on all cores; fewer are drawn sooner on one.</summary>
    private const int ManyValues = 1 << 15;

    /// <summary>The factors of the features, (rows, inputs); null without dropout.</summary>
    public Tensor? OfFeatures(int rows)
    {
        MlpSpec spec = network.Spec;
        return spec.InputDropout > 0 ? Draw(StepDraws.InputDropout(seed, step.Epoch, step.Batch), rows, spec.Inputs, spec.InputDropout) : null;
    }

    /// <summary>The factors of a layer's outputs, (rows, units); null without dropout.</summary>
    public Tensor? OfLayer(int l, int rows)
    {
        DenseLayer layer = network.Spec.Layers[l];
        return layer.Dropout > 0 ? Draw(StepDraws.Dropout(seed, step.Epoch, step.Batch, l), rows, layer.Units, layer.Dropout) : null;
    }

    private unsafe Tensor Draw(Philox stream, int rows, int columns, float probability)
    {
        Tensor mask = empty(rows, columns, ScalarType.Float32, CPU);
        nint values = mask.Address();
        float scale = DropoutKernel.Scale(probability);
        void DrawRow(int row) => DropoutKernel.Mask(stream, row, probability, scale, new Span<float>((float*)values + ((long)row * columns), columns));
        if ((long)rows * columns >= ManyValues) Parallel.For(0, rows, DrawRow);
        else for (int row = 0; row < rows; row++) DrawRow(row);
        return network.Device.Bring(mask);
    }
}
