using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Scores with a <see cref="CpuNetwork"/>.</summary>
internal sealed unsafe class CpuScorer(CpuNetwork network, int maxRows) : IScorer
{
    private readonly ForwardPass _forward = new(network, maxRows, forTraining: false);

    /// <inheritdoc/>
    public void Score(FeatureStore features, ReadOnlySpan<int> rows, Span<float> outputs)
    {
        int units = network.Spec.Outputs;
        if (outputs.Length != rows.Length * units)
        {
            throw new ArgumentException($"The outputs of {rows.Length} rows are {rows.Length * units} values, got room for {outputs.Length}.", nameof(outputs));
        }

        _forward.Run(features, rows, []);
        for (int r = 0; r < rows.Length; r++) _forward.OutputRow(r).CopyTo(outputs.Slice(r * units, units));
    }

    /// <inheritdoc/>
    public void Dispose() => _forward.Dispose();
}
