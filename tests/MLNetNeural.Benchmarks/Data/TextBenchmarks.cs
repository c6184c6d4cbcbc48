using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Tests;

namespace MLNetNeural.Benchmarks.Data;

/// <summary>A pass over a CSV file of numbers with all the digits of a Single.</summary>
public class TextBenchmarks
{
    /// <summary>Lines of the file.</summary>
    public const int Rows = 400_000;

    /// <summary>Numbers in a line.</summary>
    public const int Columns = 20;

    private readonly MLContext _ml = new(seed: 1);
    private TemporaryFolder? _folder;
    private IDataView? _scalars;
    private IDataView? _vector;

    /// <summary>Size of the file.</summary>
    public static long FileBytes { get; private set; }

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void WriteFile()
    {
        _folder = new();
        string path = _folder.File("numbers.csv");
        Random random = new(1);
        using (StreamWriter writer = new(path))
        {
            for (int row = 0; row < Rows; row++)
                writer.WriteLine(string.Join(',', Enumerable.Range(0, Columns).Select(_ => Number(random))));
        }
        FileBytes = new FileInfo(path).Length;
        _scalars = _ml.Data.LoadFromTextFile(
            path, [.. Enumerable.Range(0, Columns).Select(i => new TextLoader.Column($"C{i}", DataKind.Single, i))], separatorChar: ',');
        _vector = _ml.Data.LoadFromTextFile(path, [new TextLoader.Column("V", DataKind.Single, 0, Columns - 1)], separatorChar: ',');
    }

    /// <summary>Deletes the file.</summary>
    [GlobalCleanup]
    public void DeleteFile() => _folder?.Dispose();

    /// <summary>As 20 Single columns.</summary>
    [Benchmark]
    public double Scalars() => ProcessorTime.Of(() => Passes.OverScalars(_scalars!));

    /// <summary>As one vector column.</summary>
    [Benchmark]
    public double Vector() => ProcessorTime.Of(() => Passes.OverVector(_vector!));

    private static string Number(Random random)
        => (((float)random.NextDouble() * 20) - 10).ToString(CultureInfo.InvariantCulture);
}
