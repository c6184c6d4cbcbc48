using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Zeroes features of a batch at random. The factors are a function of row and feature, drawn wherever a feature is read, on the
/// way forth and on the way back: kept, they would take as much memory as the features.
/// </summary>
internal sealed unsafe class InputDropout(float probability)
{
    private readonly float _keep = DropoutKernel.Scale(probability);
    private Philox _stream;

    /// <summary>Whether anything is dropped.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Begins a batch: of training when a seed and a step are given, else nothing is dropped.</summary>
    public void Begin((int Seed, int Epoch, int Batch)? step)
    {
        IsOn = step is not null && probability > 0;
        if (step is { } at) _stream = StepDraws.InputDropout(at.Seed, at.Epoch, at.Batch);
    }

    /// <summary>Multiplies features by their factors.</summary>
    /// <param name="x">The features, (rows, stride). Overwritten.</param>
    /// <param name="stride">Distance of two rows.</param>
    /// <param name="firstRow">Position of the first row in the batch.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="firstFeature">The first feature.</param>
    /// <param name="length">Number of features.</param>
    public void Apply(float* x, int stride, int firstRow, int rows, int firstFeature, int length)
    {
        if (!IsOn) return;
        for (int r = 0; r < rows; r++)
        {
            DropoutKernel.Apply(_stream, firstRow + r, firstFeature, probability, _keep, new Span<float>(x + ((nint)r * stride), length));
        }
    }

    /// <summary>The factor of one feature.</summary>
    public float Factor(int row, int feature) => !IsOn ? 1 : DropoutKernel.Factor(_stream, row, feature, probability, _keep);
}
