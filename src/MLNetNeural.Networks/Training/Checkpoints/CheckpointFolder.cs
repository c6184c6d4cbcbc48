using System.Diagnostics;
using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>
/// The best and the last checkpoint of a run: best_checkpoint_epoch_{n} and last_checkpoint_epoch_{n}, n from 1. An older
/// file, also one of an earlier run in the same folder, goes only when a newer one of its kind is on the disk.
/// </summary>
internal sealed class CheckpointFolder
{
    /// <summary>Between two waits for the disk; a file that was not waited for survives all but a power cut.</summary>
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(10);

    private const string BestPrefix = "best_checkpoint_epoch_";
    private const string LastPrefix = "last_checkpoint_epoch_";

    private readonly string _folder;

    /// <summary>Files that the disk has, to be deleted when it has a newer one.</summary>
    private readonly List<string> _old = [];

    /// <summary>The newest files that the disk has.</summary>
    private readonly HashSet<string> _onDisk = [];
    private readonly TimeSpan _interval;
    private long _written;
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>Makes the folder, if it is missing.</summary>
    /// <exception cref="IOException">It cannot be made; the message names it.</exception>
    public CheckpointFolder(string folder, TimeSpan interval)
    {
        _interval = interval;
        _folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(_folder);
            // An error now beats one after the first epoch.
            string probe = Path.Combine(_folder, $".{Environment.ProcessId}.tmp");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            _old.AddRange(Directory.EnumerateFiles(_folder).Where(path => IsCheckpoint(path, BestPrefix) || IsCheckpoint(path, LastPrefix)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Checkpoints cannot be written to '{_folder}': {e.Message}", e);
        }
    }

    public string? Best { get; private set; }

    public string? Last { get; private set; }

    /// <summary>Whether <see cref="Last"/> is of the epoch that was saved last.</summary>
    public bool IsUpToDate { get; private set; } = true;

    /// <summary>Writes the checkpoints of an epoch: of the best at once, of the last when the interval is over.</summary>
    /// <param name="session">Weights and optimiser.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="mustWriteLast">Whether not to wait for the interval.</param>
    public void Save(ITrainingSession session, EpochMetrics epoch, bool mustWriteLast)
    {
        if (epoch.IsBest)
        {
            Best = Replace(Best, $"{BestPrefix}{epoch.Epoch}", path => Checkpoint.Write(path, session.Network, null, epoch.EpochIndex, flushToDisk: false));
        }

        IsUpToDate = mustWriteLast || Last is null || Stopwatch.GetElapsedTime(_written) >= _interval;
        if (!IsUpToDate) return;

        Last = Replace(
            Last,
            $"{LastPrefix}{epoch.Epoch}",
            path => Checkpoint.Write(path, session.Network, session.OptimizerState, epoch.EpochIndex, flushToDisk: false));
        _written = Stopwatch.GetTimestamp();
        if (mustWriteLast || Stopwatch.GetElapsedTime(_flushed) >= FlushInterval) Flush();
    }

    /// <summary>Tidies up after a run that did not come to its last epoch; a failure leaves older files behind, no more.</summary>
    public void Close()
    {
        try
        {
            if (_old.Count > 0) Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something else has ended the run, and that is what is reported.
        }
    }

    /// <summary>Waits until the disk has the newest files, then deletes the older ones.</summary>
    private void Flush()
    {
        FlushFile(Best);
        FlushFile(Last);
        _flushed = Stopwatch.GetTimestamp();
        _onDisk.UnionWith(new[] { Best, Last }.OfType<string>());
        DeleteOld(BestPrefix, Best);
        DeleteOld(LastPrefix, Last);
    }

    /// <summary>Deletes older files of a kind once there is a newer one: a run without validation rows has no best, one that fails early has none.</summary>
    private void DeleteOld(string prefix, string? newest)
    {
        if (newest is null) return;
        foreach (string path in _old.Where(path => IsCheckpoint(path, prefix) && path != newest)) File.Delete(path);
        _old.RemoveAll(path => IsCheckpoint(path, prefix));
    }

    private static bool IsCheckpoint(string path, string prefix)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && name.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static void FlushFile(string? path)
    {
        if (path is null) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private string Replace(string? old, string name, Action<string> write)
    {
        string path = Path.Combine(_folder, name);
        write(path);
        if (old is null || old == path) return path;

        // One older file that the disk has is enough; those between it and the newest go at once.
        if (_onDisk.Remove(old)) _old.Add(old);
        else File.Delete(old);
        return path;
    }
}
