using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>Nothing is lost: processes that are killed, disks that are full, folders that cannot be written.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // signals, limits and permissions of Unix
[UnsupportedOSPlatform("windows")]
public partial class KilledProcessTests
{
    private const int Kills = 10;
    private const uint Nobody = 65534;

    [TestMethod]
    public void A_process_killed_ten_times_at_random_moments_ends_with_the_bits_of_an_uninterrupted_run()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        int[] expected = TestRun.Train(TestRun.Set(features), TrainingProcess.Options, threads: 1).Bits;
        var random = new Random(7);
        for (int kill = 0; kill < Kills; kill++)
        {
            using TrainingProcess process = TrainingProcess.Start(folder.Path);
            process.WaitFor(kill % 2 == 0 ? TrainingProcess.Batch : TrainingProcess.Epoch); // half of the moments lie about the first checkpoint
            Thread.Sleep(random.Next(300));
            process.Kill();
            Assert.AreEqual(128 + 9, process.ExitCode, $"kill {kill} came too late");
        }

        Assert.IsNotNull(Checkpoint.FindLast(folder.Path), "no kill came late enough for a checkpoint");
        using TrainingProcess final = TrainingProcess.Start(folder.Path);
        Assert.AreEqual("", final.WaitForEnd());
        Assert.AreEqual(0, final.ExitCode);

        using INetwork network = Checkpoint.Load(folder.File(TrainingProcess.Final), new CpuEngine(1));
        CollectionAssert.AreEqual(expected, network.AllValues().Bits());
        Assert.HasCount(3, folder.Names, string.Join(", ", folder.Names)); // the best, the last, and the final weights: nothing half written
    }

    [TestMethod]
    public void A_full_disk_names_the_file_and_leaves_the_checkpoints_before_it()
    {
        using var folder = new TemporaryFolder();
        using TrainingProcess process = TrainingProcess.StartOnSmallDisk(folder.Path);

        string errors = process.WaitForEnd();

        Assert.AreEqual(TrainingProcess.FailedToWrite, process.ExitCode, errors);
        StringAssert.Matches(errors, new($"^Could not write '{folder.Path}/(best|last)_checkpoint_epoch_4': "));
        Assert.AreEqual(folder.File("last_checkpoint_epoch_3"), Checkpoint.FindLast(folder.Path));
        Assert.HasCount(2, folder.Names);
        using SingleFeatures features = Toy.Singles(60, 6);
        (int[] expected, TrainingHistory history, _) = TestRun.Train(TestRun.Set(features), TestRun.Options);
        (int[] resumed, TrainingHistory resumedHistory, _) = TestRun.Train(TestRun.Set(features), TestRun.Options with { ResumeFrom = folder.Path });
        CollectionAssert.AreEqual(expected, resumed);
        Assert.AreEqual(history, resumedHistory);
    }

    [TestMethod]
    public void A_full_disk_is_named_when_features_go_beyond_their_memory_and_nothing_is_left_on_it()
    {
        using var folder = new TemporaryFolder();
        using TrainingProcess process = TrainingProcess.StartWithLargeFeatures(folder.Path);

        string errors = process.WaitForEnd();

        Assert.AreEqual(TrainingProcess.FailedToWrite, process.ExitCode, errors);
        Assert.StartsWith($"Features beyond the memory limit could not be written to a temporary file in '{folder.Path}': ", errors);
        Assert.IsEmpty(folder.Names);
    }

    [TestMethod]
    public void A_folder_that_becomes_read_only_names_the_file_and_leaves_the_checkpoints_before_it()
    {
        using var folder = new TemporaryFolder();
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = TestRun.Set(features);
        UnixFileMode mode = File.GetUnixFileMode(folder.Path);

        // Permissions do not bind root: this thread goes on as nobody, where it may.
        IOException? failure = null;
        var thread = new Thread(() => failure = Assert.ThrowsExactly<IOException>(() => TestRun.Train(set, TestRun.Options with
        {
            CheckpointFolder = folder.Path,
            EpochCompleted = epoch =>
            {
                if (epoch.Epoch != 3) return;
                File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
                if (OperatingSystem.IsLinux()) _ = ActAs(Nobody);
            },
        })));
        thread.Start();
        thread.Join();
        File.SetUnixFileMode(folder.Path, mode);

        StringAssert.Matches(failure!.Message, new($"^Could not write '{folder.Path}/(best|last)_checkpoint_epoch_4': "));
        Assert.AreEqual(folder.File("last_checkpoint_epoch_3"), Checkpoint.FindLast(folder.Path));
        CollectionAssert.AreEqual(TestRun.Train(set, TestRun.Options).Bits, TestRun.Train(set, TestRun.Options with { ResumeFrom = folder.Path }).Bits);
    }

    /// <summary>Whose permissions the calling thread has for files.</summary>
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int ActAs(uint user);
}
