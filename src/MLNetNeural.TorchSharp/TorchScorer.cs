using System.Runtime.InteropServices;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.TorchSharp.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>Scores with a <see cref="TorchNetwork"/>; rows are brought to the device call by call.</summary>
internal sealed class TorchScorer(TorchNetwork network, int maxRows) : IScorer
{
    private readonly ForwardPass _forward = new(network);
    private readonly int _maxRows = maxRows >= 1 ? maxRows : throw new ArgumentOutOfRangeException(nameof(maxRows), maxRows, "The number of rows must be at least 1.");

    /// <inheritdoc/>
    public void Score(FeatureStore features, ReadOnlySpan<int> rows, Span<float> outputs)
    {
        int units = network.Spec.Outputs;
        if (outputs.Length != rows.Length * units)
        {
            throw new ArgumentException($"The outputs of {rows.Length} rows are {rows.Length * units} values, got room for {outputs.Length}.", nameof(outputs));
        }

        RowChecks.Check(network.Spec, features, rows, _maxRows);
        if (rows.IsEmpty) return;
        try
        {
            using IDisposable untracked = no_grad();
            using DisposeScope scope = NewDisposeScope();
            Tensor x = new HostBatches(features, network.Device).Gather(rows, []);
            Tensor scores = _forward.Run(x, network.Tensors, masks: null)[^1];
            MemoryMarshal.Cast<byte, float>(scores.cpu().bytes).CopyTo(outputs);
        }
        catch (Exception e) when (MemoryFailure.Of(e, network.Device) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The weights are the network's, and everything else dies with the call.
    }
}
