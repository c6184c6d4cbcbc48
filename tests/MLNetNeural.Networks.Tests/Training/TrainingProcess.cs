using System.Diagnostics;
using System.Runtime.InteropServices;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>Training in a process of its own: what runs there, and how a test starts it.</summary>
internal sealed partial class TrainingProcess : IDisposable
{
    public const string Batch = "a batch is done";
    public const string Epoch = "an epoch is done";
    public const string Final = "final";
    public const int FailedToWrite = 3;

    private const string SmallDisk = "small-disk";
    private const string LargeFeatures = "large-features";

    private readonly Process _process;

    private TrainingProcess(string folder, string mode)
    {
        _process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [typeof(TrainingProcess).Assembly.Location, folder, mode])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>A run that takes some seconds, since it pauses at every batch.</summary>
    public static TrainingOptions Options => TestRun.Options with { MaxEpochs = 450 };

    public int ExitCode => _process.ExitCode;

    public static TrainingProcess Start(string folder) => new(folder, "");

    /// <summary>Cannot write more than a few bytes to a file after its third epoch.</summary>
    public static TrainingProcess StartOnSmallDisk(string folder) => new(folder, SmallDisk);

    /// <summary>Reads features far beyond their memory limit, where files cannot be long enough.</summary>
    public static TrainingProcess StartWithLargeFeatures(string folder) => new(folder, LargeFeatures);

    /// <summary>Waits for the first batch or epoch that the process does.</summary>
    public void WaitFor(string line)
    {
        while (_process.StandardOutput.ReadLine() is { } read)
        {
            if (read == line) return;
        }

        Assert.Fail($"The process ended before it said that {line}.");
    }

    /// <summary>SIGKILL: the process has no say in it.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for the end, and gives what the process wrote to its error output.</summary>
    public string WaitForEnd()
    {
        string errors = _process.StandardError.ReadToEnd();
        _process.WaitForExit();
        return errors.TrimEnd();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    public static int Run(string[] arguments)
    {
        try
        {
            if (arguments[1] == LargeFeatures) ReadFeatures(arguments[0]);
            else Train(arguments[0], isSmall: arguments[1] == SmallDisk);
            return 0;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine(e.Message);
            return FailedToWrite;
        }
    }

    private static void ReadFeatures(string folder)
    {
        LimitFiles();
        using var features = new SingleFeatures(10, memory: new FeatureMemory { Limit = 100, TemporaryFolder = folder });
        for (int row = 0; row < 1000; row++) features.Add(new float[10]);
    }

    /// <summary>Goes on with the run of a folder, and writes its weights there.</summary>
    private static void Train(string folder, bool isSmall)
    {
        int batches = 0, epochs = 0;
        using SingleFeatures features = Toy.Singles(60, 6);
        var loop = new TrainingLoop(new CpuEngine(1), TestRun.Set(features), (isSmall ? TestRun.Options : Options) with
        {
            CheckpointFolder = folder,
            ResumeFrom = Checkpoint.FindLast(folder),
            BatchCompleted = _ =>
            {
                if (batches++ == 0) Console.WriteLine(Batch);
                Thread.Sleep(1);
            },
            EpochCompleted = epoch =>
            {
                if (epochs++ == 0) Console.WriteLine(Epoch);
                if (isSmall && epoch.Epoch == 3) LimitFiles();
            },
        });
        using INetwork network = loop.Run(TestRun.Spec).Network;
        Checkpoint.Write(Path.Combine(folder, Final), network, epochIndex: 0);
    }

    /// <summary>From now on the system refuses to make files longer than a few bytes, as a full disk does.</summary>
    private static void LimitFiles()
    {
        const int FileSize = 1, FileSizeSignal = 25, Ignore = 1;
        ulong[] softAndHard = [100, 100];
        _ = Signal(FileSizeSignal, Ignore);
        if (SetLimit(FileSize, softAndHard) != 0) throw new InvalidOperationException("The size of files cannot be limited.");
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong[] limit);
}
