using System.Globalization;

namespace MLNetNeural.Tests.Persistence;

/// <summary>A network of 25 million weights is saved and loaded in seconds, without a second copy of its weights.</summary>
[TestClass]
public sealed class LargeModelTests
{
    private const int Inputs = 196_608;
    private const int Units = 128;
    private const long WeightBytes = (long)sizeof(float) * ((Inputs + 1) * Units);

    /// <summary>Some five times what is needed, and of the processors' time: by the clock a busy machine takes any time.</summary>
    private static readonly TimeSpan LongestSave = TimeSpan.FromSeconds(20), LongestLoad = TimeSpan.FromSeconds(5);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Saving_and_loading_take_little_time_and_hardly_more_memory_than_the_weights()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("large.zip"), small = folder.File("small.zip");
        ModelProgram.Run("train", small);

        string saving = ModelProgram.Run("train-large", file, Text(Inputs), Text(Units));
        string loading = ModelProgram.Run("measure", file), idle = ModelProgram.Run("measure", small);

        double memory = (double)(PeakBytes(loading) - PeakBytes(idle)) / WeightBytes;
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Saved in {Elapsed(saving).TotalSeconds:0.00} s, loaded in {Elapsed(loading).TotalSeconds:0.00} s, {memory:0.00} times the weights in memory."));
        Assert.IsLessThan(LongestSave, Processor(saving));
        Assert.IsLessThan(LongestLoad, Processor(loading));
        Assert.IsInRange(1, 1.5, memory);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Elapsed(string output) => Milliseconds(output, 0);

    private static TimeSpan Processor(string output) => Milliseconds(output, 1);

    private static TimeSpan Milliseconds(string output, int place)
        => TimeSpan.FromMilliseconds(double.Parse(output.Split(' ', '\n')[place], CultureInfo.InvariantCulture));

    private static long PeakBytes(string output) => long.Parse(output.Split('\n')[1], CultureInfo.InvariantCulture);
}
