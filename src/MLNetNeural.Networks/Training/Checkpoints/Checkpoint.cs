using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>
/// Weights of an epoch in a file, in the safetensors format, which other programs read too. The header's metadata hold a checksum, the
/// network's description, the epoch (from 1), and in a last checkpoint the run, to be resumed. The checksum is CRC-32C and verified before a
/// file is used, at 1 to 3 GB a second, a small part of the time that reading takes.
/// </summary>
public static class Checkpoint
{
    private const string Format = "MLNetNeural checkpoint 2";
    private const string RunKey = "run";

    /// <summary>Writes a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="epochIndex">Zero-based epoch after which the weights are these.</param>
    /// <param name="flushToDisk">See <see cref="AtomicFile.Write"/>.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public static void Write(string path, INetwork network, int epochIndex, bool flushToDisk = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        Write(path, network, [], null, epochIndex, flushToDisk);
    }

    /// <summary>The checkpoint with the most epochs that a folder has of those that training can be resumed from, last_checkpoint_epoch_{n}.</summary>
    /// <param name="folder">The folder; may be missing.</param>
    /// <returns>The file; null when there is none.</returns>
    public static string? FindLast(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Directory.Exists(folder) ? CheckpointFolder.LastOf(folder).FirstOrDefault() : null;
    }

    /// <summary>Reads the weights of a checkpoint into a network of the same shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network; overwritten.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or is of another network; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void ReadWeights(string path, INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Read(path, metadata => [Fitting(metadata, network)]);
    }

    /// <summary>Makes the network of a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engine">The engine that will have the network.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint or is damaged; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static INetwork Load(string path, IEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        INetwork? network = null;
        try
        {
            Read(path, metadata =>
            {
                MlpSpec spec = Spec(metadata);
                SpecJson.RequireWeights(spec, new FileInfo(path).Length);
                return [network = engine.CreateNetwork(spec)];
            });
            return network!;
        }
        catch
        {
            network?.Dispose();
            throw;
        }
    }

    /// <summary>Writes all that a run needs to go on.</summary>
    internal static void WriteRun(string path, INetwork network, IReadOnlyList<ITensors> state, RunRecord run, int epochIndex, bool flushToDisk = true)
        => Write(path, network, state, run, epochIndex, flushToDisk);

    /// <summary>The file that is meant by a checkpoint or a folder with some.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    internal static string Find(string path) => Path.GetFullPath(Directory.Exists(path)
        ? FindLast(path) ?? throw new FileNotFoundException($"The folder '{Path.GetFullPath(path)}' has no checkpoint to resume from.")
        : File.Exists(path) ? path : throw new FileNotFoundException($"There is no checkpoint '{Path.GetFullPath(path)}' to resume from.", path));

    /// <summary>Reads what a run needs to go on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network; overwritten.</param>
    /// <param name="accept">Looks at the run before anything is overwritten, and gives what else is to be read.</param>
    internal static RunRecord ReadRun(string path, INetwork network, Func<RunRecord, IReadOnlyList<ITensors>> accept)
    {
        RunRecord? run = null;
        try
        {
            Read(path, metadata =>
            {
                INetwork fitting = Fitting(metadata, network);
                run = RunJson.Read(metadata.GetValueOrDefault(RunKey)
                    ?? throw new InvalidDataException("it has weights alone, and training goes on only from a last_checkpoint_epoch_{n}"));
                return [fitting, .. accept(run)];
            });
        }
        catch (InvalidDataException e) when (CheckpointFolder.LastOf(Path.GetDirectoryName(path)!).FirstOrDefault(file => file != path) is { } other)
        {
            throw new InvalidDataException($"{e.Message} There is another one, '{other}'.", e);
        }

        return run!;
    }

    private static void Write(string path, INetwork network, IReadOnlyList<ITensors> state, RunRecord? run, int epochIndex, bool flushToDisk)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["network"] = SpecJson.Write(network.Spec),
            ["epoch"] = (epochIndex + 1).ToString(CultureInfo.InvariantCulture),
        };
        if (run is not null) metadata[RunKey] = RunJson.Write(run);
        AtomicFile.Write(path, stream => ChecksummedSafetensors.Write(stream, [network, .. state], metadata), flushToDisk);
    }

    private static MlpSpec Spec(IReadOnlyDictionary<string, string> metadata) => SpecJson.Read(metadata.GetValueOrDefault("network", ""));

    private static INetwork Fitting(IReadOnlyDictionary<string, string> metadata, INetwork network) => Spec(metadata) is var spec && spec.Equals(network.Spec)
        ? network
        : throw new InvalidDataException($"it is of the network {spec}, not of {network.Spec}, or differs in an activation, a dropout or a bias");

    private static void Read(string path, Func<IReadOnlyDictionary<string, string>, IReadOnlyList<ITensors>> choose)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            ChecksummedSafetensors.Read(stream, CheckFormat, choose);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"The checkpoint '{path}' cannot be used: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static void CheckFormat(IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault("format") == Format) return;
        throw new InvalidDataException($"it says '{metadata.GetValueOrDefault("format", "nothing")}' where '{Format}' should be");
    }
}
