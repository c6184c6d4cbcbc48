using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>Weights of an epoch in a file, in the safetensors format, with the network's description in its header.</summary>
public static class Checkpoint
{
    private const string Format = "MLNetNeural checkpoint 1";

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="optimizerState">What the optimiser keeps; null for weights alone.</param>
    /// <param name="epochIndex">Zero-based epoch after which the weights are these.</param>
    /// <param name="flushToDisk">See <see cref="AtomicFile.Write"/>.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public static void Write(string path, INetwork network, ITensors? optimizerState, int epochIndex, bool flushToDisk = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["network"] = SpecJson.Write(network.Spec),
            ["epoch"] = (epochIndex + 1).ToString(CultureInfo.InvariantCulture),
        };
        ITensors[] tensors = optimizerState is null ? [network] : [network, optimizerState];
        AtomicFile.Write(path, stream => Safetensors.Write(stream, tensors, metadata), flushToDisk);
    }

    /// <summary>Reads the weights of a checkpoint into a network of the same shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network; overwritten.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is cut short, or is of another network; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void ReadWeights(string path, INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Read(path, (spec, _) => spec.Equals(network.Spec)
            ? network
            : throw new InvalidDataException($"it is of the network {spec}, not of {network.Spec}, or differs in an activation, a dropout or a bias"));
    }

    /// <summary>Makes the network of a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engine">The engine that will have the network.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint or is cut short; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static INetwork Load(string path, IEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        INetwork? network = null;
        try
        {
            Read(path, (spec, bytes) =>
            {
                SpecJson.RequireWeights(spec, bytes);
                return network = engine.CreateNetwork(spec);
            });
            return network!;
        }
        catch
        {
            network?.Dispose();
            throw;
        }
    }

    private static void Read(string path, Func<MlpSpec, long, INetwork> choose)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            Safetensors.Read(stream, metadata => metadata.GetValueOrDefault("format") == Format
                ? [choose(SpecJson.Read(metadata.GetValueOrDefault("network", "")), stream.Length)]
                : throw new InvalidDataException($"it says '{metadata.GetValueOrDefault("format", "nothing")}' where '{Format}' should be"));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"The checkpoint '{path}' cannot be used: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
