using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Features;

/// <summary>Feature stores that are larger than their memory.</summary>
[TestClass]
public class FeatureMemoryTests
{
    private const int Columns = 1000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(100_000)]
    [DataRow(1_000_000)]
    public void Rows_beyond_the_limit_come_back_and_their_file_has_no_name(int limit)
    {
        using var folder = new TemporaryFolder();
        using var features = new ByteFeatures(Columns, ChannelAffine.Identity, memory: new FeatureMemory { Limit = limit, TemporaryFolder = folder.Path });
        for (int pass = 0; pass < 2; pass++)
        {
            features.Clear();
            for (int row = 0; row < 3000; row++) features.Add(RandomValues.Bytes(Columns, row + pass));

            Assert.AreEqual(3000, features.Count);
            features.Prefetch([2999, 0, 1500]);
            for (int row = 2999; row >= 0; row--) CollectionAssert.AreEqual(RandomValues.Bytes(Columns, row + pass), features[row].ToArray(), $"row {row}");
            if (!OperatingSystem.IsWindows()) Assert.IsEmpty(folder.Names, "nothing that a killed process could leave behind");
        }
    }

    [TestMethod]
    public void Memory_stays_within_the_limit_however_many_rows_there_are()
    {
        const long Limit = 8 << 20;
        using var folder = new TemporaryFolder();
        using var features = new SingleFeatures(Columns, memory: new FeatureMemory { Limit = Limit, TemporaryFolder = folder.Path });
        float[] row = new float[Columns];
        while (features.Count < 20_000) features.Add(row); // 80 MB

        Assert.AreEqual(8, features.BuffersInMemory, "eight blocks of 1 MiB");
    }

    [TestMethod]
    public void Training_from_a_file_gives_the_bits_of_training_from_memory()
    {
        using var folder = new TemporaryFolder();
        var image = new ImageShape(1, 10, 10);
        using var inMemory = new ByteFeatures(100, ChannelAffine.Identity, image);
        using var onDisk = new ByteFeatures(100, ChannelAffine.Identity, image, new FeatureMemory { Limit = 2000, TemporaryFolder = folder.Path });
        for (int row = 0; row < 200; row++)
        {
            inMemory.Add(RandomValues.Bytes(100, row));
            onDisk.Add(RandomValues.Bytes(100, row));
        }

        CollectionAssert.AreEqual(Train(inMemory), Train(onDisk));
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        string missing = folder.File("none");
        using var features = new SingleFeatures(1, memory: new FeatureMemory { Limit = 1, TemporaryFolder = missing });
        features.Add([1]);

        IOException e = Assert.ThrowsExactly<IOException>(() => features.Add([2]));

        Assert.StartsWith($"Features beyond the memory limit could not be written to a temporary file in '{missing}': ", e.Message);
        Assert.AreEqual(1, features.Count);
    }

    [TestMethod]
    public void A_limit_of_nothing_is_refused()
        => Assert.AreEqual(
            "FeatureMemory.Limit must be at least 1, or null for half of the memory, got 0.",
            Assert.ThrowsExactly<ArgumentException>(() => new SingleFeatures(1, memory: new FeatureMemory { Limit = 0 })).Message);

    [TestMethod]
    public void Half_of_the_memory_is_the_limit_unless_one_is_given()
        => Assert.AreEqual(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, new FeatureMemory().Bytes);

    private static int[] Train(ByteFeatures features)
    {
        TrainingResult result = new TrainingLoop(new CpuEngine(2), features.Split(Toy.Classes(features.Count), 50), new TrainingOptions
        {
            MaxEpochs = 3,
            BatchSize = 16,
            Augmentations = [new RandomHorizontalFlip()],
        }).Run(MlpSpec.Of(100, [], 3));
        using INetwork network = result.Network;
        return network.AllValues().Bits();
    }
}
