using System.Diagnostics;
using System.Globalization;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>
/// The best and the last checkpoint of a run: best_checkpoint_epoch_{n} and last_checkpoint_epoch_{n}, n from 1. While training runs,
/// the one before stays too, should the newest be damaged, and the newest that the disk is known to have, should the power fail. Files of
/// an earlier run in the same folder go only when a newer one of their kind is on the disk.
/// </summary>
internal sealed class CheckpointFolder
{
    /// <summary>Between two waits for the disk; a file that was not waited for survives all but a power cut.</summary>
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(10);

    private const string BestPrefix = "best_checkpoint_epoch_";
    private const string LastPrefix = "last_checkpoint_epoch_";

    private readonly string _folder;
    private readonly TimeSpan _interval;

    /// <summary>Files of earlier runs.</summary>
    private readonly HashSet<string> _earlier = [];

    /// <summary>Files of this run.</summary>
    private readonly HashSet<string> _own = [];
    private Pair _newest;
    private Pair _previous;
    private Pair _onDisk;
    private long _written;
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>Makes the folder, if it is missing.</summary>
    /// <exception cref="IOException">It cannot be made; the message names it.</exception>
    public CheckpointFolder(string folder, TimeSpan interval)
    {
        _interval = interval;
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            Directory.CreateDirectory(_folder);
            // An error now beats one after the first epoch.
            string probe = Path.Combine(_folder, $".{Environment.ProcessId}.tmp");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            foreach (string path in Directory.EnumerateFiles(_folder))
            {
                if (EpochOf(path, BestPrefix) is not null || EpochOf(path, LastPrefix) is not null) _earlier.Add(path);
                else if (IsRemainder(path)) File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Checkpoints cannot be written to '{_folder}': {e.Message}", e);
        }
    }

    public string? Best { get; private set; }

    public string? Last => _newest.Last;

    /// <summary>Whether <see cref="Last"/> is of the epoch that was saved last.</summary>
    public bool IsUpToDate { get; private set; } = true;

    /// <summary>The checkpoints in a folder that training can be resumed from, the one with the most epochs first.</summary>
    public static IEnumerable<string> LastOf(string folder) => Directory.EnumerateFiles(folder)
        .Where(path => EpochOf(path, LastPrefix) is not null)
        .OrderByDescending(path => EpochOf(path, LastPrefix));

    /// <summary>Takes over the checkpoints of a run that is resumed; a best one from another folder is copied here.</summary>
    public void Adopt(string last, string? best)
    {
        if (best is not null)
        {
            Best = Path.Combine(_folder, Path.GetFileName(best));
            if (Best != best)
            {
                AtomicFile.Write(Best, target =>
                {
                    using FileStream source = File.OpenRead(best);
                    source.CopyTo(target);
                });
            }

            Own(Best);
        }

        if (Path.GetDirectoryName(last) != _folder) return;
        Own(last);
        _newest = new Pair(Best, last);
    }

    /// <summary>Writes the checkpoints of an epoch: of the best at once, of the last when the interval is over.</summary>
    /// <param name="run">What is written.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="mustWriteLast">Whether not to wait for the interval.</param>
    public void Save(RunState run, EpochMetrics epoch, bool mustWriteLast)
    {
        if (epoch.IsBest)
        {
            string path = PathOf(BestPrefix, epoch);
            run.WriteBest(path, epoch);
            Own(path);
            Best = path;
            Tidy();
        }

        IsUpToDate = mustWriteLast || Last is null || Stopwatch.GetElapsedTime(_written) >= _interval;
        if (IsUpToDate) SaveLast(run, epoch, mustFlush: mustWriteLast);
    }

    /// <summary>Writes the last checkpoint.</summary>
    public void SaveLast(RunState run, EpochMetrics epoch, bool mustFlush)
    {
        string path = PathOf(LastPrefix, epoch);
        run.WriteLast(path, epoch, Best);
        Own(path);
        if (path != _newest.Last) _previous = _newest;
        _newest = new Pair(Best, path);
        _written = Stopwatch.GetTimestamp();
        IsUpToDate = true;
        if (mustFlush || Stopwatch.GetElapsedTime(_flushed) >= FlushInterval) Flush();
        Tidy();
    }

    /// <summary>Tidies up at the end of a run, whatever has ended it; a failure leaves older files behind, no more.</summary>
    public void Close()
    {
        try
        {
            if (_own.Count == 0) return;
            Flush();
            _previous = default;
            Tidy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where something else has ended the run, that is what is reported.
        }
    }

    /// <summary>Waits until the disk has the newest files, then deletes those of earlier runs.</summary>
    private void Flush()
    {
        foreach (string path in new[] { Best, _newest.Best, _newest.Last }.OfType<string>().Distinct())
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        _flushed = Stopwatch.GetTimestamp();
        _onDisk = _newest;

        // A run without validation rows has no best, one that fails early has none: then that of the earlier run stays.
        Delete(_earlier, path => EpochOf(path, BestPrefix) is not null ? Best is not null : Last is not null);
    }

    /// <summary>Deletes files of this run that no checkpoint needs.</summary>
    private void Tidy()
    {
        string?[] needed = [Best, .. _newest.Files, .. _previous.Files, .. _onDisk.Files];
        Delete(_own, path => !needed.Contains(path));
    }

    private static void Delete(HashSet<string> files, Func<string, bool> isOld)
    {
        foreach (string path in files.Where(isOld).ToArray())
        {
            File.Delete(path);
            files.Remove(path);
        }
    }

    private void Own(string path)
    {
        _earlier.Remove(path);
        _own.Add(path);
    }

    private string PathOf(string prefix, EpochMetrics epoch) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}{epoch.Epoch}"));

    /// <summary>The number in a checkpoint's name; null when the name is another.</summary>
    private static int? EpochOf(string path, string prefix)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) ? epoch : null;
    }

    /// <summary>Whether a file is what a killed process left half written.</summary>
    private static bool IsRemainder(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(".tmp", StringComparison.Ordinal) && (name.StartsWith(BestPrefix, StringComparison.Ordinal) || name.StartsWith(LastPrefix, StringComparison.Ordinal));
    }

    /// <summary>A last checkpoint and the best one that it refers to.</summary>
    private readonly record struct Pair(string? Best, string? Last)
    {
        public string?[] Files => [Best, Last];
    }
}
